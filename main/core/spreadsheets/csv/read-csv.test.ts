import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bytesSource, readAll, readRows, texts } from '../../../../test/support/spreadsheet-files.ts';

const HEADERS = ['Account Name', 'AWS Account ID', 'Subset Name'];
const csv = (content: string | Uint8Array): ReturnType<typeof bytesSource> => bytesSource('accounts.csv', content);

function utf32(text: string, order: 'LE' | 'BE'): Buffer {
  const chars = Array.from(text);
  const bytes = Buffer.alloc(4 * chars.length);
  for (const [at, char] of chars.entries()) bytes[`writeUInt32${order}`](char.codePointAt(0) ?? 0, 4 * at);
  return bytes;
}

describe('reading .csv', () => {
  it.each([
    ['utf-8', Buffer.from('Name\nCafé Zürich\n', 'utf8')],
    ['utf-8', Buffer.from('\ufeffName\nCafé Zürich\n', 'utf8')],
    ['utf-16le', Buffer.from('\ufeffName\nCafé Zürich\n', 'utf16le')],
    ['utf-16le', Buffer.from('Name\nCafé Zürich\n', 'utf16le')],
    ['utf-16be', Buffer.from('\ufeffName\nCafé Zürich\n', 'utf16le').swap16()],
    ['utf-16be', Buffer.from('Name\nCafé Zürich\n', 'utf16le').swap16()],
    ['utf-32le', utf32('\ufeffName\nCafé Zürich\n', 'LE')],
    ['utf-32be', utf32('\ufeffName\nCafé Zürich\n', 'BE')],
    ['windows-1252', Buffer.from('Name\nCafé Zürich\n', 'latin1')],
  ])('decodes %s', async (encoding, bytes) => {
    const { info, sheets } = await readAll(csv(bytes));
    expect(info.encoding).toBe(encoding);
    expect(texts(sheets[0]?.rows ?? [])).toEqual([['Name'], ['Café Zürich']]);
  });

  it('decodes the upper half of Windows-1252', async () => {
    const bytes = Buffer.from([0x80, 0x2c, 0x93, 0x41, 0x94, 0x2c, 0x96, 0x2c, 0x9f, 0x2c, 0xe9]);
    expect(texts(await readRows(csv(bytes)))).toEqual([['€', '“A”', '–', 'Ÿ', 'é']]);
  });

  it('keeps a character whole that falls on the edge of a chunk', async () => {
    const line = `${'é'.repeat(99)}😀\n`;
    const content = `x${line.repeat(3_000)}`;
    const rows = await readRows(csv(content));
    expect(rows.length).toBe(3_000);
    expect(new Set(texts(rows.slice(1)).flat())).toEqual(new Set([line.trim()]));
  });

  it('keeps a character of UTF-32 whole that falls on the edge of a chunk', async () => {
    const content = utf32(`\ufeff${`${'é'.repeat(98)}😀\n`.repeat(3_000)}`, 'LE');
    const rows = texts(await readRows(csv(content)));
    expect([rows.length, new Set(rows.flat())]).toEqual([3_000, new Set([`${'é'.repeat(98)}😀`])]);
  });

  it('takes the delimiter under which headers are recognised, not the most frequent character', async () => {
    const text =
      'List, made by hand, draft, v1, x\nAccount Name;AWS Account ID;Subset Name\nAcme, Inc, Ltd, Co;111122223333;A, B, C, D\n';
    const { info, sheets } = await readAll(csv(text), { knownHeaders: HEADERS });
    expect(info.delimiter).toBe(';');
    expect(texts(sheets[0]?.rows ?? [])[2]).toEqual(['Acme, Inc, Ltd, Co', '111122223333', 'A, B, C, D']);
  });

  it('falls back on even columns, then on the comma', async () => {
    expect((await readAll(csv('a|b|c\n1|2,5|3\n4|5|6\n'))).info.delimiter).toBe('|');
    expect((await readAll(csv('only\none\ncolumn\n'))).info.delimiter).toBe(',');
  });

  it('obeys a sep= line and counts it', async () => {
    const { info, sheets } = await readAll(csv('sep=|\r\na,b|c\r\n'));
    expect(info.delimiter).toBe('|');
    expect(sheets[0]?.rows.map(({ number }) => number)).toEqual([2]);
    expect(texts(sheets[0]?.rows ?? [])).toEqual([['a,b', 'c']]);
  });

  it('reads pasted text by tabs, and piped .csv by what divides it', async () => {
    const pasted = await readAll({ kind: 'text', text: 'Name\tID\nAcme, Inc\t1\n' });
    expect(pasted.info).toMatchObject({ format: 'text', delimiter: '\t', sheets: [{ name: 'Pasted text' }] });
    expect(texts(pasted.sheets[0]?.rows ?? [])).toEqual([
      ['Name', 'ID'],
      ['Acme, Inc', '1'],
    ]);
    expect((await readAll({ kind: 'text', text: 'Name,ID\nAcme,1\n' })).info.delimiter).toBe(',');
  });

  it('leaves blank lines out, keeps line numbers, drops blanks at the end of a row', async () => {
    const rows = await readRows(csv('a,b,,\n\n,,,\n"x\ny",,z\nlast\n'));
    expect(rows.map(({ number }) => number)).toEqual([1, 4, 6]);
    expect(rows[1]?.cells).toEqual([{ kind: 'text', text: 'x\ny' }, { kind: 'blank' }, { kind: 'text', text: 'z' }]);
  });

  it('undoes what our own export did to formula-like cells, and nobody else’s', async () => {
    const rows = "Name,Note\n'=1+1,''=x\n'quoted',O'Neill\n";
    const ownHeadings = [['Name'], ['Name', 'Note']];
    expect(texts(await readRows(csv(rows), { ownHeadings }))).toEqual([
      ['Name', 'Note'],
      ['=1+1', "'=x"],
      ["'quoted'", "O'Neill"],
    ]);
    expect(texts(await readRows(csv(rows), { ownHeadings: [['Name'], ['Note', 'Name']] }))[1]).toEqual([
      "'=1+1",
      "''=x",
    ]);
  });

  it('delivers malformed rows with their problem and counts them', async () => {
    const { sheets } = await readAll(csv('Name,ID\n"Acme 12" rack",1\nNext,2\n'));
    expect(sheets[0]?.problems).toBe(1);
    expect(sheets[0]?.rows.map(({ number, problem }) => [number, problem?.kind])).toEqual([
      [1, undefined],
      [2, 'text-after-quote'],
      [3, undefined],
    ]);
  });

  it('tells size and hash of the bytes as they came', async () => {
    const bytes = Buffer.from('a,b\n1,2\n');
    const { info } = await readAll(csv(bytes));
    expect(info).toMatchObject({
      name: 'accounts.csv',
      bytes: 8,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    expect(info.sheets).toEqual([{ name: 'accounts', index: 0, visible: true }]);
  });

  it('refuses random bytes', async () => {
    const bytes = Buffer.from(Array.from({ length: 3_000 }, (_, i) => (i * 7919 + (i >> 3)) % 256 || 1));
    await expect(readAll(csv(bytes))).rejects.toMatchObject({
      code: 'FILE_TYPE_UNKNOWN',
      message: 'accounts.csv is not a text, not .xlsx or .csv. Open it in a spreadsheet program and save it as .xlsx.',
    });
    await expect(readAll(bytesSource('accounts.xlsx', bytes))).rejects.toMatchObject({
      message:
        'accounts.xlsx is neither a workbook nor a text, not .xlsx or .csv. Open it in a spreadsheet program and save it as .xlsx.',
    });
  });

  it.each([
    ['a NUL', 'Name,ID\nCafé,1\n\0'],
    ['a NUL and no line end', 'Name,ID\nCafé,1\0'],
    ['Ctrl-Z', 'Name,ID\r\nCafé,1\r\n\x1a'],
  ])('leaves %s out at the end, in any encoding, also behind many lines', async (_, text) => {
    const le = Buffer.from(text, 'utf16le');
    for (const bytes of [Buffer.from(text), Buffer.from(text, 'latin1'), le, Buffer.from(`\ufeff${text}`, 'utf16le')])
      expect(texts(await readRows(csv(bytes)))).toEqual([
        ['Name', 'ID'],
        ['Café', '1'],
      ]);
    expect(texts(await readRows({ kind: 'text', text }))).toHaveLength(2);
    const long = await readRows(csv(`${'Name,ID\n'.repeat(80_000)}${text}`));
    expect(texts(long.slice(-1))).toEqual([['Café', '1']]);
  });

  it.each([
    ['between lines', 'a,b\n\0\0\0x,y\n', 2, 1],
    ['in a cell', 'a,b\r\nx,😀\0y\n', 2, 4],
    ['more than one at the end', 'a,b\rx,y\0\0', 2, 4],
    ['far behind', `${'a,b\r\n'.repeat(100_000)}x,\0`.concat('y'), 100_001, 3],
    ['in nothing but them', '\0'.repeat(100), 1, 1],
  ])('says where a NUL stands: %s', async (_, text, line, column) => {
    await expect(readAll(csv(text))).rejects.toMatchObject({
      code: 'FILE_DAMAGED',
      message: `The text is damaged: a NUL stands in line ${line} as character ${column}. Ask for the file again, or open it in a spreadsheet program and save it as .xlsx.`,
      data: { line, column },
    });
  });

  it('refuses UTF-32 that is cut in the middle of a character, or holds none', async () => {
    const bytes = utf32('\ufeffName\n', 'LE');
    await expect(readAll(csv(bytes.subarray(0, -1)))).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
    bytes.writeUInt32LE(0x110000, 8);
    await expect(readAll(csv(bytes))).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
  });

  it('refuses UTF-16 that is cut in the middle of a character', async () => {
    const bytes = Buffer.from('\ufeffName\n', 'utf16le').subarray(0, 11);
    await expect(readAll(csv(bytes))).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
  });

  it('refuses a sheet name that a text file does not have', async () => {
    await expect(readAll(csv('a\n'), { sheets: ['Other'] })).rejects.toMatchObject({
      code: 'SHEET_NOT_FOUND',
      data: { sheets: ['accounts'] },
    });
  });
});
