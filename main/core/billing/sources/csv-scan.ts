import { isUtf8 } from 'node:buffer';
import { StringDecoder } from 'node:string_decoder';

const QUOTE = 0x22;
const COMMA = 0x2c;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/** A heading line of a report has some 10,000 characters. */
const LONGEST_HEADER = 1024 * 1024;

/** Where in a value the scan is: at its beginning, in one without quotes, in one with, after a quote that may have ended it. */
const [BEGINNING, PLAIN, QUOTED, AFTER_QUOTE, RETURNED] = [0, 1, 2, 3, 4];

/** 1 for bytes that change nothing within a value without quotes. */
const IN_VALUE = new Uint8Array(256).fill(1);
for (const byte of [QUOTE, COMMA, LINE_FEED, RETURN]) IN_VALUE[byte] = 0;

/** The first line that is not as RFC 4180 has it, or has another number of values than there are headings. */
export interface CsvFault {
  readonly line: number;
  readonly what: string;
}

/**
 * A csv is looked at while its bytes go by, apart from how it is read afterwards: its lines are counted, and each has to have as many values as
 * there are headings. Readers are kinder: DuckDB's, strict, takes a line with an empty value too many, and moves the others along.
 */
export class CsvScan {
  /** Lines with the heading line: a line end within quotes ends none. */
  lines = 0;
  fault: CsvFault | null = null;
  readonly #headerParts: Buffer[] = [];
  #headerBytes = 0;
  #header: string | null = null;
  #headings = 0;
  #values = 1;
  #state = BEGINNING;
  #newLine: '\n' | '\r\n' = '\n';
  /** The beginning of a character whose end comes with the next bytes. */
  #open = Buffer.alloc(0);

  push(chunk: Buffer): void {
    const bad = this.#firstBadLine(chunk);
    this.#scan(bad === null ? chunk : chunk.subarray(0, bad));
    if (bad === null) return;
    this.#strange('bytes that are no UTF-8');
    this.#scan(chunk.subarray(bad));
  }

  /**
   * Of all columns, also those that nobody reads: DuckDB 1.5.6 breaks where one of these is no UTF-8.
   * @returns where the line begins in these bytes that has some which are no UTF-8; null where none has
   */
  #firstBadLine(chunk: Buffer): number | null {
    const before = this.#open.length;
    const bytes = before === 0 ? chunk : Buffer.concat([this.#open, chunk]);
    const end = endOfWholeCharacters(bytes);
    this.#open = Buffer.from(bytes.subarray(end));
    if (isUtf8(bytes.subarray(0, end))) return null;
    let start = 0;
    for (;;) {
      const next = bytes.indexOf(LINE_FEED, start) + 1;
      if (next === 0 || !isUtf8(bytes.subarray(start, next))) return Math.max(0, start - before);
      start = next;
    }
  }

  #scan(chunk: Buffer): void {
    // One byte after the other: in locals, because a report has billions of them.
    let state = this.#state;
    let values = this.#values;
    for (let at = 0; at < chunk.length; at += 1) {
      // Most bytes are in the middle of a value: they are passed by in loops that do nothing else.
      if (state === QUOTED) {
        while (at < chunk.length && chunk[at] !== QUOTE) at += 1;
        if (at < chunk.length) state = AFTER_QUOTE;
        continue;
      }
      if (state === PLAIN) {
        while (IN_VALUE[chunk[at] ?? QUOTE] === 1) at += 1;
        if (at === chunk.length) break;
      }
      const byte = chunk[at];
      if (byte === COMMA) {
        if (state === RETURNED) this.#strange('a carriage return alone');
        values += 1;
        state = BEGINNING;
      } else if (byte === LINE_FEED) {
        if ((state === RETURNED) !== (this.#newLine === '\r\n') && this.#header !== null)
          this.#strange('another line end');
        if (this.#header === null) this.#endHeader(chunk, at, values);
        else if (values !== this.#headings) this.#strange(`${values} values, and there are ${this.#headings} headings`);
        this.lines += 1;
        values = 1;
        state = BEGINNING;
      } else if (byte === QUOTE) {
        if (state === BEGINNING || state === AFTER_QUOTE) state = QUOTED;
        else this.#strange('a quotation mark in a value that does not begin with one');
      } else if (byte === RETURN) {
        state = RETURNED;
      } else if (state === AFTER_QUOTE || state === RETURNED) {
        this.#strange(
          state === RETURNED ? 'a carriage return alone' : 'something between a quotation mark and the next comma',
        );
        state = PLAIN;
      } else {
        state = PLAIN;
      }
    }
    this.#state = state;
    this.#values = values;
    if (this.#header === null && this.#headerBytes < LONGEST_HEADER) this.#keep(chunk);
  }

  /** The first line without its end; null where none has ended yet. */
  get header(): string | null {
    return this.#header;
  }

  /** Whether it ends with a line end. */
  get endsWhole(): boolean {
    return this.#state === BEGINNING && this.#values === 1 && this.lines > 0;
  }

  #strange(what: string): void {
    this.fault ??= { line: this.lines + 1, what };
  }

  #keep(part: Buffer): void {
    this.#headerParts.push(Buffer.from(part));
    this.#headerBytes += part.length;
  }

  #endHeader(chunk: Buffer, at: number, headings: number): void {
    this.#headings = headings;
    this.#keep(chunk.subarray(0, at));
    const text = new StringDecoder('utf8').write(Buffer.concat(this.#headerParts));
    if (text.endsWith('\r')) this.#newLine = '\r\n';
    this.#header = text.replace(/\r$/u, '').replace(/^\u{FEFF}/u, '');
    this.#headerParts.length = 0;
  }
}

/** Where bytes end, without a character at their end that is not whole. */
function endOfWholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** The headings of a heading line. @returns null where a quote is open at its end */
export function headingsOf(line: string): string[] | null {
  const headings: string[] = [];
  let at = 0;
  for (;;) {
    const quoted = /^"((?:[^"]|"")*)"(?=,|$)/u.exec(line.slice(at));
    const plain = quoted ?? /^([^,"]*)(?=,|$)/u.exec(line.slice(at));
    if (plain === null) return null;
    headings.push((plain[1] ?? '').replaceAll('""', '"'));
    at += plain[0].length;
    if (at >= line.length) return headings;
    at += 1;
  }
}
