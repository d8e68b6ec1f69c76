import { AppError } from '../../../../shared/domain/app-error.ts';
import type { ByteSource } from '../byte-source.ts';
import { BLANK } from '../cell.ts';
import type { Cell, Row } from '../cell.ts';
import { damaged, tooLarge } from '../limits.ts';
import { unknownType } from '../sniff.ts';
import { ROWS_PER_BATCH } from '../table.ts';
import type { Emit, ReadJob, SheetInfo, TableInfo } from '../table.ts';
import { chooseDelimiter, separatorLine } from './delimiter.ts';
import { decodeChunks, detectEncoding } from './encoding.ts';
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
  const encoding = detectEncoding(survey.head, survey.utf8);
  if (encoding === null) throw unknownType(source.name, 'not a text');
  const pasted = job.source.kind === 'text';
  const sheet: SheetInfo = {
    name: pasted ? 'Pasted text' : source.name.replace(/\.[^.]*$/, ''),
    index: 0,
    visible: true,
  };
  if (job.sheet !== null && job.sheet !== sheet.name) {
    throw new AppError(
      'SHEET_NOT_FOUND',
      `There is no sheet '${job.sheet}': a text file is one sheet. Leave the sheet out.`,
      { sheets: [sheet.name] },
    );
  }
  const pieces = wellFormed(decodeChunks(source.chunks(), encoding));
  const sample = await readSample(pieces);
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
  const rows = new RowCollector(job, sheet, emit);
  await rows.add(parser.push(body));
  for await (const piece of pieces) await rows.add(parser.push(piece));
  await rows.add(parser.end());
  await rows.finish();
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

async function* wellFormed(pieces: AsyncGenerator<string, void, undefined>): AsyncGenerator<string, void, undefined> {
  try {
    for await (const piece of pieces) {
      if (piece.includes('\0')) throw unknownType('', 'not a text (it holds NUL characters)');
      yield piece;
    }
  } catch (error) {
    if (error instanceof TypeError) throw damaged('The text is not well-formed in its encoding.', {}, error);
    throw error;
  }
}

class RowCollector {
  #rows: Row[] = [];
  #count = 0;
  #cells = 0;
  #problems = 0;
  readonly #job: ReadJob;
  readonly #sheet: SheetInfo;
  readonly #emit: Emit;

  constructor(job: ReadJob, sheet: SheetInfo, emit: Emit) {
    this.#job = job;
    this.#sheet = sheet;
    this.#emit = emit;
  }

  async add(records: readonly CsvRecord[]): Promise<void> {
    for (const record of records) {
      const cells = cellsOf(record.fields);
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
    });
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

function cellsOf(fields: readonly string[]): Cell[] {
  let width = fields.length;
  while (width > 0 && fields[width - 1] === '') width -= 1;
  const cells: Cell[] = [];
  for (let column = 0; column < width; column += 1) {
    const field = fields[column] ?? '';
    cells.push(field === '' ? BLANK : { kind: 'text', text: unguardFormula(field) });
  }
  return cells;
}
