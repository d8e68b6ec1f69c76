import { describe, expect, it } from 'vitest';
import { archive } from '../../../../test/support/archive.ts';
import {
  MAIN,
  OFFICE,
  bytesSource,
  readAll,
  readRows,
  relationships,
  sheetXml,
  texts,
  workbookParts,
  xlsx,
} from '../../../../test/support/spreadsheet-files.ts';
import type { Cell } from '../cell.ts';

async function cells(row: string, given: Record<string, string> = {}): Promise<Cell[]> {
  const rows = await readRows(await xlsx(`<row r="1">${row}</row>`, given));
  return rows[0]?.cells ?? [];
}

const sst = (items: string): Record<string, string> => ({
  'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${items}</sst>`,
});
const styles = (formats: string, xfs: string): Record<string, string> => ({
  'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${formats}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${xfs}</cellXfs></styleSheet>`,
});

describe('cells of an .xlsx sheet', () => {
  it('reads shared strings, rich text without phonetics, and references to characters', async () => {
    const strings = sst(
      '<si><t>plain &amp; &lt;simple&gt;</t></si><si><r><rPr><b/></rPr><t>Rich</t></r><r><t xml:space="preserve"> Name</t></r></si>' +
        '<si><t>顧客</t><rPh sb="0" eb="2"><t>コキャク</t></rPh><phoneticPr fontId="1"/></si><si><t>smile &#128512;</t></si><si/><si><t><![CDATA[a<b]]></t></si>',
    );
    const row = [0, 1, 2, 3, 4, 5].map((index) => `<c t="s"><v>${index}</v></c>`).join('');
    expect(await cells(row, strings)).toEqual([
      { kind: 'text', text: 'plain & <simple>' },
      { kind: 'text', text: 'Rich Name' },
      { kind: 'text', text: '顧客' },
      { kind: 'text', text: 'smile 😀' },
      { kind: 'blank' },
      { kind: 'text', text: 'a<b' },
    ]);
  });

  it('reads inline strings, rich ones and phonetics too, with their blanks', async () => {
    const row =
      '<c t="inlineStr"><is><t xml:space="preserve"> a </t></is></c><c t="inlineStr"><is><r><t>Rich</t></r><r><t>er</t></r><rPh sb="0" eb="1"><t>PHONETIC</t></rPh></is></c>';
    expect(await cells(row)).toEqual([
      { kind: 'text', text: ' a ' },
      { kind: 'text', text: 'Richer' },
    ]);
  });

  it('decodes _xHHHH_ escapes, escaped underscores and CR', async () => {
    const row =
      '<c t="inlineStr"><is><t>a_x000D_b</t></is></c><c t="inlineStr"><is><t>_x005F_x0031_</t></is></c><c t="str"><v>_x0041_</v></c>';
    expect(await cells(row)).toEqual([
      { kind: 'text', text: 'a\rb' },
      { kind: 'text', text: '_x0031_' },
      { kind: 'text', text: 'A' },
    ]);
  });

  it('gives numbers as they are stored, with their format', async () => {
    const look = styles(
      '<numFmt numFmtId="164" formatCode="000000000000"/>',
      '<xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="49"/><xf numFmtId="11"/>',
    );
    const row =
      '<c><v>45087558021</v></c><c s="1"><v>12345</v></c><c s="2"><v>1.21212007919E+11</v></c><c s="3" t="n"><v> 7 </v></c><c s="99"><v>-0.5</v></c>';
    expect(await cells(row, look)).toEqual([
      { kind: 'number', text: '45087558021', format: null },
      { kind: 'number', text: '12345', format: '000000000000' },
      { kind: 'number', text: '1.21212007919E+11', format: '@' },
      { kind: 'number', text: '7', format: '0.00E+00' },
      { kind: 'number', text: '-0.5', format: null },
    ]);
  });

  it('tells dates by their format, in both date systems', async () => {
    const look = styles(
      '<numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd&quot; day&quot;"/><numFmt numFmtId="171" formatCode="[Red]0.00&quot;days&quot;"/>',
      '<xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="20"/>',
    );
    const row =
      '<c s="0"><v>46347</v></c><c s="1"><v>46347.354166666664</v></c><c s="2"><v>3</v></c><c s="3"><v>0.5</v></c><c t="d"><v>2026-11-21</v></c>';
    const expected: Cell[] = [
      { kind: 'date', text: '2026-11-21', raw: '46347' },
      { kind: 'date', text: '2026-11-21T08:30:00', raw: '46347.354166666664' },
      { kind: 'number', text: '3', format: '[Red]0.00"days"' },
      { kind: 'date', text: '12:00:00', raw: '0.5' },
      { kind: 'date', text: '2026-11-21', raw: '2026-11-21' },
    ];
    expect(await cells(row, look)).toEqual(expected);
    const mac = {
      'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr date1904="1"/><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    };
    expect(await cells('<c s="0"><v>44885</v></c>', { ...look, ...mac })).toEqual([
      { kind: 'date', text: '2026-11-21', raw: '44885' },
    ]);
  });

  it('gives the cached result of a formula and says that it is one', async () => {
    const row =
      '<c t="str"><f>A1&amp;"x"</f><v>Ax</v></c><c><f>1+1</f><v>2</v></c><c t="b"><f>TRUE()</f><v>1</v></c><c t="e"><f>NA()</f><v>#N/A</v></c><c><f>B9</f></c>';
    expect(await cells(row)).toEqual([
      { kind: 'text', text: 'Ax', formula: true },
      { kind: 'number', text: '2', format: null, formula: true },
      { kind: 'boolean', value: true, formula: true },
      { kind: 'error', text: '#N/A', formula: true },
      { kind: 'blank', formula: true },
    ]);
  });

  it('places cells by their references, or by their order where they have none', async () => {
    const rows = await readRows(
      await xlsx(
        '<row r="3"><c r="B3"><v>1</v></c><c><v>2</v></c><c r="AA3"><v>3</v></c></row><row><c><v>4</v></c></row><row r="9"/>',
      ),
    );
    expect(rows.map(({ number, cells: row }) => [number, row.length])).toEqual([
      [3, 27],
      [4, 1],
    ]);
    expect(texts(rows)[0]?.slice(0, 4)).toEqual(['', '1', '2', '']);
    expect(texts(rows)[0]?.[26]).toBe('3');
  });

  it('leaves blank rows and cells that only have a format out', async () => {
    expect(
      await readRows(
        await xlsx(
          '<row r="1"><c r="A1" s="1"/><c r="XFD1" s="1"/></row><row r="2"><c r="A2"><v>1</v></c><c r="ZZ2" s="1"/></row>',
        ),
      ),
    ).toEqual([{ number: 2, cells: [{ kind: 'number', text: '1', format: null }], hidden: false }]);
  });

  it('marks hidden, filtered and flat rows, and hidden columns', async () => {
    const row = (number: number, attributes: string): string =>
      `<row r="${number}" ${attributes}><c><v>${number}</v></c></row>`;
    const sheet = sheetXml(
      row(1, '') +
        row(2, 'hidden="1"') +
        row(3, 'ht="0" customHeight="1"') +
        row(4, 'hidden="true"') +
        row(5, 'hidden="0" ht="15"'),
      '<cols><col min="2" max="3" width="0" customWidth="1"/><col min="4" max="4" hidden="1"/><col min="5" max="16384" width="9"/></cols>',
      '<autoFilter ref="A1:A5"/><mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="D1:D2"/></mergeCells>',
    );
    const { sheets } = await readAll(await xlsx('', { 'xl/worksheets/sheet1.xml': sheet }));
    expect(sheets[0]).toMatchObject({ hiddenColumns: [1, 2, 3], merged: ['A1:C1', 'D1:D2'], hiddenRows: 3 });
    expect(sheets[0]?.rows.map(({ hidden }) => hidden)).toEqual([false, true, true, true, false]);
  });
});

describe('layouts of an .xlsx file', () => {
  it('follows relationships: other part names, absolute and relative targets, backslashes, upper case', async () => {
    const parts = workbookParts({
      '[Content_Types].xml': null,
      '_rels/.rels': relationships([['a', `${OFFICE}/officeDocument`, '/Office/book.XML']]),
      'xl/workbook.xml': null,
      'xl/_rels/workbook.xml.rels': null,
      'xl/worksheets/sheet1.xml': null,
      'office/Book.xml': `<workbook xmlns="${MAIN}" xmlns:rel="${OFFICE}"><sheets><sheet name="A" sheetId="7" rel:id="x"/><sheet name="B" sheetId="9" rel:id="y"/><sheet name="Chart" sheetId="10" rel:id="z"/></sheets></workbook>`,
      'Office/_rels/book.XML.rels': relationships([
        ['x', `${OFFICE}/worksheet`, '/data/a%20b.xml'],
        ['y', `${OFFICE}/worksheet`, '..\\data\\y.xml'],
        ['z', `${OFFICE}/chartsheet`, '../data/z.xml'],
      ]),
      'data/a b.xml': sheetXml('<row><c><v>1</v></c></row>'),
      'data/y.xml': sheetXml('<row><c><v>2</v></c></row>'),
    });
    const { info, sheets } = await readAll(bytesSource('odd.xlsx', await archive(parts)));
    expect(info.sheets.map(({ name }) => name)).toEqual(['A', 'B']);
    expect(sheets.map(({ rows }) => texts(rows))).toEqual([[['1']], [['2']]]);
  });

  it('reads prefixed element names, the strict namespace, and UTF-16', async () => {
    const prefixed = `<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns="urn:other"><x:sheetData><x:row r="1"><row/><x:c r="A1" t="inlineStr"><x:is><t>not this</t><x:t>this</x:t></x:is></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A1:B1"/></x:mergeCells></x:worksheet>`;
    const { sheets } = await readAll(await xlsx('', { 'xl/worksheets/sheet1.xml': prefixed }));
    expect(texts(sheets[0]?.rows ?? [])).toEqual([['this']]);
    expect(sheets[0]?.merged).toEqual(['A1:B1']);
    const parts: Record<string, string | Uint8Array> = workbookParts({});
    parts['xl/worksheets/sheet1.xml'] = Buffer.from(
      `\ufeff<?xml version="1.0" encoding="UTF-16"?>${sheetXml('<row><c t="str"><v>Zürich</v></c></row>')}`,
      'utf16le',
    );
    expect(texts(await readRows(bytesSource('u.xlsx', await archive(parts))))).toEqual([['Zürich']]);
  });

  it('reads shared strings that are stored after the sheet, and parts that are stored without packing', async () => {
    const parts = workbookParts({
      'xl/worksheets/sheet1.xml': sheetXml('<row><c t="s"><v>0</v></c></row>'),
      ...sst('<si><t>late</t></si>'),
    });
    expect(Object.keys(parts).at(-1)).toBe('xl/sharedStrings.xml');
    expect(texts(await readRows(bytesSource('s.xlsx', await archive(parts, false))))).toEqual([['late']]);
  });

  it('keeps non-ASCII text whole across the edges of chunks', async () => {
    const rows = Array.from(
      { length: 4_000 },
      (_, index) =>
        `<row><c t="s"><v>${index}</v></c><c t="inlineStr"><is><t>${'é'.repeat(index % 50)}😀</t></is></c></row>`,
    );
    const strings = Array.from(
      { length: 4_000 },
      (_, index) => `<si><t>Zürich ${'ü'.repeat(index % 37)}${index}</t></si>`,
    );
    const read = texts(await readRows(await xlsx(rows.join(''), sst(strings.join('')))));
    expect(read).toEqual(
      Array.from({ length: 4_000 }, (_, index) => [
        `Zürich ${'ü'.repeat(index % 37)}${index}`,
        `${'é'.repeat(index % 50)}😀`,
      ]),
    );
  });

  it('reads hidden sheets last and says that they are, one alone when it is named, and names the others when there is none', async () => {
    const parts = workbookParts({
      'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="One" sheetId="1" r:id="rId1"/><sheet name="Old &amp; gone" sheetId="2" state="veryHidden" r:id="rId4"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': relationships([
        ['rId1', `${OFFICE}/worksheet`, 'worksheets/sheet1.xml'],
        ['rId4', `${OFFICE}/worksheet`, 'worksheets/sheet2.xml'],
      ]),
      'xl/worksheets/sheet1.xml': sheetXml('<row><c><v>1</v></c></row>'),
      'xl/worksheets/sheet2.xml': sheetXml('<row><c><v>2</v></c></row>'),
    });
    const source = bytesSource('two.xlsx', await archive(parts));
    const all = await readAll(source);
    expect(all.info.sheets).toEqual([
      { name: 'One', index: 0, visible: true },
      { name: 'Old & gone', index: 1, visible: false },
    ]);
    expect(all.sheets.map(({ sheet, rows }) => [sheet.name, sheet.visible, texts(rows)])).toEqual([
      ['One', true, [['1']]],
      ['Old & gone', false, [['2']]],
    ]);
    const broken = { ...parts, 'xl/worksheets/sheet2.xml': '<other/>' };
    const half = bytesSource('half.xlsx', await archive(broken));
    expect(await readAll(half)).toMatchObject({
      sheets: [{ sheet: { name: 'One' } }],
      failed: [expect.stringMatching(/^The file is damaged: its sheet 'Old & gone' is not a worksheet\./) as string],
    });
    await expect(readAll(half, { sheets: ['Old & gone'] })).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
    expect(texts(await readRows(source, { sheets: ['old & gone '] }))).toEqual([['2']]);
    await expect(readAll(source, { sheets: ['Nope'] })).rejects.toMatchObject({
      code: 'SHEET_NOT_FOUND',
      message: "There is no sheet 'Nope'. The file has: One, Old & gone.",
      data: { sheets: ['One', 'Old & gone'] },
    });
  });
});
