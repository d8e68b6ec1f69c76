import { createWriteStream, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { systemFailure } from '../../files/system-failure.ts';
import { callError } from '../session/aws-error.ts';
import { cancelled } from '../session/until-aborted.ts';
import type { AwsSession } from '../session/session.ts';
import { SetupStopped } from '../setup/setup-stopped.ts';

/** An object of the bucket as it was listed. */
export interface ListedObject {
  readonly key: string;
  readonly bytes: number;
  readonly etag: string;
}

/** An object is another one than it was when it was listed: AWS has delivered anew. */
export class ObjectChangedError extends Error {
  override readonly name = 'ObjectChangedError';
}

/** How often a download goes on after its connection broke. */
const ATTEMPTS = 5;
/** A manifest has some kilobytes, with every column some hundred. */
const MOST_TEXT = 16 * 1024 * 1024;

/** What the bucket of a payer account's reports is asked, with a session that reads alone. */
export class ReportBucket {
  readonly #session: AwsSession;
  readonly #bucket: string;
  readonly #signal: AbortSignal;

  constructor(session: AwsSession, bucket: string, signal: AbortSignal) {
    this.#session = session;
    this.#bucket = bucket;
    this.#signal = signal;
  }

  /** The folders in a folder, each with its '/' at the end. @throws SetupStopped what AWS refuses */
  async folders(prefix: string): Promise<string[]> {
    const found: string[] = [];
    for await (const { CommonPrefixes = [] } of this.#pages({ Prefix: prefix, Delimiter: '/' }))
      found.push(...CommonPrefixes.flatMap(({ Prefix }) => Prefix ?? []));
    return found;
  }

  /** Every object under a prefix. @throws SetupStopped what AWS refuses */
  async objects(prefix: string): Promise<ListedObject[]> {
    const found: ListedObject[] = [];
    for await (const { Contents = [] } of this.#pages({ Prefix: prefix }))
      found.push(...Contents.map(({ Key = '', Size = 0, ETag = '' }) => ({ key: Key, bytes: Size, etag: ETag })));
    return found;
  }

  /** A small object as text, with when it was written; null where it is not there. @throws SetupStopped what AWS refuses */
  async text(key: string): Promise<{ text: string; etag: string; modified: string } | null> {
    try {
      const { Body, ETag = '', ContentLength = 0, LastModified } = await this.#get({ Key: key });
      if (ContentLength > MOST_TEXT)
        throw new AppError('FILE_TOO_LARGE', `${key} is no manifest of a report: it has ${ContentLength} bytes.`, {
          key,
        });
      const text = (await Body?.transformToString('utf-8')) ?? '';
      return { text, etag: ETag, modified: LastModified?.toISOString() ?? '' };
    } catch (error) {
      if (callError(error).code === 'NoSuchKey') return null;
      throw error;
    }
  }

  /**
   * Downloads an object to a file, and goes on where one of before ended: the file's name has to stand for this very object.
   * @param onBytes is told how many there are
   * @throws ObjectChangedError; AppError CANCELLED, FILE_NOT_WRITTEN; SetupStopped what AWS refuses
   */
  async download({ key, bytes, etag }: ListedObject, path: string, onBytes: (bytes: number) => void): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const have = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
      onBytes(Math.min(have, bytes));
      if (have === bytes) return;
      try {
        const { Body } = await this.#get({ Key: key, IfMatch: etag, ...(have > 0 && { Range: `bytes=${have}-` }) });
        let at = have;
        const counted = async function* (body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
          for await (const chunk of body) {
            at += chunk.length;
            onBytes(at);
            yield chunk;
          }
        };
        await pipeline(Body as Readable, counted, createWriteStream(path, { flags: 'a', mode: 0o600 }), {
          signal: this.#signal,
        });
      } catch (error) {
        if (this.#signal.aborted) throw cancelled(error);
        if (isChanged(error)) throw new ObjectChangedError(key, { cause: error });
        if (attempt === ATTEMPTS || !isBroken(error)) throw systemFailure(error) ?? error;
      }
    }
  }

  async *#pages(of: { Prefix: string; Delimiter?: string }): AsyncGenerator<ListObjectsV2CommandOutput, void, void> {
    let ContinuationToken: string | undefined;
    do {
      const page: ListObjectsV2CommandOutput = await this.#asked('s3:ListBucket', '', () =>
        this.#session.s3.send(
          new ListObjectsV2Command({ Bucket: this.#bucket, ...of, ...(ContinuationToken && { ContinuationToken }) }),
        ),
      );
      yield page;
      ContinuationToken = page.IsTruncated === true ? page.NextContinuationToken : undefined;
    } while (ContinuationToken !== undefined);
  }

  #get(of: { Key: string; IfMatch?: string; Range?: string }) {
    return this.#asked('s3:GetObject', `/${of.Key}`, () =>
      this.#session.s3.send(new GetObjectCommand({ Bucket: this.#bucket, ...of })),
    );
  }

  /** Asks AWS; what it refuses is told with what helps here. */
  async #asked<T>(action: string, path: string, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof AppError) throw error;
      if (callError(error).code === 'NoSuchBucket') throw noBucket(this.#bucket);
      const failure = this.#session.failureOf(error);
      if (failure.key !== 'not-allowed') throw error;
      const resource = `arn:aws:s3:::${this.#bucket}${path}`;
      const remedy = `Ask whoever grants rights for ${action} on ${resource}. Or have the report's files sent to you, and add them: ${act('cost-data.add')}.`;
      throw new SetupStopped({ ...failure, remedy }, { cause: error });
    }
  }
}

function noBucket(bucket: string): AppError {
  return new AppError(
    'NOT_FOUND',
    `There is no bucket ${bucket} in AWS, so no report was delivered yet. Go on with the set-up: ${act('aws.apply')}`,
    { bucket },
  );
}

function isChanged(error: unknown): boolean {
  const { code } = callError(error);
  return code === 'PreconditionFailed' || code === 'InvalidRange' || code === 'NoSuchKey';
}

/** Whether it was the connection, and not what this computer or AWS refuses. */
function isBroken(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(?:ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|ERR_STREAM_PREMATURE_CLOSE)$/u.test(code);
}
