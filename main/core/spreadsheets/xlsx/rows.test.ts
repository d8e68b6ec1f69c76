import { describe, expect, it } from 'vitest';
import { readAll, readRows, texts, xlsx } from '../../../../test/support/spreadsheet-files.ts';

const cell = (reference: string, value: string): string => `<c r="${reference}"><v>${value}</v></c>`;

/** [number, texts of the cells] of each row. */
async function rowsOf(xml: string): Promise<[number, string[]][]> {
  const rows = await readRows(await xlsx(xml));
  const cells = texts(rows);
  return rows.map(({ number }, index) => [number, cells[index] ?? []]);
}

describe('rows with one number are one row', () => {
  it.each([
    [
      'each cell in an element of its own',
      `<row r="1">${cell('A1', '1')}</row><row r="1">${cell('B1', '2')}</row><row r="2">${cell('A2', '3')}</row><row r="2">${cell('C2', '4')}</row>`,
    ],
    [
      'elements without a number, cells with one',
      `<row>${cell('A1', '1')}</row><row>${cell('B1', '2')}</row><row>${cell('A2', '3')}</row><row>${cell('C2', '4')}</row>`,
    ],
    [
      'empty elements between, and cells in any order',
      `<row r="1"/><row r="1">${cell('B1', '2')}</row><row r="1">${cell('A1', '1')}</row><row r="2">${cell('C2', '4')}${cell('A2', '3')}</row>`,
    ],
    [
      'cells without a reference, which follow each other',
      `<row r="1"><c><v>1</v></c></row><row r="1"><c><v>2</v></c></row><row><c><v>3</v></c></row><row r="2"><c/></row><row r="2"><c><v>4</v></c></row>`,
    ],
  ])('%s', async (_, xml) => {
    expect(await rowsOf(xml)).toEqual([
      [1, ['1', '2']],
      [2, ['3', '', '4']],
    ]);
  });

  it('across batches, and with one of its elements hidden it is hidden', async () => {
    const xml = Array.from({ length: 2_500 }, (_, index) => {
      const row = index + 1;
      return `<row r="${row}">${cell(`A${row}`, '1')}</row><row r="${row}" hidden="${row === 2_500 ? 1 : 0}">${cell(`B${row}`, '2')}</row>`;
    });
    const { sheets } = await readAll(await xlsx(xml.join('')));
    expect(sheets[0]?.rows.length).toBe(2_500);
    expect(sheets[0]?.rows.every(({ cells }) => cells.length === 2)).toBe(true);
    expect(sheets[0]?.hiddenRows).toBe(1);
  });

  it('a row without number takes that of its first cell, else the next one', async () => {
    expect(
      await rowsOf(`<row>${cell('A4', '1')}</row><row/><row><c><v>2</v></c></row><row>${cell('B9', '3')}</row>`),
    ).toEqual([
      [4, ['1']],
      [6, ['2']],
      [9, ['', '3']],
    ]);
  });

  it.each([
    [
      `<row r="5">${cell('A5', '1')}</row><row r="3">${cell('A3', '1')}</row><row r="5">${cell('B5', '1')}</row>`,
      'its rows are not in order, row 3 stands behind row 5.',
    ],
    [`<row r="1">${cell('A1', '1')}${cell('A2', '1')}</row>`, 'row 1 has a cell A2, which is not on it.'],
    [
      `<row r="1">${cell('A1', '1')}</row><row r="1">${cell('A1', '2')}</row>`,
      "cell A1 stands in it twice, as '1' and as '2'.",
    ],
  ])('refuses what can be meant in two ways: %s', async (xml, reason) => {
    await expect(readRows(await xlsx(xml))).rejects.toMatchObject({
      code: 'FILE_DAMAGED',
      message: `The file is damaged: ${reason} Ask for the file again, or open it in a spreadsheet program and save it as .xlsx.`,
    });
  });

  it('takes a cell that says the same twice, or nothing the second time', async () => {
    expect(await rowsOf(`<row r="1">${cell('A1', '1')}${cell('A1', '1')}<c r="A1" s="1"/></row>`)).toEqual([
      [1, ['1']],
    ]);
  });
});

describe('cells without content', () => {
  it.each(['s', 'n', 'b', 'e', 'd', 'str', 'inlineStr'])('are blank when they are of type %s', async (type) => {
    const xml = `<row r="1"><c r="A1" t="${type}"><v/></c><c r="B1" t="${type}"><v> </v></c>${cell('C1', '1')}</row>`;
    const first = type === 'str' || type === 'inlineStr' ? ['', ' ', '1'] : ['', '', '1'];
    expect(await rowsOf(xml)).toEqual([[1, first]]);
  });
});
