import { decodeChunks, withoutEndMark } from '../encoding.ts';
import { damaged } from '../limits.ts';

/** Bytes in which a declaration ends, if there is one: it stands at the very start. */
const DECLARATION_BYTES = 1_024;

/**
 * The text of an XML part: as its first bytes show (UTF-16 and a byte order mark), else as it declares itself, else UTF-8. A NUL at its end,
 * as some writers leave one, is dropped.
 * @throws AppError FILE_DAMAGED where the bytes are not of that encoding, or nobody knows it
 */
export async function* decodeXml(
  part: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<string, void, undefined> {
  const [head, all] = await peek(chunks, DECLARATION_BYTES);
  const encoding = encodingOf(head, part);
  try {
    yield* withoutEndMark(decodeChunks(all, encoding));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw damaged(
      `The file is damaged: the text of its part ${part} is not well-formed ${encoding.toUpperCase()}.`,
      { part, encoding },
      error,
    );
  }
}

/** XML 1.0, appendix F: what the first bytes of a part tell. */
function encodingOf(head: Buffer, part: string): string {
  const start = head.toString('latin1', 0, 4);
  if (start.startsWith('\xff\xfe') || /^<\0[^\0]\0/.test(start)) return 'utf-16le';
  if (start.startsWith('\xfe\xff') || /^\0<\0[^\0]/.test(start)) return 'utf-16be';
  if (start.startsWith('\xef\xbb\xbf')) return 'utf-8';
  const declared = /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"'>]*)["']/.exec(head.toString('latin1'))?.[1]?.trim();
  if (declared === undefined) return 'utf-8';
  try {
    const { encoding } = new TextDecoder(declared);
    // who could read the declaration has not read two bytes a character
    return encoding.startsWith('utf-16') ? 'utf-8' : encoding;
  } catch (error) {
    throw damaged(
      `The file is damaged: its part ${part} says that its encoding is '${declared}', which is not known.`,
      { part, encoding: declared },
      error,
    );
  }
}

/** The first bytes, and all of them again from the start. */
async function peek(chunks: AsyncIterable<Uint8Array>, length: number): Promise<[Buffer, AsyncIterable<Uint8Array>]> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  for (let size = 0; size < length;) {
    const next = await iterator.next();
    if (next.done === true) break;
    first.push(next.value);
    size += next.value.length;
  }
  async function* all(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield* first;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return [Buffer.concat(first).subarray(0, length), all()];
}
