import { archive } from './archive.ts';
import { MAIN, OFFICE, sheetXml, workbookParts } from './spreadsheet-files.ts';

const MC = 'http://schemas.openxmlformats.org/markup-compatibility/2006';
const X14 = 'http://schemas.microsoft.com/office/spreadsheetml/2009/9/main';
const SHEET = 'xl/worksheets/sheet1.xml';

/** What is in each of the files: a text with a zero in front, a text that is not ASCII, a date, a number that is none. */
export const LAYOUT_ROWS: readonly (readonly string[])[] = [
  ['Account ID', 'Account Name', 'Joined', 'Subset Name'],
  ['012345678901', 'Café', '2026-11-21', '2024'],
  ['111122223333', 'Zürich', '2026-11-21', '2025'],
];

const text = (reference: string, value: string): string =>
  `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
const cellsOf = (row: number, date = 46_347): string[] => {
  const [id = '', name = '', joined = '', subset = ''] = LAYOUT_ROWS[row - 1] ?? [];
  const start = [text(`A${row}`, id), text(`B${row}`, name)];
  if (row === 1) return [...start, text('C1', joined), text('D1', subset)];
  return [...start, `<c r="C${row}" s="2"><v>${date}</v></c>`, `<c r="D${row}" s="1"><v>${subset}</v></c>`];
};
const row = (number: number, cells: string): string => `<row r="${number}">${cells}</row>`;
const rowsOf = (date = 46_347): string =>
  [1, 2, 3].map((number) => row(number, cellsOf(number, date).join(''))).join('');

const styles = (more = ''): string =>
  `<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="1" applyNumberFormat="1"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>${more}</styleSheet>`;
const workbook = (before: string, after = ''): string =>
  `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${before}<sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets>${after}</workbook>`;
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const BASE = workbookParts({
  '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/${SHEET}" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${TYPE}.sharedStrings+xml"/></Types>`,
  'xl/styles.xml': styles(),
  'xl/sharedStrings.xml': `<sst xmlns="${MAIN}"><si><t>unused</t></si></sst>`,
  [SHEET]: sheetXml(rowsOf()),
});
const declared = (encoding: string, xml: string): string => `<?xml version="1.0" encoding="${encoding}"?>${xml}`;
const prefixed = (xml: string): string => xml.replaceAll(/<(\/?)(?=\w)/g, '<$1x:').replace('xmlns=', 'xmlns:x=');

/** Layouts of a workbook that programs write, or that happen to files on their way, all with the same rows: name and bytes. */
export async function xlsxLayouts(): Promise<{ name: string; bytes: Buffer }[]> {
  const plain = await archive(BASE);
  const parts: Readonly<Record<string, Readonly<Record<string, string | Uint8Array>>>> = {
    'elements with a prefix': { [SHEET]: prefixed(BASE[SHEET] ?? '') },
    'a prefix declared in a row': {
      [SHEET]: sheetXml(
        row(1, cellsOf(1).join('')) +
          row(2, cellsOf(2).join('')) +
          prefixed(row(3, cellsOf(3).join(''))).replace('<x:row', `<x:row xmlns:x="${MAIN}"`),
      ),
    },
    'formats of conditional formatting': {
      'xl/styles.xml': styles(
        '<dxfs count="2"><dxf><numFmt numFmtId="1" formatCode="yyyy\\-mm\\-dd"/></dxf><dxf><numFmt numFmtId="14" formatCode="0.00%"/></dxf></dxfs>',
      ),
    },
    'the 1904 date system beside an extension': {
      'xl/workbook.xml': workbook(
        '<workbookPr date1904="1"/>',
        `<extLst><ext uri="{79F54976-1DA5-4618-B147-4CDE4B953A38}" xmlns:x14="${X14}"><x14:workbookPr defaultImageDpi="32767"/></ext></extLst>`,
      ),
      [SHEET]: sheetXml(rowsOf(44_885)),
    },
    'an AlternateContent': {
      'xl/workbook.xml': workbook(
        `<workbookPr/><mc:AlternateContent xmlns:mc="${MC}"><mc:Choice Requires="x15" xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"><x15:absPath url="C:\\"/></mc:Choice></mc:AlternateContent>`,
      ),
    },
    'a row element for each cell': {
      [SHEET]: sheetXml([1, 2, 3].flatMap((number) => cellsOf(number).map((cell) => row(number, cell))).join('')),
    },
    'rows without numbers': { [SHEET]: sheetXml(rowsOf().replaceAll(/<row r="\d">/g, '<row>')) },
    'an empty index of a shared text': {
      [SHEET]: sheetXml(
        [1, 2, 3].map((number) => row(number, `${cellsOf(number).join('')}<c r="E${number}" t="s"><v/></c>`)).join(''),
      ),
    },
    'a sheet in ISO-8859-1': { [SHEET]: Buffer.from(declared('ISO-8859-1', BASE[SHEET] ?? ''), 'latin1') },
    'a sheet in UTF-16': { [SHEET]: Buffer.from(`\ufeff${declared('UTF-16', BASE[SHEET] ?? '')}`, 'utf16le') },
  };
  const layouts = [{ name: 'plain', bytes: plain }];
  for (const [name, given] of Object.entries(parts))
    layouts.push({ name, bytes: await archive({ ...BASE, ...given }) });
  layouts.push({ name: 'bytes behind the archive', bytes: Buffer.concat([plain, Buffer.from('{"id":"ZI4m3fGtO9"}')]) });
  return layouts;
}
