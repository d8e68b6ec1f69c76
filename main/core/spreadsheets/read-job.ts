import { wholeMegabytes } from '../../../shared/domain/file-size.ts';
import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/domain/app-error.ts';
import { openSource } from './byte-source.ts';
import type { ByteSource } from './byte-source.ts';
import { Utf8Check } from './encoding.ts';
import { readCsv } from './csv/read-csv.ts';
import { readJson } from './json/read-json.ts';
import { tooLarge } from './limits.ts';
import { sniff } from './sniff.ts';
import type { Emit, ReadJob } from './table.ts';
import { readXlsx } from './xlsx/read-xlsx.ts';

const HEAD_BYTES = 4 * 1024;

/**
 * Reads one table from start to end. Runs in the reading thread; tests may call it directly.
 * @throws AppError as readTable does
 */
export async function readJob(job: ReadJob, emit: Emit): Promise<void> {
  const source = await openSource(job.source);
  try {
    if (source.size === 0)
      throw new AppError(
        'FILE_UNREADABLE',
        `${source.name || 'The input'} is empty. Check that it was saved or copied completely.`,
      );
    if (source.size > job.limits.fileBytes) {
      throw tooLarge(
        'fileBytes',
        `is ${wholeMegabytes(source.size)}; at most ${wholeMegabytes(job.limits.fileBytes)} are read. Split it, or remove what is not needed.`,
      );
    }
    const { head, ...file } = await survey(source);
    const kind = job.source.kind === 'text' ? 'text' : await sniff(head, source);
    if (kind === 'zip') await readXlsx(source, file.sha256, job, emit);
    else if (!startsAsJson(head) || !(await readJson(source, file.sha256, job, emit)))
      await readCsv(source, { head, ...file }, job, emit);
    await source.checkUnchanged();
  } finally {
    await source.close();
  }
}

/** Whether the first sign of a text is one that begins a list or an object. */
function startsAsJson(head: Uint8Array): boolean {
  return /^(?:\u00ef\u00bb\u00bf)?\s*[[{]/u.test(Buffer.from(head).toString('latin1'));
}

/** One pass over all bytes: their hash, the first few KB, and whether they are UTF-8. */
async function survey(source: ByteSource): Promise<{ sha256: string; head: Uint8Array; utf8: boolean }> {
  const hash = createHash('sha256');
  const utf8 = new Utf8Check();
  let head: Uint8Array | undefined;
  for await (const chunk of source.chunks()) {
    head ??= chunk.subarray(0, HEAD_BYTES);
    hash.update(chunk);
    utf8.add(chunk);
  }
  return { sha256: hash.digest('hex'), head: head ?? new Uint8Array(), utf8: utf8.end() };
}
