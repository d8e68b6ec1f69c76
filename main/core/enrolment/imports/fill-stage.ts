import { act } from '../../../../shared/domain/action.ts';
import type { ImportField } from '../../../../shared/domain/import-field.ts';
import { tidyName } from '../../../../shared/domain/name-key.ts';
import type { JobControl } from '../../ledger/context.ts';
import { BLANK, cellText } from '../../spreadsheets/cell.ts';
import type { Row } from '../../spreadsheets/cell.ts';
import { readTable } from '../../spreadsheets/read.ts';
import type { EncodingDoubt, TableEvent, TableInfo, TableSource } from '../../spreadsheets/read.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { analyseSheet, HEAD_ROWS, noList } from './analyse-sheet.ts';
import type { ReadChoices, SheetAnalysis } from './analyse-sheet.ts';
import { isAccountLine } from './aws-lists.ts';
import { KNOWN_HEADERS } from './header-words.ts';
import { OWN_HEADINGS } from './own-headings.ts';
import { nameFinder } from './known-names.ts';
import { MergedCells } from './merged-cells.ts';
import { readColumns, rowReader } from './read-row.ts';
import type { ReadRow, RowFault } from './read-row.ts';
import { rememberedColumns } from './remembered.ts';
import type { Filled, FoundPlaceholders } from './stage-meta.ts';
import type { StagedRow } from './staged-row.ts';
import {
  clearHead,
  clearStagedFaults,
  clearStagedRows,
  putHead,
  faultValues,
  stageFault,
  stageRow,
} from './stage-repo.ts';

/**
 * Reads a file or a text into an empty stage, in one pass: the sheet that looks most like an account list is staged, an earlier
 * one that looked less like it is thrown out again.
 * @param input.askForHeader whether a person can be asked where the list is; if not, a file without one is refused
 * @throws AppError FILE_*, SHEET_NOT_FOUND, HEADER_NOT_FOUND, COLUMN_NOT_FOUND, CANCELLED
 */
export async function fillStage(
  db: ReadDb,
  control: JobControl,
  input: { source: TableSource; mpaId: string; choices: ReadChoices; askForHeader: boolean },
): Promise<Filled> {
  const { source, mpaId, askForHeader } = input;
  const remembered = (headers: readonly string[]): Map<number, ImportField> => rememberedColumns(db, mpaId, headers);
  const choices: ReadChoices = { ...input.choices, remembered };
  const sheets: SheetPass[] = [];
  let info: TableInfo | undefined;
  let best: SheetPass | undefined;
  let current: SheetPass | undefined;
  const options = {
    knownHeaders: KNOWN_HEADERS,
    ownHeadings: OWN_HEADINGS,
    ...(choices.sheet !== undefined && { sheet: choices.sheet }),
    ...(choices.encoding !== undefined && { encoding: choices.encoding }),
  };
  let doubt: EncodingDoubt | null = null;
  for await (const event of readTable(source, options)) {
    control.checkCancelled();
    if (event.type === 'info') info = event.info;
    if (event.type === 'sheet') {
      current = new SheetPass(db, event, { mpaId, choices, isText: info?.format !== 'xlsx' });
      sheets.push(current);
    }
    if (event.type !== 'rows' && event.type !== 'sheet-end') continue;
    if (current === undefined) continue;
    if (event.type === 'rows') current.take(event.rows);
    if (event.type === 'sheet-end') {
      ({ doubt } = event);
      current.beside = event.beside ?? [];
    }
    if (!current.analysed && (event.type === 'sheet-end' || current.hasHead)) {
      current.analyse();
      if (isBetter(current, best)) {
        clearStagedRows(db);
        clearStagedFaults(db);
        best = current;
        best.startStaging();
      }
    }
    control.progress({ what: 'Reading rows', done: current.seen });
  }
  const found = best?.analysis?.importable === true;
  const chosen = found || !askForHeader ? best : sheets.find((sheet) => sheet.analyseAnyway());
  const analysis = chosen?.analysis;
  if (info === undefined || analysis === undefined || !(found || askForHeader)) throw noList(choices, sheets, info);
  const { format, name, sha256, bytes, encoding, delimiter } = info;
  const told = { ...(encoding === undefined ? {} : { encoding }), ...(delimiter === undefined ? {} : { delimiter }) };
  return {
    info: { format, name, sha256, bytes, ...told },
    sheets: sheets.map((sheet) => ({
      name: sheet.name,
      importable: sheet.analysis?.importable === true,
      chosen: sheet === chosen,
    })),
    sheet: chosen?.name ?? '',
    found,
    headerRows: analysis.headerRows,
    headers: analysis.headers,
    columns: analysis.columns,
    rivals: sheets.filter((sheet) => sheet !== chosen && isRival(sheet, analysis)).map((sheet) => sheet.name),
    rows: chosen?.staged ?? 0,
    blankRows: chosen?.blank ?? 0,
    doubt: choices.encoding === undefined ? doubtThatMatters(doubt, analysis) : null,
    remarks: chosen === undefined ? [] : [...remarksOn(chosen), ...otherLists(sheets, chosen, analysis)],
    placeholders: chosen?.placeholders ?? NO_PLACEHOLDERS,
    repeatedHeaders: chosen?.repeatedHeaders ?? 0,
  };
}

/** What the AWS CLI names the token of a list that goes on. */
const GOES_ON = /^next_?token$/iu;

/** What is to be said once about the list as a whole. */
function remarksOn({ otherLines, beside }: SheetPass): string[] {
  const others = [...otherLines, ...beside];
  const rest = others.filter((name) => !GOES_ON.test(name));
  const remarks: string[] = [];
  if (rest.length < others.length) {
    remarks.push(
      'The list is not complete: it ends with the token by which AWS gives the rest. Ask AWS for all accounts.',
    );
  }
  if (rest.length > 0)
    remarks.push(`What stands under ${rest.slice(0, MOST_NAMED).join(', ')} is no account and was left out.`);
  return remarks;
}

/** The other sheets that have lists: a person may want their accounts too. Those that are asked about are not told again. */
function otherLists(sheets: readonly SheetPass[], chosen: SheetPass, analysis: SheetAnalysis): string[] {
  return sheets
    .filter((sheet) => sheet !== chosen && sheet.analysis?.importable === true && sheet.listed > 0)
    .filter((sheet) => !isRival(sheet, analysis))
    .map(
      ({ name, listed }) =>
        `The sheet '${name}' is a list as well, of ${listed} ${listed === 1 ? 'row' : 'rows'}, and is not read. Import it too${act('import.sheet')}.`,
    );
}

/** A doubt about the encoding, with the cells that are imported and the headings; null where it is about neither. */
function doubtThatMatters(doubt: EncodingDoubt | null, { columns, headerRows }: SheetAnalysis): EncodingDoubt | null {
  if (doubt === null) return null;
  const unused = new Set(
    columns.filter(({ field }) => field === 'ignore' || field === 'rowNote').map(({ index }) => index),
  );
  const samples = doubt.samples.filter(({ row, column }) => headerRows.includes(row) || !unused.has(column));
  return samples.length === 0 ? null : { ...doubt, samples: samples.slice(0, MOST_NAMED) };
}

function isBetter({ analysis }: SheetPass, best: SheetPass | undefined): boolean {
  if (analysis?.importable !== true) return false;
  return best?.analysis === undefined || analysis.score > best.analysis.score;
}

function isRival({ analysis }: SheetPass, best: SheetAnalysis): boolean {
  return analysis?.importable === true && analysis.score >= best.score;
}

/** How the sheets of a file are read. */
interface SheetHow {
  readonly mpaId: string;
  readonly choices: ReadChoices;
  readonly isText: boolean;
}

type SheetStart = Extract<TableEvent, { type: 'sheet' }>;

const NO_PLACEHOLDERS: FoundPlaceholders = { count: 0, words: [], rows: [] };
/** So many of the words and rows are named in a question. */
const MOST_NAMED = 5;

/** One sheet on its way into the stage: its first rows are held back until it is known what they are. */
class SheetPass {
  readonly name: string;
  analysis: SheetAnalysis | undefined;
  analysed = false;
  seen = 0;
  /** Rows below the header. */
  listed = 0;
  staged = 0;
  blank = 0;
  repeatedHeaders = 0;
  placeholders: FoundPlaceholders = NO_PLACEHOLDERS;
  /** What lines of the AWS CLI's text begin with that are no accounts. */
  readonly otherLines = new Set<string>();
  /** What stands beside the list in JSON. */
  beside: readonly string[] = [];
  readonly #db: ReadDb;
  readonly #how: SheetHow;
  readonly #hiddenColumns: readonly number[];
  readonly #ranges: readonly string[];
  #head: Row[] = [];
  #read: ((row: Row) => ReadRow | undefined) | undefined;

  constructor(db: ReadDb, { sheet, merged, hiddenColumns }: SheetStart, how: SheetHow) {
    this.#db = db;
    this.name = sheet.name;
    this.#how = how;
    this.#hiddenColumns = hiddenColumns;
    this.#ranges = merged;
  }

  get hasHead(): boolean {
    return this.#head.length >= HEAD_ROWS;
  }

  take(rows: readonly Row[]): void {
    this.seen += rows.length;
    if (!this.analysed) {
      this.#head.push(...rows);
      return;
    }
    this.listed += rows.length;
    if (this.#read !== undefined) for (const row of rows) this.#stage(row);
  }

  analyse(): void {
    this.analysis = analyseSheet(this.#head.slice(0, HEAD_ROWS), this.#how.choices, this.#hiddenColumns);
    this.analysed = true;
    const last = this.analysis?.headerRows.at(-1) ?? 0;
    this.listed = this.#head.filter(({ number }) => number > last).length;
    clearHead(this.#db, { sheet: this.name });
    for (const { number, hidden, cells } of this.#head.slice(0, HEAD_ROWS)) {
      putHead(this.#db, [this.name, number, hidden ? 1 : 0, JSON.stringify(cells.map(cellText))]);
    }
  }

  /** Columns to be shown to a person, of a sheet that is not known to be a list; whether it has any. */
  analyseAnyway(): boolean {
    this.analysis ??= analyseSheet(this.#head.slice(0, HEAD_ROWS), { map: this.#how.choices.map, headerRow: 0 });
    return this.analysis !== undefined && this.#head.length > 0;
  }

  startStaging(): void {
    if (this.analysis === undefined) return;
    const { columns, headers, headerRows } = this.analysis;
    const { mpaId, choices, isText } = this.#how;
    this.#read = rowReader({
      mpaId,
      placeholders: choices.placeholders ?? null,
      isName: nameFinder(this.#db, mpaId),
      columns,
      merged: new MergedCells(this.#ranges),
      headings: headerRows.length === 0 ? null : headers.length,
      isText,
    });
    for (const row of this.#head) this.#stage(row);
    this.#head = [];
  }

  #stage(row: Row): void {
    const { headerRows = [], columns = [], isAwsText = false } = this.analysis ?? {};
    if (row.number <= (headerRows.at(-1) ?? 0)) return;
    if (isAwsText && !isAccountLine(row.cells)) {
      this.otherLines.add(cellText(row.cells[0] ?? BLANK));
      return;
    }
    const read = this.#read?.(row);
    if (read === undefined) this.blank += 1;
    else if (isHeaderAgain(row, columns)) this.repeatedHeaders += 1;
    else {
      this.staged += 1;
      stageRow(this.#db, toStaged(this.staged, row, read));
      for (const fault of read.faults) {
        stageFault(this.#db, faultValues(this.staged, fault, fault.column));
        if (fault.key === 'placeholder') this.placeholders = withPlaceholder(this.placeholders, fault, row);
      }
    }
  }
}

function withPlaceholder(found: FoundPlaceholders, { value }: RowFault, { number }: Row): FoundPlaceholders {
  const { count, words, rows } = found;
  const isNew = words.length < MOST_NAMED && !words.includes(value);
  return {
    count: count + 1,
    words: isNew ? [...words, value] : words,
    rows: rows.length < MOST_NAMED ? [...rows, number] : rows,
  };
}

/** Lists that were put together from several often carry the header along. */
function isHeaderAgain(row: Row, columns: SheetAnalysis['columns']): boolean {
  const known = columns.filter(({ field, header }) => field !== null && header !== '');
  return known.length > 0 && known.every(({ index, header }) => tidyCell(row, index) === header);
}

function tidyCell(row: Row, index: number): string {
  const cell = row.cells[index];
  return cell?.kind === 'text' ? tidyName(cellText(cell)) : '';
}

function toStaged(seq: number, { number, hidden }: Row, read: ReadRow): StagedRow {
  return { seq, row_number: number, hidden: Number(hidden), raw: JSON.stringify(read.raw), ...readColumns(read) };
}
