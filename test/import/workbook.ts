import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { tempFolder } from '../support/temp-core.ts';

/** A workbook of sheets, each a list of rows; `rows` are the numbers of hidden rows, `sheets` the names of hidden sheets. */
export async function workbook(
  sheets: Readonly<Record<string, readonly (readonly string[])[]>>,
  hidden: { rows?: readonly number[]; sheets?: Readonly<Record<string, 'hidden' | 'veryHidden'>> } = {},
): Promise<string> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name, { state: hidden.sheets?.[name] ?? 'visible' });
    sheet.addRows(rows.map((row) => [...row]));
    for (const row of hidden.rows ?? []) sheet.getRow(row).hidden = true;
  }
  const path = join(tempFolder(), 'list.xlsx');
  await book.xlsx.writeFile(path);
  return path;
}
