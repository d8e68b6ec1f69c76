import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bytesSource, readAll, readRows, texts } from '../../../../test/support/spreadsheet-files.ts';

const HEADERS = ['Account Name', 'AWS Account ID', 'Subset Name'];
const csv = (content: string | Uint8Array): ReturnType<typeof bytesSource> => bytesSource('accounts.csv', content);

describe('reading .csv', () => {
  it.each([
    ['utf-8', Buffer.from('Name\nCafé Zürich\n', 'utf8')],
    ['utf-8', Buffer.from('\ufeffName\nCafé Zürich\n', 'utf8')],
    ['utf-16le', Buffer.from('\ufeffName\nCafé Zürich\n', 'utf16le')],
    ['utf-16le', Buffer.from('Name\nCafé Zürich\n', 'utf16le')],
    ['utf-16be', Buffer.from('\ufeffName\nCafé Zürich\n', 'utf16le').swap16()],
    ['utf-16be', Buffer.from('Name\nCafé Zürich\n', 'utf16le').swap16()],
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

  it.each([
    ['NUL bytes', Buffer.concat([Buffer.from('a,b\n'), Buffer.alloc(3), Buffer.from('x,y\n')])],
    ['NUL bytes further on', Buffer.concat([Buffer.from('a,b\n'.repeat(5_000)), Buffer.alloc(3)])],
    ['random bytes', Buffer.from(Array.from({ length: 3_000 }, (_, i) => (i * 7919 + (i >> 3)) % 256 || 1))],
  ])('refuses %s', async (_, bytes) => {
    await expect(readAll(csv(bytes))).rejects.toMatchObject({ code: 'FILE_TYPE_UNKNOWN' });
  });

  it('refuses UTF-16 that is cut in the middle of a character', async () => {
    const bytes = Buffer.from('\ufeffName\n', 'utf16le').subarray(0, 11);
    await expect(readAll(csv(bytes))).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
  });

  it('refuses a sheet name that a text file does not have', async () => {
    await expect(readAll(csv('a\n'), { sheet: 'Other' })).rejects.toMatchObject({
      code: 'SHEET_NOT_FOUND',
      data: { sheets: ['accounts'] },
    });
  });
});
