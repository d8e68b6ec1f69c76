import ExcelJs from 'exceljs';
import { describe, expect, it } from 'vitest';
import { bytesSource, readRows, texts } from '../../../../test/support/spreadsheet-files.ts';
import { LAYOUT_ROWS, xlsxLayouts } from '../../../../test/support/xlsx-layouts.ts';

const LAYOUTS = await xlsxLayouts();

/** The cells of the first sheet as exceljs reads them. */
async function readWithExcelJs(bytes: Buffer): Promise<string[][]> {
  const workbook = new ExcelJs.Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  const rows: string[][] = [];
  workbook.worksheets[0]?.eachRow((row) => {
    const cells: string[] = [];
    row.eachCell((cell) => {
      const { value } = cell;
      const said = value instanceof Date ? value.toISOString().slice(0, 10) : cell.text;
      if (said !== '') cells.push(said);
    });
    rows.push(cells);
  });
  return rows;
}

/** What exceljs makes of what it does not read. */
const NOT_BY_EXCELJS = new Map([
  ['elements with a prefix', 'it fails: it knows names without prefix only'],
  ['a prefix declared in a row', 'it leaves the row out'],
  ['a row element for each cell', 'it takes the last element of a number for the whole row'],
  ['rows without numbers', 'it fails'],
  ['a sheet in ISO-8859-1', 'it reads all parts as UTF-8, and gives U+FFFD'],
  ['a sheet in UTF-16', 'it fails: it reads all parts as UTF-8'],
]);

describe('layouts of a workbook', () => {
  it.each(LAYOUTS)('have the same rows for us: $name', async ({ bytes }) => {
    expect(texts(await readRows(bytesSource('x.xlsx', bytes)))).toEqual(LAYOUT_ROWS);
  });

  const read = LAYOUTS.filter(({ name }) => !NOT_BY_EXCELJS.has(name));
  it.each(read)('have them for exceljs: $name', async ({ bytes }) => {
    expect(await readWithExcelJs(bytes)).toEqual(LAYOUT_ROWS);
  });

  it('are not all read by exceljs', async () => {
    for (const [name, what] of NOT_BY_EXCELJS) {
      const { bytes } = LAYOUTS.find((layout) => layout.name === name) ?? {};
      const given = bytes && (await readWithExcelJs(bytes).catch(() => 'failed'));
      expect(given, `${name}: ${what}`).toBeDefined();
      expect(given, `${name}: ${what}`).not.toEqual(LAYOUT_ROWS);
    }
  });
});
