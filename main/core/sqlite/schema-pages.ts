import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { AppError } from '../../../shared/domain/app-error.ts';

/** A table, index, trigger or view as a file says it is: a row of sqlite_schema. */
export interface SchemaObject {
  type: string;
  name: string;
  tbl_name: string;
  sql: string | null;
}

/** What a SQLite file says of itself at its beginning (SQLite, 'Database File Format'). */
export interface FileSchema {
  applicationId: number;
  userVersion: number;
  /** What of the file's form is not as SQLite makes it unless told otherwise: one text for each. */
  unusual: string[];
  objects: SchemaObject[];
}

/** Schemas of ours have 40 pages; one that has more than this is nobody's ledger. */
const MOST_PAGES = 2000;

/** The header's fields that are the same in every ledger, by place and length. */
const USUAL = [
  [16, 2, 4096, 'pages of another size'],
  [20, 1, 0, 'pages with room for others'],
  [21, 3, 0x402020, 'pages that are filled otherwise'],
  [44, 4, 4, 'a schema of another format'],
  [52, 4, 0, 'pages that move by themselves (auto_vacuum)'],
  [56, 4, 1, 'texts in another encoding'],
  [64, 4, 0, 'pages that move by themselves (auto_vacuum)'],
] as const;

/** A file without a table has no format and no encoding yet. */
const UNSAID_AT_FIRST: readonly number[] = [44, 56];

/**
 * Reads the schema out of a file's pages without SQLite, which would take in whatever the file has: nothing of the file is run, each page
 * is read once at most, so it ends whatever the pages say. What is in a write-ahead log beside the file is not seen.
 * @returns null where it is no file of SQLite
 * @throws AppError LEDGER_DAMAGED where the schema can't be read; what the system throws for a file that can't be opened.
 */
export function readSchemaPages(path: string): FileSchema | null {
  const file = openSync(path, 'r');
  try {
    const header = Buffer.alloc(100);
    const length = readSync(file, header, 0, 100, 0);
    if (length < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') return null;
    const isOther = (value: number, at: number, usual: number): boolean =>
      value !== usual && !(value === 0 && UNSAID_AT_FIRST.includes(at));
    const unusual = USUAL.filter(([at, length, usual]) => isOther(header.readUIntBE(at, length), at, usual)).map(
      ([, , , what]) => what,
    );
    const said = { applicationId: header.readUInt32BE(68), userVersion: header.readUInt32BE(60), unusual };
    // A page of another size is not read any further: what differs is known.
    if (header.readUInt16BE(16) !== PAGE || header[20] !== 0) return { ...said, objects: [] };
    return { ...said, objects: new Pages(file, path).schema() };
  } finally {
    closeSync(file);
  }
}

const PAGE = 4096;

/** What a page of a table can be: an inner one, or one that has rows. */
const [INNER, LEAF] = [5, 13];

/** The most of a row that is on its page, and the least where it goes on elsewhere. */
const [MOST_HERE, LEAST_HERE] = [PAGE - 35, Math.floor(((PAGE - 12) * 32) / 255) - 23];

class Pages {
  readonly #file: number;
  readonly #path: string;
  readonly #count: number;
  readonly #read = new Set<number>();

  constructor(file: number, path: string) {
    this.#file = file;
    this.#path = path;
    this.#count = Math.floor(fstatSync(file).size / PAGE);
  }

  schema(): SchemaObject[] {
    const objects: SchemaObject[] = [];
    const left = [1];
    for (let number = left.pop(); number !== undefined; number = left.pop()) {
      const page = this.#page(number);
      const at = number === 1 ? 100 : 0;
      const kind = page[at];
      if (kind !== INNER && kind !== LEAF) throw this.#damaged();
      const cells = this.#cells(page, at + (kind === INNER ? 12 : 8), page.readUInt16BE(at + 3));
      if (kind === LEAF) objects.push(...cells.map((cell) => this.#object(page, cell)));
      else left.push(page.readUInt32BE(at + 8), ...cells.map((cell) => this.#number(page, cell)).reverse());
    }
    return objects;
  }

  #cells(page: Buffer, from: number, count: number): number[] {
    if (from + 2 * count > PAGE) throw this.#damaged();
    return Array.from({ length: count }, (_, n) => page.readUInt16BE(from + 2 * n));
  }

  #number(page: Buffer, at: number): number {
    if (at + 4 > PAGE) throw this.#damaged();
    return page.readUInt32BE(at);
  }

  #object(page: Buffer, cell: number): SchemaObject {
    const size = this.#varint(page, cell);
    const rowid = this.#varint(page, size.next);
    const columns = this.#columns(this.#payload(page, rowid.next, size.value));
    const [type, name, table, , sql] = columns;
    if (columns.length !== 5 || typeof type !== 'string' || typeof name !== 'string' || typeof table !== 'string') {
      throw this.#damaged();
    }
    return { type, name, tbl_name: table, sql: sql ?? null };
  }

  /** A row's bytes, of which some may be on other pages. */
  #payload(page: Buffer, at: number, size: number): Buffer {
    if (size > MOST_PAGES * PAGE) throw this.#damaged();
    if (size <= MOST_HERE) return this.#part(page, at, size);
    const spare = LEAST_HERE + ((size - LEAST_HERE) % (PAGE - 4));
    const here = spare <= MOST_HERE ? spare : LEAST_HERE;
    const parts = [this.#part(page, at, here)];
    let next = this.#number(page, at + here);
    for (let missing = size - here; missing > 0; missing -= PAGE - 4) {
      const more = this.#page(next);
      parts.push(more.subarray(4, Math.min(PAGE, 4 + missing)));
      next = more.readUInt32BE(0);
    }
    return Buffer.concat(parts);
  }

  #part(page: Buffer, at: number, size: number): Buffer {
    if (at + size > PAGE) throw this.#damaged();
    return page.subarray(at, at + size);
  }

  /** The columns that are texts; null for all others, as numbers are. */
  #columns(row: Buffer): (string | null)[] {
    const header = this.#varint(row, 0);
    const columns: (string | null)[] = [];
    let at = header.value;
    for (let place = header.next; place < header.value;) {
      const type = this.#varint(row, place);
      place = type.next;
      const bytes = sizeOf(type.value);
      if (at + bytes > row.length) throw this.#damaged();
      const isText = type.value >= 13 && type.value % 2 === 1;
      columns.push(isText ? row.toString('utf8', at, at + bytes) : null);
      at += bytes;
    }
    return columns;
  }

  #varint(bytes: Buffer, from: number): { value: number; next: number } {
    let value = 0;
    for (let n = 0; n < 9; n += 1) {
      const byte = bytes[from + n];
      if (byte === undefined) break;
      if (n === 8) return { value: value * 256 + byte, next: from + 9 };
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return { value, next: from + n + 1 };
    }
    throw this.#damaged();
  }

  /** A page, which nothing else may be on. */
  #page(number: number): Buffer {
    if (number < 1 || number > this.#count || this.#read.has(number) || this.#read.size >= MOST_PAGES) {
      throw this.#damaged();
    }
    this.#read.add(number);
    const page = Buffer.alloc(PAGE);
    if (readSync(this.#file, page, 0, PAGE, (number - 1) * PAGE) < PAGE) throw this.#damaged();
    return page;
  }

  #damaged(): AppError {
    return new AppError(
      'LEDGER_DAMAGED',
      'The ledger file is damaged: its tables can’t be read. Nothing of it was run or changed.',
      { path: this.#path },
    );
  }
}

/** Bytes of a value by its type in a row's header. */
function sizeOf(type: number): number {
  if (type >= 12) return Math.floor((type - 12) / 2);
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0][type] ?? 0;
}
