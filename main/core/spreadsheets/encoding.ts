import { AppError } from '../../../shared/domain/app-error.ts';

/** The encodings that are told apart. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be' | 'windows-1252';

/** Tells, chunk by chunk, whether bytes are well-formed UTF-8. */
export class Utf8Check {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #good = true;

  add(chunk: Uint8Array): void {
    this.#good &&= this.#decodes(chunk, true);
  }

  /** @returns whether all that was added is UTF-8 and complete */
  end(): boolean {
    return this.#good && this.#decodes(new Uint8Array(), false);
  }

  #decodes(chunk: Uint8Array, stream: boolean): boolean {
    try {
      this.#decoder.decode(chunk, { stream });
      return true;
    } catch {
      // not an error here: this is the question that is being asked
      return false;
    }
  }
}

/**
 * Tells the encoding of a text: a byte order mark, then the pattern of NUL bytes that UTF-16 leaves in Latin text, then
 * well-formed UTF-8, else Windows-1252.
 * @param head the first few KB
 * @param utf8 whether the whole is well-formed UTF-8
 * @returns null for what is no text: too many control characters
 */
export function detectEncoding(head: Uint8Array, utf8: boolean): Encoding | null {
  const mark = Buffer.from(head.subarray(0, 4)).toString('hex');
  if (mark === 'fffe0000') return 'utf-32le';
  if (mark === '0000feff') return 'utf-32be';
  if (mark.startsWith('fffe')) return 'utf-16le';
  if (mark.startsWith('feff')) return 'utf-16be';
  const zeros: [number, number] = [0, 0];
  let controls = 0;
  // those at the end tell nothing: a NUL may end the text
  let end = head.length;
  while (head[end - 1] === 0) end -= 1;
  for (const [at, byte] of head.subarray(0, end).entries()) {
    if (byte === 0) zeros[at % 2 === 0 ? 0 : 1] += 1;
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27)) controls += 1;
  }
  const [even, odd] = zeros;
  if (even + odd > 0) {
    const enough = head.length / 8;
    if (odd > enough && even * 20 < odd) return 'utf-16le';
    if (even > enough && odd * 20 < even) return 'utf-16be';
  }
  if (utf8) return 'utf-8';
  return (controls + even + odd) * 50 > head.length ? null : 'windows-1252';
}

/** 0x80–0x9F of Windows-1252 (WHATWG encoding index); TextDecoder gives these wrongly in some releases of Node. */
const HIGH_CONTROLS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * Decodes chunks of bytes; a byte order mark at the start is dropped.
 * @param encoding one of Encoding, or another that TextDecoder knows
 * @throws TypeError where the bytes are not well-formed in it
 */
export async function* decodeChunks(
  chunks: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<string, void, undefined> {
  if (encoding === 'windows-1252') {
    for await (const chunk of chunks) yield decodeWindows1252(chunk);
    return;
  }
  if (encoding === 'utf-32le' || encoding === 'utf-32be') {
    yield* decodeUtf32(chunks, encoding === 'utf-32le');
    return;
  }
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** UTF-32, which TextDecoder does not know; the byte order mark is dropped. */
async function* decodeUtf32(
  chunks: AsyncIterable<Uint8Array>,
  littleEndian: boolean,
): AsyncGenerator<string, void, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  let started = false;
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([rest, chunk]);
    const whole = bytes.length - (bytes.length % 4);
    let text = '';
    for (let at = 0; at < whole; at += 4) {
      const code = littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
      if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw new TypeError('no character of UTF-32');
      if (started || code !== 0xfeff) text += String.fromCodePoint(code);
      started = true;
    }
    rest = bytes.subarray(whole);
    yield text;
  }
  if (rest.length > 0) throw new TypeError('UTF-32 is cut in the middle of a character');
}

/** The pieces of a text without the one NUL or Ctrl-Z with which some programs end it. */
export async function* withoutEndMark(pieces: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let held = '';
  for await (const piece of pieces) {
    const text = held + piece;
    held = /[\0\x1a]$/.exec(text)?.[0] ?? '';
    yield held === '' ? text : text.slice(0, -1);
  }
}

function decodeWindows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return latin1.replace(/[\u0080-\u009f]/g, (char) => HIGH_CONTROLS.charAt(char.charCodeAt(0) - 0x80));
}

const BYTES_OF_HIGH_CONTROLS = new Map(Array.from(HIGH_CONTROLS, (char, index) => [char, 0x80 + index] as const));

/** The bytes of a text that was decoded as Windows-1252. */
export function bytesOfWindows1252(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => BYTES_OF_HIGH_CONTROLS.get(char) ?? char.charCodeAt(0));
}

/** Bytes as a text; what is not well-formed comes as U+FFFD. */
export function decodeBytes(bytes: Uint8Array, encoding: string): string {
  return encoding === 'windows-1252' ? decodeWindows1252(bytes) : new TextDecoder(encoding).decode(bytes);
}

/** Whether there is a decoder of that name. */
export function isEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}

/** The byte order mark of UTF-8, decoded as Windows-1252. */
export const MARK_IN_WINDOWS_1252 = 'ï»¿';

/** How many bytes follow one in UTF-8; 0 also for what begins no character. */
function followers(byte: number): number {
  if (byte < 0xc2 || byte >= 0xf5) return 0;
  return byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
}

/**
 * Whether a text that is not UTF-8 is meant to be: at least as many of its characters beyond ASCII are well-formed UTF-8 as are not.
 * In another encoding that happens by chance only.
 */
export async function isBrokenUtf8(chunks: AsyncIterable<Uint8Array>): Promise<boolean> {
  let sound = 0;
  let broken = 0;
  let missing = 0;
  for await (const chunk of chunks) {
    for (const byte of chunk) {
      const isContinuation = byte >= 0x80 && byte < 0xc0;
      if (missing > 0 && isContinuation) {
        missing -= 1;
        if (missing === 0) sound += 1;
        continue;
      }
      if (missing > 0) broken += 1;
      missing = followers(byte);
      if (missing === 0 && byte >= 0x80) broken += 1;
    }
  }
  return sound > 0 && sound >= broken + (missing > 0 ? 1 : 0);
}

/** The refusal of an encoding that was given for a file that has its own. @param why a sentence without its stop */
export function encodingWithoutEffect(why: string, encoding: string): AppError {
  return new AppError('INVALID_INPUT', `${why}. Leave the encoding out.`, { encoding });
}
