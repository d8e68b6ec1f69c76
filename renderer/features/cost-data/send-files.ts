import type { Client } from '../../../shared/contract/client.ts';
import { PIECE_BYTES } from '../../../shared/contract/cost-data.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { isManifest, isReportData } from '../../../shared/domain/report-file.ts';
import type { LargeFile } from '../../host.ts';

type AddInput = Parameters<Client['costData']['add']>[0];
type AddStream = Awaited<ReturnType<Client['costData']['add']>>;
/** What was added, and what was not. */
export type Added = Extract<Awaited<ReturnType<AddStream['next']>>, { done: true }>['value'];

/**
 * Those of some files that are sent: of folders what can be of a report, and what was chosen by itself.
 * @throws AppError FILE_NOT_FOUND where there are none
 */
export function filesToSend(files: readonly LargeFile[]): LargeFile[] {
  const sent = files.filter(({ name }) => !name.includes('/') || isReportData(name) || isManifest(name));
  if (sent.length > 0) return sent;
  throw noReport();
}

/** That nothing was chosen or dropped that could be a report. */
export function noReport(): AppError {
  const what = 'There is no file of a report in what you chose: no .csv, .csv.gz, .zip or .parquet.';
  return new AppError('FILE_NOT_FOUND', what, {});
}

/** Adds a report whose files are sent in pieces, as `costData.add` does: progress, then what was added. @throws AppError as there; FILE_UNREADABLE */
export async function* addSent(
  client: Client,
  files: readonly LargeFile[],
  input: Omit<AddInput, 'paths' | 'sent'>,
  signal: AbortSignal,
): AsyncGenerator<object, Added> {
  // Where a piece can't be sent, nobody may go on waiting for it.
  const end = new AbortController();
  let failure: unknown;
  const sent = files.map(({ name, bytes }) => ({ name, bytes }));
  const stream = await client.costData.add({ ...input, sent }, { signal: AbortSignal.any([signal, end.signal]) });
  try {
    for (;;) {
      const { done, value } = await stream.next();
      if (done === true) return value;
      if (!('uploadId' in value)) yield value;
      else
        sendAll(client, value.uploadId, files, end.signal).catch((error: unknown) => {
          failure = error;
          end.abort();
        });
    }
  } catch (error) {
    throw failure ?? error;
  } finally {
    end.abort();
  }
}

async function sendAll(
  client: Client,
  uploadId: string,
  files: readonly LargeFile[],
  signal: AbortSignal,
): Promise<void> {
  for (const [index, each] of files.entries()) {
    for (let at = 0; at < each.bytes; at += PIECE_BYTES) {
      if (signal.aborted) return;
      await client.costData.sendPiece({ uploadId, file: index, at, base64: await pieceOf(each, at) });
    }
  }
}

async function pieceOf({ name, read }: LargeFile, at: number): Promise<string> {
  try {
    return await read(at, at + PIECE_BYTES);
  } catch (error) {
    const what = `${name} can't be read any more: it was changed or taken away since it was chosen. Nothing was kept. Choose it again.`;
    throw new AppError('FILE_UNREADABLE', what, { name }, { cause: error });
  }
}
