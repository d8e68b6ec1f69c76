import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { tidyName } from '../../../../shared/domain/name-key.ts';
import type { Row } from '../../spreadsheets/cell.ts';
import { BLANK } from '../../spreadsheets/cell.ts';
import type { ImportField } from '../../../../shared/domain/import-field.ts';
import { findHeader } from './find-header.ts';
import { headerKey } from './header-words.ts';
import type { ColumnMatch } from './match-columns.ts';
import { columnLetter, matchColumns } from './match-columns.ts';

/** What was set by hand about how a file is to be read. */
export interface ReadChoices {
  sheet?: string | undefined;
  /** The row number of the header; 0 when there is none. */
  headerRow?: number | undefined;
  /** Header or column letter → field. */
  map?: Readonly<Record<string, ImportField>> | undefined;
  /** What the columns of a file with these headers were said to be, by their index. */
  remembered?: ((headers: readonly string[]) => ReadonlyMap<number, ImportField>) | undefined;
}

/** What a sheet was found to be. */
export interface SheetAnalysis {
  headerRows: readonly number[];
  /** The header of each column of the sheet; none where it has no header. */
  headers: readonly string[];
  columns: ColumnMatch[];
  /** Whether the columns that are known are enough for an import. */
  importable: boolean;
  /** For comparing sheets. */
  score: number;
}

/** Rows after the header that are looked at to tell what the columns hold. */
const SAMPLE_ROWS = 200;
/** Rows of a sheet that are needed to analyse it. */
export const HEAD_ROWS = 250;

/**
 * Finds the header of a sheet and matches its columns.
 * @param rows the first HEAD_ROWS rows, or all there are
 * @returns undefined when the sheet is no account list
 * @throws AppError COLUMN_NOT_FOUND for a `map` key that names no column of a sheet that has been chosen by hand
 */
export function analyseSheet(rows: readonly Row[], choices: ReadChoices): SheetAnalysis | undefined {
  const sound = rows.filter(({ problem }) => problem === undefined);
  const header = findHeader(sound, choices.headerRow);
  if (header === undefined) return undefined;
  const last = header.rows.at(-1) ?? 0;
  const sample = sound.filter(({ number }) => number > last).slice(0, SAMPLE_ROWS);
  const width = Math.max(header.headers.length, ...sample.map(({ cells }) => cells.length));
  const inputs = Array.from({ length: width }, (_, index) => ({
    index,
    header: header.headers[index] ?? '',
    cells: sample.map(({ cells }) => cells[index] ?? BLANK),
  }));
  const byHand = columnsByHand(
    inputs.map(({ header: text }) => text),
    choices.map ?? {},
  );
  if (byHand === undefined) return undefined;
  const headers = header.rows.length === 0 ? [] : header.headers;
  const remembered = headers.length === 0 ? undefined : choices.remembered?.(headers);
  const columns = matchColumns(inputs, byHand, remembered).filter(
    ({ header: text, samples, by }) => text !== '' || samples.length > 0 || by !== null,
  );
  return {
    headerRows: header.rows,
    headers,
    columns,
    importable: isImportable(columns),
    score: header.score,
  };
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

/** The columns that `map` names, by their header or letter; undefined when one is not there. */
function columnsByHand(
  headers: readonly string[],
  map: Readonly<Record<string, ImportField>>,
): Map<number, ImportField> | undefined {
  const found = new Map<number, ImportField>();
  for (const [name, field] of Object.entries(map)) {
    const index = columnNamed(headers, name);
    if (index === undefined) return undefined;
    found.set(index, field);
  }
  return found;
}

function columnNamed(headers: readonly string[], name: string): number | undefined {
  const wanted = tidyName(name);
  const tests = [
    (header: string) => header === wanted,
    (header: string) => headerKey(header) !== '' && headerKey(header) === headerKey(wanted),
    (_header: string, index: number) => columnLetter(index) === wanted.toUpperCase(),
  ];
  for (const test of tests) {
    const index = headers.findIndex(test);
    if (index >= 0) return index;
  }
  return undefined;
}

/** The error for a file in which no sheet is an account list. */
export function noList(
  choices: ReadChoices,
  found: readonly { name: string; analysis: SheetAnalysis | undefined }[],
): AppError {
  const headers = found.flatMap(({ analysis }) => analysis?.columns.map(({ header }) => header) ?? []);
  const mapped = Object.keys(choices.map ?? {}).find((name) => columnNamed(headers, name) === undefined);
  const sheets = found.map(({ name }) => name);
  if (found.some(({ analysis }) => analysis !== undefined)) {
    return new AppError(
      'COLUMN_NOT_FOUND',
      'No column was found that holds account IDs, nor one with subset names beside workflows or Spot organizations. ' +
        `Name the columns yourself${act('import.columns')}.`,
      { sheets, columns: headers },
    );
  }
  if (mapped !== undefined) {
    return new AppError('COLUMN_NOT_FOUND', `No sheet has a column '${mapped}'. Name it by its header or its letter.`, {
      sheets,
      column: mapped,
    });
  }
  return new AppError(
    'HEADER_NOT_FOUND',
    `No row with column headers was found in the first rows of ${sheets.length === 1 ? 'the sheet' : 'any sheet'}. ` +
      `Name it${act('import.header-row')}.`,
    { sheets },
  );
}
