import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { isNamedWorkbook } from '../../spreadsheets/sniff.ts';
import { findSheet } from '../../spreadsheets/table.ts';
import type { TableInfo } from '../../spreadsheets/table.ts';
import { columnNamed } from './analyse-sheet.ts';
import type { SheetAnalysis } from './analyse-sheet.ts';
import { isOfSeveral } from './read-choices.ts';
import type { ReadChoices } from './read-choices.ts';

/** A sheet that was looked at. */
interface Seen {
  readonly name: string;
  readonly analysis: SheetAnalysis | undefined;
}

/** The error for a file in which no sheet is an account list. */
export function noList(choices: ReadChoices, found: readonly Seen[], file: TableInfo | undefined): AppError {
  const error = whyNoList(choices, found);
  if (file?.format !== 'csv' || !isNamedWorkbook(file.name)) return error;
  const what = `${file.name} is called a workbook but is a text; ask for it again if it should be a workbook.`;
  return new AppError(error.code, `${what} ${error.message}`, error.data);
}

function whyNoList(choices: ReadChoices, found: readonly Seen[]): AppError {
  const headers = found.flatMap(({ analysis }) => analysis?.columns.map(({ header }) => header) ?? []);
  const said = [choices, ...Object.values(choices.perSheet ?? {})].flatMap(({ map }) => Object.keys(map ?? {}));
  const mapped = said.find((name) => columnNamed(headers, name) === undefined);
  const sheets = found.map(({ name }) => name);
  if (found.some(({ analysis }) => analysis !== undefined)) {
    return new AppError(
      'COLUMN_NOT_FOUND',
      'No column was found that holds account IDs, nor one with subset names beside workflows or Spot organizations. ' +
        `Name the columns yourself${act('import.columns')}.`,
      { sheets, columns: headers },
    );
  }
  if (mapped !== undefined) return noColumn(mapped, found);
  return new AppError(
    'HEADER_NOT_FOUND',
    `No row with column headers was found in the first rows of ${sheets.length === 1 ? 'the sheet' : 'any sheet'}. ` +
      `Name it${act('import.header-row')}.`,
    { sheets },
  );
}
/**
 * Refuses what was said about a file and has no effect on it: about a sheet that is not imported, a sheet that has no list, a column that is on
 * none of the sheets. @param chosen the sheets that are imported
 * @throws AppError SHEET_NOT_FOUND, HEADER_NOT_FOUND, COLUMN_NOT_FOUND
 */
export function refuseWithoutEffect(choices: ReadChoices, seen: readonly Seen[], chosen: readonly Seen[]): void {
  const said = Object.keys(choices.perSheet ?? {});
  const asked = isOfSeveral(choices) && choices.sheets !== 'all' ? seen.map(({ name }) => name) : [];
  for (const name of [...said, ...asked]) {
    if (findSheet(chosen, name) === undefined) throw notImported(name, choices, seen, chosen);
  }
  const nowhere = Object.keys(choices.map ?? {}).find((name) =>
    chosen.every(({ analysis }) => analysis?.elsewhere.includes(name)),
  );
  if (nowhere !== undefined) throw noColumn(nowhere, chosen);
}

/** The error for a sheet that something was said about and that is not imported. */
function notImported(name: string, choices: ReadChoices, seen: readonly Seen[], chosen: readonly Seen[]): AppError {
  const sheet = findSheet(seen, name);
  if (sheet !== undefined && sheet.analysis?.importable !== true) {
    const { code, message, data } = noList(choices, [sheet], undefined);
    return new AppError(code, `The sheet '${sheet.name}' is no account list. ${message}`, data);
  }
  const names = chosen.map((each) => each.name);
  const message = `Something was said about the sheet '${name}', which is not imported. Imported are: ${names.join(', ')}.`;
  return new AppError('SHEET_NOT_FOUND', message, { sheets: names });
}

function noColumn(column: string, sheets: readonly Seen[]): AppError {
  const message = `No sheet has a column '${column}'. Name it by its header or its letter.`;
  return new AppError('COLUMN_NOT_FOUND', message, { sheets: sheets.map(({ name }) => name), column });
}
