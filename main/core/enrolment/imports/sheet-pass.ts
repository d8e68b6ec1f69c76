import { tidyName } from '../../../../shared/domain/name-key.ts';
import { BLANK, cellText } from '../../spreadsheets/cell.ts';
import type { Row } from '../../spreadsheets/cell.ts';
import type { SheetInfo } from '../../spreadsheets/read.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { analyseSheet, HEAD_ROWS } from './analyse-sheet.ts';
import type { SheetAnalysis, SheetChoices } from './analyse-sheet.ts';
import { isAccountLine } from './aws-lists.ts';
import type { Placeholders } from './check-cell.ts';
import { nameFinder } from './known-names.ts';
import { MergedCells } from './merged-cells.ts';
import { readColumns, rowReader } from './read-row.ts';
import type { ReadRow } from './read-row.ts';
import type { FilledSheet, FoundPlaceholders } from './stage-meta.ts';
import {
  clearHead,
  clearStagedFaults,
  clearStagedRows,
  faultValues,
  putHead,
  stageFault,
  stageRow,
} from './stage-repo.ts';

/** How a sheet is read. */
export interface SheetHow {
  readonly mpaId: string;
  readonly choices: SheetChoices;
  /** What words such as N/A are: said now, or of an earlier file with the same headers. */
  readonly placeholders: (headers: readonly string[]) => Placeholders;
  readonly isText: boolean;
}

/** What is known of a sheet before its rows; a sheet that can't be read has no more than its name. */
export interface SheetStart {
  readonly sheet: SheetInfo;
  readonly merged?: readonly string[];
  readonly hiddenColumns?: readonly number[];
}

export const NO_PLACEHOLDERS: FoundPlaceholders = { count: 0, words: [], rows: [] };
/** So many of the words and rows are named in a question. */
export const MOST_NAMED = 5;

/** The rows of a stage while they are put into it, of one sheet or of several. */
export class StagedRows {
  readonly db: ReadDb;
  #count = 0;

  constructor(db: ReadDb) {
    this.db = db;
  }

  add(sheet: string, { number, hidden }: Row, read: ReadRow): void {
    this.#count += 1;
    const seq = this.#count;
    const raw = JSON.stringify(read.raw);
    stageRow(this.db, { seq, sheet, row_number: number, hidden: Number(hidden), raw, ...readColumns(read) });
    for (const fault of read.faults) stageFault(this.db, faultValues(seq, fault, fault.column));
  }

  clear(): void {
    clearStagedRows(this.db);
    clearStagedFaults(this.db);
    this.#count = 0;
  }
}

/** One sheet on its way into the stage: its first rows are held back until it is known what they are. */
export class SheetPass {
  readonly name: string;
  /** Its place among the sheets of the file. */
  readonly index: number;
  readonly visible: boolean;
  /** Why it could not be read; null where it could. */
  failed: string | null = null;
  analysis: SheetAnalysis | undefined;
  analysed = false;
  seen = 0;
  /** Rows below the header. */
  listed = 0;
  staged = 0;
  blank = 0;
  repeatedHeaders = 0;
  placeholders: FoundPlaceholders = NO_PLACEHOLDERS;
  /** What they are taken for. */
  placeholdersAs: Placeholders = null;
  /** What lines of the AWS CLI's text begin with that are no accounts. */
  readonly otherLines = new Set<string>();
  /** What stands beside the list in JSON. */
  beside: readonly string[] = [];
  readonly #stage: StagedRows;
  readonly #how: SheetHow;
  readonly #hiddenColumns: readonly number[];
  readonly #ranges: readonly string[];
  #head: Row[] = [];
  #read: ((row: Row) => ReadRow | undefined) | undefined;

  constructor(stage: StagedRows, { sheet, merged = [], hiddenColumns = [] }: SheetStart, how: SheetHow) {
    this.#stage = stage;
    this.name = sheet.name;
    this.index = sheet.index;
    this.visible = sheet.visible;
    this.#how = how;
    this.#hiddenColumns = hiddenColumns;
    this.#ranges = merged;
  }

  get hasHead(): boolean {
    return this.#head.length >= HEAD_ROWS;
  }

  /** Whether it could be an account list. */
  get isList(): boolean {
    return this.failed === null && this.analysis?.importable === true;
  }

  take(rows: readonly Row[]): void {
    this.seen += rows.length;
    if (!this.analysed) {
      this.#head.push(...rows);
      return;
    }
    this.listed += rows.length;
    if (this.#read !== undefined) for (const row of rows) this.#put(row);
  }

  analyse(): void {
    this.analysis = analyseSheet(this.#head.slice(0, HEAD_ROWS), this.#how.choices, this.#hiddenColumns);
    this.analysed = true;
    const last = this.analysis?.headerRows.at(-1) ?? 0;
    this.listed = this.#head.filter(({ number }) => number > last).length;
    const { db } = this.#stage;
    clearHead(db, { sheet: this.name });
    for (const { number, hidden, cells } of this.#head.slice(0, HEAD_ROWS)) {
      putHead(db, [this.name, number, hidden ? 1 : 0, JSON.stringify(cells.map(cellText))]);
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
    const { mpaId, placeholders, isText } = this.#how;
    this.placeholdersAs = placeholders(headers);
    this.#read = rowReader({
      mpaId,
      placeholders: this.placeholdersAs,
      isName: nameFinder(this.#stage.db, mpaId),
      columns,
      merged: new MergedCells(this.#ranges),
      headings: headerRows.length === 0 ? null : headers.length,
      isText,
    });
    for (const row of this.#head) this.#put(row);
    this.#head = [];
  }

  /** What the stage keeps of it. @param chosen whether its rows are the staged ones */
  filled(chosen: boolean): FilledSheet {
    const { headerRows = [], headers = [], columns = [] } = this.analysis ?? {};
    const rows = chosen ? this.staged : this.listed;
    return {
      name: this.name,
      hidden: !this.visible,
      importable: this.isList,
      chosen,
      headerRows,
      headers,
      columns,
      rows,
    };
  }

  #put(row: Row): void {
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
      this.#stage.add(this.name, row, read);
      for (const word of read.placeholders) this.#notePlaceholder(word, row);
    }
  }

  #notePlaceholder(value: string, { number: row }: Row): void {
    const { count, words, rows } = this.placeholders;
    const isNew = words.length < MOST_NAMED && !words.includes(value);
    this.placeholders = {
      count: count + 1,
      words: isNew ? [...words, value] : words,
      rows: rows.length < MOST_NAMED ? [...rows, { sheet: this.name, row }] : rows,
    };
  }
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
