import { Writable } from 'node:stream';
import { AppError } from '../../../shared/domain/app-error.ts';

/**
 * A stream that keeps what is written to it, for a page that can name no path.
 * @param mostBytes of more than these the writer is told FILE_TOO_LARGE @param remedy what can be done then
 */
export function collectBytes(
  mostBytes = Infinity,
  remedy = '',
): { readonly stream: Writable; readonly base64: () => string } {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const stream = new Writable({
    write: (chunk: Uint8Array, _encoding, done) => {
      bytes += chunk.length;
      if (bytes > mostBytes)
        throw new AppError('FILE_TOO_LARGE', `The file is too large to be handed to a page. ${remedy}`);
      chunks.push(chunk);
      done();
    },
  });
  return { stream, base64: () => Buffer.concat(chunks).toString('base64') };
}
