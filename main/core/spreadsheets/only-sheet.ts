import { AppError } from '../../../shared/domain/app-error.ts';
import type { ReadJob, SheetInfo } from './table.ts';

/**
 * The one sheet that a text is: called as its file without its ending, and 'Pasted text' where it has no name.
 * @param name of the file; '' for what was pasted
 * @throws AppError SHEET_NOT_FOUND where another sheet is asked for
 */
export function onlySheet(name: string, { sheets }: ReadJob): SheetInfo {
  const sheet: SheetInfo = { name: name.replace(/\.[^.]*$/, '') || 'Pasted text', index: 0, visible: true };
  const stray = sheets?.find((asked) => asked !== sheet.name);
  if (stray === undefined) return sheet;
  const message = `There is no sheet '${stray}': a text file is one sheet. Leave the sheet out.`;
  throw new AppError('SHEET_NOT_FOUND', message, { sheets: [sheet.name] });
}
