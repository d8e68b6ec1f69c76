import { tidyName } from '../../../../shared/domain/name-key.ts';
import type { Row } from '../../spreadsheets/cell.ts';
import { BLANK } from '../../spreadsheets/cell.ts';
import { DEFAULT_LIMITS } from '../../spreadsheets/limits.ts';
import { columnLetters, columnOf } from '../../spreadsheets/xlsx/reference.ts';
import type { ImportField } from '../../../../shared/domain/import-field.ts';
import { awsTextColumns, isAccountLine } from './aws-lists.ts';
import { findHeader } from './find-header.ts';
import type { FoundHeader } from './find-header.ts';
import { headerKey } from './header-words.ts';
import type { ColumnMatch } from './match-columns.ts';
import { matchColumns } from './match-columns.ts';

/** What was set by hand about how a sheet is to be read. */
export interface SheetChoices {
  /** The row number of the header; 0 when there is none. */
  headerRow?: number | undefined;
  /** Header or column letter → field. */
  map?: Readonly<Record<string, ImportField>> | undefined;
  /** Of `map`: what need not be on this very sheet, because it is said of several. */
  mapOfSeveral?: readonly string[] | undefined;
  /** What the columns of a file with these headers were said to be, by their index. */
  remembered?: ((headers: readonly string[]) => ReadonlyMap<number, ImportField>) | undefined;
}

/** A column of a sheet. */
export interface SheetColumn extends ColumnMatch {
  /** As the file shows it to people: not at all. */
  hidden: boolean;
}

/** What a sheet was found to be. */
export interface SheetAnalysis {
  headerRows: readonly number[];
  /** The header of each column of the sheet; none where it has no header. */
  headers: readonly string[];
  columns: SheetColumn[];
  /** Whether the columns that are known are enough for an import. */
  importable: boolean;
  /** Columns that were named by hand, and are on other sheets. */
  elsewhere: readonly string[];
  /** What the AWS CLI prints as text: only its lines of accounts count. */
  isAwsText: boolean;
  /** For comparing sheets. */
  score: number;
}

/** Rows after the header that are looked at to tell what the columns hold. */
const SAMPLE_ROWS = 200;
const NO_HEADER: FoundHeader = { rows: [], headers: [], score: 1 };
/** Rows of a sheet that are needed to analyse it. */
export const HEAD_ROWS = 250;

/**
 * Finds the header of a sheet and matches its columns.
 * @param rows the first HEAD_ROWS rows, or all there are
 * @param hiddenColumns 0-based; what only they say is asked about
 * @returns undefined when the sheet is no account list
 * @throws AppError COLUMN_NOT_FOUND for a `map` key that names no column of a sheet that has been chosen by hand
 */
export function analyseSheet(
  rows: readonly Row[],
  choices: SheetChoices,
  hiddenColumns: readonly number[] = [],
): SheetAnalysis | undefined {
  // What is said of a byte leaves the cells in their places.
  const sound = rows.filter(({ problem }) => problem === undefined || problem.kind === 'broken-byte');
  const awsText = choices.headerRow === undefined ? awsTextColumns(sound) : undefined;
  const header = awsText === undefined ? findHeader(sound, choices.headerRow) : NO_HEADER;
  if (header === undefined) return undefined;
  const last = header.rows.at(-1) ?? 0;
  const sample = sound
    .filter(({ number, cells }) => number > last && (awsText === undefined || isAccountLine(cells)))
    .slice(0, SAMPLE_ROWS);
  const width = Math.max(
    header.headers.length,
    ...sample.map(({ cells }) => cells.length),
    ...Object.entries(choices.map ?? {}).map(([name, field]) => (field === 'ignore' ? columnNumber(name) : 0)),
  );
  const inputs = Array.from({ length: width }, (_, index) => ({
    index,
    header: header.headers[index] ?? '',
    cells: sample.map(({ cells }) => cells[index] ?? BLANK),
  }));
  const { found: byHand, missing } = columnsByHand(
    inputs.map(({ header: text }) => text),
    choices.map ?? {},
  );
  if (missing.some((name) => choices.mapOfSeveral?.includes(name) !== true)) return undefined;
  const headers = header.rows.length === 0 ? [] : header.headers;
  const remembered = headers.length === 0 ? undefined : choices.remembered?.(headers);
  const isBeyond = (index: number): boolean => headers.length > 0 && index >= headers.length;
  const columns = matchColumns(inputs, byHand, remembered, awsText)
    .filter(({ header: text, samples, by }) => text !== '' || samples.length > 0 || by !== null)
    .map((column) => {
      const hidden = hiddenColumns.includes(column.index);
      const isDoubtful = (hidden && column.by === 'name') || column.by === 'content';
      return isDoubtful && (hidden || isBeyond(column.index)) ? asked(column, hidden) : { ...column, hidden };
    });
  return {
    headerRows: header.rows,
    headers,
    columns,
    importable: isImportable(columns),
    elsewhere: missing,
    isAwsText: awsText !== undefined,
    score: header.score,
  };
}

/** 'A' → 1, 'AB' → 28; 0 for what is no letter of a column that is read. */
function columnNumber(text: string): number {
  const letters = text.trim();
  const number = /^[A-Z]{1,3}$/iu.test(letters) ? columnOf(`${letters}1`) + 1 : 0;
  return number > DEFAULT_LIMITS.columns ? 0 : number;
}

/** A column that was recognized where a list has none for people to see: whoever knows the list says whether it counts. */
function asked(column: ColumnMatch, hidden: boolean): SheetColumn {
  const { field } = column;
  if (field === null || field === 'ignore' || field === 'rowNote') return { ...column, hidden };
  return { ...column, hidden, field: null, by: null, candidates: [field, 'ignore'] };
}

/** Enough for an import: accounts by their IDs, or subsets with what belongs to them (sheets 4 and 5). */
function isImportable(columns: readonly ColumnMatch[]): boolean {
  const has = (field: ImportField): boolean =>
    columns.some((column) => column.field === field || column.candidates.includes(field));
  if (has('accountId')) return true;
  // Names or addresses of accounts without their IDs: such a list must not pass for one of subsets.
  const listsAccounts = columns.some(({ field }) => field === 'accountName' || field === 'accountEmail');
  return !listsAccounts && has('subsetName') && (has('workflowName') || has('consoleEmail') || has('orgId'));
}

/** The columns that `map` names, by their header or letter, and the names of those that are not there. */
function columnsByHand(
  headers: readonly string[],
  map: Readonly<Record<string, ImportField>>,
): { found: Map<number, ImportField>; missing: string[] } {
  const found = new Map<number, ImportField>();
  const missing: string[] = [];
  for (const [name, field] of Object.entries(map)) {
    const index = columnNamed(headers, name);
    if (index === undefined) missing.push(name);
    else found.set(index, field);
  }
  return { found, missing };
}

/** The place of a column by its header or letter; undefined where it is not there. */
export function columnNamed(headers: readonly string[], name: string): number | undefined {
  const wanted = tidyName(name);
  const tests = [
    (header: string) => header === wanted,
    (header: string) => headerKey(header) !== '' && headerKey(header) === headerKey(wanted),
    (_header: string, index: number) => columnLetters(index) === wanted.toUpperCase(),
  ];
  for (const test of tests) {
    const index = headers.findIndex(test);
    if (index >= 0) return index;
  }
  return undefined;
}
