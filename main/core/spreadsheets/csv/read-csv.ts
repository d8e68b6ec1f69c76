import { AppError } from '../../../../shared/domain/app-error.ts';
import type { ByteSource } from '../byte-source.ts';
import { BLANK } from '../cell.ts';
import type { Cell, Row, RowProblem } from '../cell.ts';
import { damaged, tooLarge } from '../limits.ts';
import { onlySheet } from '../only-sheet.ts';
import { isNamedWorkbook, unknownType } from '../sniff.ts';
import { ROWS_PER_BATCH } from '../table.ts';
import type { Emit, ReadJob, SheetInfo, TableInfo } from '../table.ts';
import { chooseDelimiter, separatorLine } from './delimiter.ts';
import { DoubtCollector } from './doubtful-encoding.ts';
import type { EncodingDoubt } from './doubtful-encoding.ts';
import {
  MARK_IN_WINDOWS_1252,
  bytesOfWindows1252,
  decodeBytes,
  decodeChunks,
  detectEncoding,
  isBrokenUtf8,
  isEncoding,
  withoutEndMark,
} from '../encoding.ts';
import { unguardFormula } from './formula-guard.ts';
import { RecordParser } from './records.ts';
import type { CsvRecord } from './records.ts';

/** What is known of the bytes before they are decoded. */
export interface TextSurvey {
  sha256: string;
  head: Uint8Array;
  utf8: boolean;
}

const SAMPLE_LENGTH = 64 * 1024;
/** With more malformed lines than this the file is not the text table that it seems to be. */
const MOST_PROBLEMS = 1_000;

/**
 * Reads delimited text as one sheet.
 * @throws AppError FILE_TYPE_UNKNOWN for what is no text, FILE_DAMAGED, FILE_TOO_LARGE, SHEET_NOT_FOUND
 */
export async function readCsv(source: ByteSource, survey: TextSurvey, job: ReadJob, emit: Emit): Promise<void> {
  const { encoding, doubt } = await encodingOf(source, survey, job);
  const pasted = job.source.kind === 'text';
  const sheet = onlySheet(source.name, job);
  const decoder = doubt === null ? encoding : 'windows-1252';
  const pieces = wellFormed(() => withoutEndMark(decodeChunks(source.chunks(), decoder)), encoding);
  const sample = withoutMark(await readSample(pieces));
  const separator = separatorLine(sample);
  const body = separator === null ? sample : sample.slice(separator.length);
  const delimiter = separator?.delimiter ?? chooseDelimiter(body, job.knownHeaders, pasted ? '\t' : ',');
  const { sha256 } = survey;
  const info: TableInfo = {
    format: pasted ? 'text' : 'csv',
    name: source.name,
    encoding,
    delimiter,
    sha256,
    bytes: source.size,
    sheets: [sheet],
  };
  await emit({ type: 'info', info });
  await emit({ type: 'sheet', sheet, merged: [], hiddenColumns: [] });

  const parser = new RecordParser(delimiter, job.limits, separator === null ? 1 : 2);
  const rows = new RowCollector(job, sheet, emit, doubt);
  await rows.add(parser.push(body));
  for await (const piece of pieces) await rows.add(parser.push(piece));
  await rows.add(parser.end());
  await rows.finish();
}

/**
 * The encoding of a text, and whether that is a guess: Windows-1252, as which a text is read that is not UTF-8 and says nothing else. A
 * text of which nearly all is UTF-8 is read so cell by cell.
 */
async function encodingOf(
  source: ByteSource,
  survey: TextSurvey,
  { encoding: chosen }: ReadJob,
): Promise<{ encoding: string; doubt: EncodingDoubt['kind'] | null }> {
  if (chosen !== null && !isEncoding(chosen)) {
    throw new AppError('INVALID_INPUT', `'${chosen}' is no encoding. Well-known ones are: ${WELL_KNOWN}.`, {
      encoding: chosen,
    });
  }
  const found = detectEncoding(survey.head, survey.utf8);
  if (found === null)
    throw unknownType(source.name, isNamedWorkbook(source.name) ? 'neither a workbook nor a text' : 'not a text');
  if (chosen !== null) {
    const isBroken = new TextDecoder(chosen).encoding === 'utf-8' && !survey.utf8 && found === 'windows-1252';
    return isBroken ? { encoding: 'utf-8', doubt: 'broken' } : { encoding: chosen, doubt: null };
  }
  if (found !== 'windows-1252') return { encoding: found, doubt: null };
  const isMarked = decodeBytes(survey.head.subarray(0, 3), 'windows-1252') === MARK_IN_WINDOWS_1252;
  const isBroken = isMarked || (await isBrokenUtf8(source.chunks()));
  return isBroken ? { encoding: 'utf-8', doubt: 'broken' } : { encoding: found, doubt: 'guess' };
}

function withoutMark(text: string): string {
  return text.startsWith(MARK_IN_WINDOWS_1252) ? text.slice(MARK_IN_WINDOWS_1252.length) : text;
}

/** Takes pieces until there is enough to judge the delimiter by. The iterator goes on after them. */
async function readSample(pieces: AsyncGenerator<string, void, undefined>): Promise<string> {
  let sample = '';
  while (sample.length < SAMPLE_LENGTH) {
    const next = await pieces.next();
    if (next.done === true) break;
    sample += next.value;
  }
  return sample;
}

async function* wellFormed(
  read: () => AsyncIterable<string>,
  encoding: string,
): AsyncGenerator<string, void, undefined> {
  try {
    for await (const piece of read()) {
      if (piece.includes('\0')) throw await nulError(read());
      yield piece;
    }
  } catch (error) {
    if (error instanceof TypeError) throw damaged(`The text is not well-formed in ${encoding}.`, { encoding }, error);
    throw error;
  }
}

/** The error for a text with a NUL in it, which no program writes: it says where the first one stands. */
async function nulError(pieces: AsyncIterable<string>): Promise<AppError> {
  let line = 1;
  let column = 1;
  let last = '';
  for await (const piece of pieces) {
    for (const char of piece) {
      if (char === '\0')
        return damaged(`The text is damaged: a NUL stands in line ${line} as character ${column}.`, { line, column });
      const ends = char === '\r' || (char === '\n' && last !== '\r');
      if (ends) line += 1;
      column = ends || char === '\n' ? 1 : column + 1;
      last = char;
    }
  }
  return damaged('The text is damaged: it has a NUL.');
}

const NOT_ASCII = /[^\0-\x7f]/;
const WELL_KNOWN =
  'utf-8, windows-1252 (Western Europe), windows-1250 (Central Europe), windows-1251 (Cyrillic), windows-1253 (Greek), windows-1254 (Turkish), ' +
  'macintosh, shift_jis, gb18030, big5, euc-kr, utf-16le';

function brokenByte(line: number, column: number): RowProblem {
  const message = `Line ${line}, column ${column}: the cell has a byte that is not UTF-8, as the rest of the file is.`;
  return { kind: 'broken-byte', column, message };
}

class RowCollector {
  #rows: Row[] = [];
  #count = 0;
  #cells = 0;
  #problems = 0;
  /** Whether our own writer made the text; known with its first record. */
  #isOwn: boolean | undefined;
  readonly #job: ReadJob;
  readonly #sheet: SheetInfo;
  readonly #emit: Emit;
  readonly #doubts: DoubtCollector | null;

  constructor(job: ReadJob, sheet: SheetInfo, emit: Emit, doubt: EncodingDoubt['kind'] | null) {
    this.#job = job;
    this.#sheet = sheet;
    this.#emit = emit;
    this.#doubts = doubt === null ? null : new DoubtCollector(doubt);
  }

  async add(records: readonly CsvRecord[]): Promise<void> {
    for (const read of records) {
      const record = this.#decoded(read);
      this.#isOwn ??= this.#isHeadingOfOurs(record.fields);
      const cells = cellsOf(record.fields, this.#isOwn);
      if (cells.length === 0 && record.problem === undefined) continue;
      this.#count += 1;
      this.#cells += cells.length;
      if (record.problem !== undefined) this.#problems += 1;
      this.#checkLimits(record.line);
      const row: Row = { number: record.line, cells, hidden: false };
      if (record.problem !== undefined) row.problem = record.problem;
      this.#rows.push(row);
      if (this.#rows.length >= ROWS_PER_BATCH) await this.#flush();
    }
  }

  async finish(): Promise<void> {
    await this.#flush();
    await this.#emit({
      type: 'sheet-end',
      sheet: this.#sheet,
      rows: this.#count,
      hiddenRows: 0,
      problems: this.#problems,
      doubt: this.#doubts?.end() ?? null,
    });
  }

  #isHeadingOfOurs(fields: readonly string[]): boolean {
    return this.#job.ownHeadings.some(
      (own) => own.length === fields.length && own.every((heading, column) => heading === fields[column]),
    );
  }

  /** Keeps what the encoding makes of a record; of a broken UTF-8 text each cell is decoded by itself, so that the others are whole. */
  #decoded(record: CsvRecord): CsvRecord {
    const doubts = this.#doubts;
    if (doubts === null || !record.fields.some((field) => NOT_ASCII.test(field))) return record;
    const fields = [...record.fields];
    let problem = record.problem;
    for (const [column, field] of record.fields.entries()) {
      if (!NOT_ASCII.test(field)) continue;
      const isGuess = doubts.kind === 'guess';
      const text = isGuess ? field : decodeBytes(bytesOfWindows1252(field), 'utf-8');
      const isBroken = !isGuess && text.includes('\uFFFD');
      if (isGuess || isBroken) doubts.add(record.line, column, field);
      if (isBroken) problem ??= brokenByte(record.line, column + 1);
      fields[column] = text;
    }
    return { ...record, fields, ...(problem !== undefined && { problem }) };
  }

  async #flush(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    if (rows.length > 0) await this.#emit({ type: 'rows', sheet: this.#sheet, rows });
  }

  #checkLimits(line: number): void {
    const { rows, cells } = this.#job.limits;
    if (this.#count > rows) throw tooLarge('rows', `has more than ${rows} rows. Split it.`, { line });
    if (this.#cells > cells)
      throw tooLarge('cells', `has more than ${cells} cells. Split it, or remove columns that are not needed.`, {
        line,
      });
    if (this.#problems > MOST_PROBLEMS)
      throw damaged(
        `More than ${MOST_PROBLEMS} lines of the file have broken quotation marks, the last in line ${line}.`,
        { line },
      );
  }
}

function cellsOf(fields: readonly string[], isGuarded: boolean): Cell[] {
  let width = fields.length;
  while (width > 0 && fields[width - 1] === '') width -= 1;
  const cells: Cell[] = [];
  for (let column = 0; column < width; column += 1) {
    const field = fields[column] ?? '';
    cells.push(field === '' ? BLANK : { kind: 'text', text: isGuarded ? unguardFormula(field) : field });
  }
  return cells;
}
