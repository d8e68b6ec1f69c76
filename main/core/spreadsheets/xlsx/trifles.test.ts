/** Files that differ from the usual in what has nothing to do with their rows. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { archive } from '../../../../test/support/archive.ts';
import {
  bytesSource,
  readRows,
  sheetXml,
  temporaryFolder,
  texts,
  workbookParts,
} from '../../../../test/support/spreadsheet-files.ts';

const SHEET = 'xl/worksheets/sheet1.xml';
const PARTS = workbookParts({ [SHEET]: sheetXml('<row r="1"><c r="A1" t="str"><v>Café</v></c></row>') });
const ROWS = [['Café']];
const read = async (bytes: Uint8Array): Promise<string[][]> => texts(await readRows(bytesSource('x.xlsx', bytes)));

/** A ZIP archive whose parts may stand twice, with a comment or in the ZIP64 form. */
async function zip(
  parts: readonly (readonly [name: string, content: string])[],
  { comment = '', forceZip64Format = false } = {},
): Promise<Buffer> {
  const file = new ZipFile();
  for (const [name, content] of parts) file.addBuffer(Buffer.from(content), name);
  file.end({ comment, forceZip64Format });
  return buffer(file.outputStream);
}

describe('bytes behind an archive', () => {
  const END = 'PK\x05\x06';
  const falseEnd = Buffer.concat([Buffer.from(END, 'latin1'), Buffer.alloc(30, 1)]);

  it.each([
    ['one', Buffer.from('x')],
    ['some of a mail gateway', Buffer.from('{"id":"ZI4m3fGtO9"}')],
    ['NULs up to a full block', Buffer.alloc(4_096)],
    ['more than a comment can be long', Buffer.alloc(600_000, 'x')],
    ['what looks like an end', falseEnd],
    ['an end at the edge of what is read at once', Buffer.concat([falseEnd, Buffer.alloc(262_144 - 30)])],
  ])('are left out: %s', async (_, tail) => {
    const bytes = Buffer.concat([await archive(PARTS), tail]);
    expect(await read(bytes)).toEqual(ROWS);
    const path = join(temporaryFolder(), 'x.xlsx');
    writeFileSync(path, bytes);
    expect(texts(await readRows({ kind: 'path', path }))).toEqual(ROWS);
  });

  it.each([
    ['a comment', 'made by hand'],
    ['the longest comment', 'x'.repeat(65_535)],
  ])('are left out behind %s', async (_, comment) => {
    const bytes = await zip(Object.entries(PARTS), { comment });
    expect(await read(bytes)).toEqual(ROWS);
    expect(await read(Buffer.concat([bytes, Buffer.from('tail')]))).toEqual(ROWS);
  });

  it('may be a comment that looks like an end, or that is cut off', async () => {
    const bytes = await zip(Object.entries(PARTS), { comment: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' });
    const cut = bytes.subarray(0, -10);
    expect(await read(cut)).toEqual(ROWS);
    falseEnd.copy(bytes, bytes.length - falseEnd.length);
    expect(await read(bytes)).toEqual(ROWS);
  });

  it('are left out of an archive in the ZIP64 form', async () => {
    const bytes = await zip(Object.entries(PARTS), { forceZip64Format: true });
    expect(bytes.includes(Buffer.from('PK\x06\x07', 'latin1'))).toBe(true);
    expect(await read(bytes)).toEqual(ROWS);
    expect(await read(Buffer.concat([bytes, Buffer.alloc(70_000)]))).toEqual(ROWS);
  });

  it('are not taken for the archive: neither one put behind it, nor one that is a part of a broken one', async () => {
    const other = await archive(workbookParts({ [SHEET]: sheetXml('<row><c><v>1</v></c></row>') }));
    expect(await read(Buffer.concat([await archive(PARTS), other]))).toEqual(ROWS);
    const inner = await archive({ ...PARTS, 'xl/embeddings/book.xlsx': other }, false);
    await expect(read(inner.subarray(0, -5))).rejects.toMatchObject({
      code: 'FILE_DAMAGED',
      message:
        'The file is damaged: its archive has no end. It may have been cut off while it was copied. Ask for the file again, or open it in a spreadsheet program and save it as .xlsx.',
    });
  });
});

describe('parts that stand twice', () => {
  const all = Object.entries(PARTS);

  it.each([
    [
      'nobody reads it',
      [
        ['docProps/app.xml', '<a/>'],
        ['docProps/app.xml', '<b/>'],
      ],
    ],
    ['both are the same', [[SHEET, PARTS[SHEET] ?? '']]],
    [
      'its name has nothing to do with a file',
      [
        ['/abs.xml', ''],
        ['../up.xml', ''],
        ['c:/x', ''],
      ],
    ],
  ] as const)('are read when %s', async (_, more) => {
    expect(await read(await zip([...all, ...more]).catch(() => zipRenamed(all, more)))).toEqual(ROWS);
  });

  it.each(Object.keys(PARTS))('are refused when it is %s, and they differ', async (name) => {
    await expect(read(await zip([...all, [name.toUpperCase(), '<x/>']]))).rejects.toMatchObject({
      code: 'FILE_DAMAGED',
      message: `The file is damaged: its part ${name} is there twice, with different contents. Ask for the file again, or open it in a spreadsheet program and save it as .xlsx.`,
    });
  });

  /** yazl writes no such names: others of their length are put in, then replaced in the bytes. */
  async function zipRenamed(
    parts: readonly (readonly [string, string])[],
    more: readonly (readonly [string, string])[],
  ): Promise<Buffer> {
    const standIns = more.map(([name], index) => [String(index).padEnd(name.length, '_'), ''] as const);
    let text = (await zip([...parts, ...standIns])).toString('latin1');
    for (const [index, [name]] of more.entries()) text = text.replaceAll(standIns[index]?.[0] ?? '', name);
    return Buffer.from(text, 'latin1');
  }
});

describe('a part that nobody reads', () => {
  it('may be locked by a password; one that is read may not', async () => {
    const bytes = await zip([...Object.entries(PARTS), ['docProps/app.xml', '<a/>']]);
    const lock = (name: string): Buffer => {
      const locked = Buffer.from(bytes);
      const entry = locked.lastIndexOf(name) - 46;
      locked.writeUInt16LE(locked.readUInt16LE(entry + 8) | 1, entry + 8);
      return locked;
    };
    expect(await read(lock('docProps/app.xml'))).toEqual(ROWS);
    await expect(read(lock(SHEET))).rejects.toMatchObject({ code: 'FILE_ENCRYPTED' });
  });
});

describe('the encoding of a part', () => {
  const xml = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?>${PARTS[SHEET] ?? ''}`;
  const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
  const withSheet = async (sheet: Uint8Array): Promise<string[][]> => read(await archive({ ...PARTS, [SHEET]: sheet }));

  it.each([
    ['ISO-8859-1', Buffer.from(xml('ISO-8859-1'), 'latin1')],
    ['ISO-8859-1 in single quotes', Buffer.from(xml('x').replace('"x"', "'iso-8859-1'"), 'latin1')],
    ['Windows-1252', Buffer.from(xml('windows-1252'), 'latin1')],
    ['ISO-8859-15', Buffer.from(xml('ISO-8859-15'), 'latin1')],
    ['US-ASCII with a reference', Buffer.from(xml('US-ASCII').replace('é', '&#xE9;'), 'latin1')],
    ['Mac Roman', Buffer.from(xml('macintosh').replace('é', '\x8e'), 'latin1')],
    ['UTF-16 without byte order mark', Buffer.from(xml('UTF-16'), 'utf16le')],
    ['UTF-16BE without byte order mark', utf16be(xml('UTF-16BE'))],
    ['UTF-16 with byte order mark', Buffer.from(`\ufeff${xml('UTF-16')}`, 'utf16le')],
    ['UTF-16BE with byte order mark', utf16be(`\ufeff${xml('UTF-16')}`)],
    ['UTF-16 without declaration', Buffer.from(PARTS[SHEET] ?? '', 'utf16le')],
    ['UTF-8 that says it is UTF-16', Buffer.from(xml('utf-16'))],
    ['UTF-8 that says it is Unicode', Buffer.from(xml('unicode'))],
    ['UTF-8 with byte order mark that says it is ISO-8859-1', Buffer.from(`\ufeff${xml('ISO-8859-1')}`)],
    ['UTF-8 with a NUL at its end', Buffer.from(`${xml('UTF-8')}\0`)],
  ])('is read: %s', async (_, sheet) => {
    expect(await withSheet(sheet)).toEqual(ROWS);
  });

  it('holds for each part that is read', async () => {
    const latin: Record<string, Buffer> = {};
    for (const [name, content] of Object.entries(PARTS))
      latin[name] = Buffer.from(
        `<?xml version="1.0" encoding="ISO-8859-1"?>${content.replaceAll('One', 'Zürich')}`,
        'latin1',
      );
    const source = bytesSource('x.xlsx', await archive(latin));
    expect(texts(await readRows(source, { sheets: ['zürich'] }))).toEqual(ROWS);
  });

  it('is refused by its name where nobody knows it, and where the bytes are not of it', async () => {
    const refused = async (sheet: Uint8Array): Promise<unknown> => withSheet(sheet).catch((error: unknown) => error);
    expect(await refused(Buffer.from(xml('klingon'), 'latin1'))).toMatchObject({
      code: 'FILE_DAMAGED',
      message:
        "The file is damaged: its part xl/worksheets/sheet1.xml says that its encoding is 'klingon', which is not known. Ask for the file again, or open it in a spreadsheet program and save it as .xlsx.",
    });
    expect(await refused(Buffer.from(xml('UTF-8'), 'latin1'))).toMatchObject({
      code: 'FILE_DAMAGED',
      message:
        'The file is damaged: the text of its part xl/worksheets/sheet1.xml is not well-formed UTF-8. Ask for the file again, or open it in a spreadsheet program and save it as .xlsx.',
    });
  });
});

describe('an archive that is no workbook', () => {
  it('says that there is nothing in it', async () => {
    await expect(read(await zip([]))).rejects.toMatchObject({
      code: 'FILE_TYPE_UNKNOWN',
      message:
        'x.xlsx is a ZIP archive with nothing in it, not .xlsx or .csv. Open it in a spreadsheet program and save it as .xlsx.',
    });
  });
});
