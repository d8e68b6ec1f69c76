import { writeFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { archive } from '../../../test/support/archive.ts';
import {
  MAIN,
  bytesSource,
  readAll,
  readRows,
  relationships,
  sheetXml,
  temporaryFolder,
  texts,
  workbookParts,
  xlsx,
} from '../../../test/support/spreadsheet-files.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { TableSource } from './read.ts';

/** Reads what must be refused; gives the code and the message. */
async function refusal(source: TableSource, limits = {}): Promise<{ code: string; message: string }> {
  try {
    await readAll(source, { limits });
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('the file was read');
}

const file = async (parts: Record<string, string | null>): Promise<TableSource> =>
  bytesSource('x.xlsx', await archive(workbookParts(parts)));

describe('files of another kind', () => {
  const ole = (stream: string): Buffer =>
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(300_000),
      Buffer.from(stream, 'utf16le'),
      Buffer.alloc(512),
    ]);

  it.each([
    [
      'old.xls',
      ole('Workbook'),
      'FILE_LEGACY_XLS',
      'old.xls is in the old Excel format (.xls). Open it in a spreadsheet program and save it as .xlsx.',
    ],
    [
      'secret.xlsx',
      ole('EncryptedPackage'),
      'FILE_ENCRYPTED',
      'secret.xlsx is protected by a password. Open it in a spreadsheet program, remove the password, and save it as .xlsx.',
    ],
    [
      'report.xls',
      '\ufeff  <HTML><table><tr><td>1</td></tr></table>',
      'FILE_TYPE_UNKNOWN',
      'report.xls is a web page, not .xlsx or .csv. Open it in a spreadsheet program and save it as .xlsx.',
    ],
    [
      'a.xml',
      '<?xml version="1.0"?><Workbook/>',
      'FILE_TYPE_UNKNOWN',
      'a.xml is an XML document, not .xlsx or .csv. Open it in a spreadsheet program and save it as .xlsx.',
    ],
    [
      'a.pdf',
      '%PDF-1.7\n',
      'FILE_TYPE_UNKNOWN',
      'a.pdf is a PDF document, not .xlsx or .csv. Open it in a spreadsheet program and save it as .xlsx.',
    ],
    [
      'utf-32.xml',
      Buffer.from('0000feff0000003c0000003f000000780000006d0000006c', 'hex'),
      'FILE_TYPE_UNKNOWN',
      'utf-32.xml is an XML document, not .xlsx or .csv. Open it in a spreadsheet program and save it as .xlsx.',
    ],
    ['empty.csv', '', 'FILE_UNREADABLE', 'empty.csv is empty. Check that it was saved or copied completely.'],
  ])('%s is refused with its remedy', async (name, content, code, message) => {
    expect(await refusal(bytesSource(name, content))).toMatchObject({ code, message });
  });

  it.each([
    ['macros by part', { 'xl/vbaProject.bin': 'x' }, 'FILE_HAS_MACROS'],
    [
      'macros by type',
      {
        '[Content_Types].xml':
          '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
      },
      'FILE_HAS_MACROS',
    ],
    ['.xlsb', { 'xl/workbook.xml': null, 'xl/workbook.bin': 'x' }, 'FILE_TYPE_UNKNOWN'],
    [
      '.ods',
      {
        '_rels/.rels': null,
        'xl/workbook.xml': null,
        '[Content_Types].xml': null,
        mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
        'content.xml': '<x/>',
      },
      'FILE_TYPE_UNKNOWN',
    ],
    [
      'a plain archive',
      { '_rels/.rels': null, 'xl/workbook.xml': null, '[Content_Types].xml': null, 'accounts.csv': 'a,b' },
      'FILE_TYPE_UNKNOWN',
    ],
    [
      '.docx',
      {
        '[Content_Types].xml':
          '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        '_rels/.rels': relationships([['a', 'x/officeDocument', 'word/document.xml']]),
        'word/document.xml': '<document/>',
      },
      'FILE_TYPE_UNKNOWN',
    ],
    ['no workbook', { 'xl/workbook.xml': null }, 'FILE_DAMAGED'],
    ['no sheet part', { 'xl/worksheets/sheet1.xml': null }, 'FILE_DAMAGED'],
    ['no sheets', { 'xl/workbook.xml': `<workbook xmlns="${MAIN}"><sheets/></workbook>` }, 'FILE_DAMAGED'],
  ])('%s', async (_, parts, code) => {
    expect((await refusal(await file(parts))).code).toBe(code);
  });

  it('reads .csv whatever it is called', async () => {
    expect(texts(await readRows(bytesSource('accounts.xlsx', 'a,b\n1,2\n')))).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(
      texts(await readRows({ ...(await xlsx('<row><c><v>1</v></c></row>')), name: 'accounts.csv' } as TableSource)),
    ).toEqual([['1']]);
  });

  it('says when there is no file, or a folder', async () => {
    const folder = temporaryFolder();
    expect(await refusal({ kind: 'path', path: join(folder, 'none.xlsx') })).toMatchObject({ code: 'FILE_NOT_FOUND' });
    expect(await refusal({ kind: 'path', path: folder })).toMatchObject({ code: 'FILE_UNREADABLE' });
  });
});

describe('broken archives', () => {
  it('refuses an archive cut anywhere', async () => {
    const whole = await archive(
      workbookParts({ 'xl/worksheets/sheet1.xml': sheetXml('<row><c><v>1</v></c></row>'.repeat(500)) }),
    );
    for (const part of [0.1, 0.5, 0.9, 0.999]) {
      const cut = whole.subarray(0, Math.floor(whole.length * part));
      expect(await refusal(bytesSource('cut.xlsx', cut))).toMatchObject({ code: 'FILE_DAMAGED' });
    }
  });

  it('refuses a part whose checksum is wrong, before any row is given', async () => {
    const bytes = await archive(
      workbookParts({ 'xl/worksheets/sheet1.xml': sheetXml('<row><c><v>12345</v></c></row>') }),
      false,
    );
    const at = bytes.indexOf('12345');
    bytes.write('54321', at, 'latin1');
    expect(await refusal(bytesSource('crc.xlsx', bytes))).toMatchObject({
      code: 'FILE_DAMAGED',
      message:
        'The file is damaged: its part xl/worksheets/sheet1.xml does not have the checksum that it should have. Ask for the file again, or open it in a spreadsheet program and save it as .xlsx.',
    });
  });

  it('refuses the same part twice, and too many parts', async () => {
    const twice = await archive({ ...workbookParts({}), 'XL/Workbook.xml': '<x/>' });
    expect(await refusal(bytesSource('twice.xlsx', twice))).toMatchObject({ code: 'FILE_DAMAGED' });
    const many = Object.fromEntries(Array.from({ length: 2_100 }, (_, index) => [`p${index}`, '']));
    expect(await refusal(await file(many))).toMatchObject({ code: 'FILE_TOO_LARGE' });
  });

  it.each([
    ['not well-formed', sheetXml('<row><c></row>')],
    ['cut off', sheetXml('<row><c><v>1').slice(0, 150)],
    ['an unknown entity', sheetXml('<row><c t="str"><v>&nbsp;</v></c></row>')],
    ['not UTF-8', Buffer.from(sheetXml('<row><c t="str"><v>\u00e9</v></c></row>'), 'latin1')],
    ['a missing shared string', sheetXml('<row><c t="s"><v>3</v></c></row>')],
    ['row 0', sheetXml('<row r="0"><c><v>1</v></c></row>')],
    ['row 1,048,577', sheetXml('<row r="1048577"><c><v>1</v></c></row>')],
    ['row one', sheetXml('<row r="one"><c><v>1</v></c></row>')],
    ['column XFE', sheetXml('<row r="1"><c r="XFE1"><v>1</v></c></row>')],
    ['cell ref of letters', sheetXml('<row r="1"><c r="ABC"><v>1</v></c></row>')],
    ['no sheetData', `<worksheet xmlns="${MAIN}"/>`],
    ['elements without end', sheetXml('<a>'.repeat(1_000))],
  ])('refuses a sheet with %s', async (_, sheet) => {
    const parts: Record<string, string | Uint8Array> = workbookParts({});
    parts['xl/worksheets/sheet1.xml'] = sheet;
    expect(await refusal(bytesSource('x.xlsx', await archive(parts)))).toMatchObject({ code: 'FILE_DAMAGED' });
  });

  it.each([
    ['entities that multiply', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'],
    ['an external entity', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'],
    ['a plain DOCTYPE', '<!DOCTYPE worksheet>'],
  ])('refuses %s', async (_, doctype) => {
    const sheet = `${doctype}${sheetXml('<row><c t="str"><v>&e;</v></c></row>')}`;
    for (const part of ['xl/worksheets/sheet1.xml', 'xl/workbook.xml', '_rels/.rels', '[Content_Types].xml']) {
      const { code, message } = await refusal(await file({ [part]: sheet }));
      expect(code).toBe('FILE_DAMAGED');
      expect(message).toMatch(/document type definition|not well-formed/);
      expect(message).not.toContain('root:');
    }
  });
});

describe('files that ask for too much', () => {
  /** An archive whose sheet unpacks to `megabytes` of what `filler` repeats. */
  function bomb(filler: string, megabytes: number, before = '', after = ''): Promise<Buffer> {
    const sheet = sheetXml(before + filler.repeat(Math.ceil((megabytes * 1_048_576) / filler.length)) + after);
    return archive(workbookParts({ 'xl/worksheets/sheet1.xml': sheet }));
  }

  it('stops at the ratio to which a part unpacks, whatever it declares, and looks at nothing behind', async () => {
    const bytes = await bomb('<row/>', 60);
    const { code, message } = await refusal(bytesSource('bomb.xlsx', bytes));
    expect(code).toBe('FILE_TOO_LARGE');
    expect(message).toContain('unpacks to more than 250 times its size');
    // The end of the sheet's packed bytes, just before the directory: who unpacks that far finds it damaged.
    const end = bytes.indexOf(Buffer.from('504b0102', 'hex'));
    bytes.fill(0xff, end - 64, end);
    expect(await refusal(bytesSource('bomb.xlsx', bytes))).toEqual({ code, message });
    const noRatio = { inflationRatio: Number.POSITIVE_INFINITY };
    expect(await refusal(bytesSource('bomb.xlsx', bytes), noRatio)).toMatchObject({ code: 'FILE_DAMAGED' });
  });

  it('counts what is unpacked, not what is declared', async () => {
    const bytes = await archive(workbookParts({ 'xl/worksheets/sheet1.xml': sheetXml('<row/>'.repeat(50_000)) }));
    const entry = bytes.lastIndexOf('xl/worksheets/sheet1.xml') - 46;
    bytes.writeUInt32LE(100, entry + 24);
    expect(await refusal(bytesSource('liar.xlsx', bytes), { inflatedBytes: 100_000 })).toMatchObject({
      code: 'FILE_TOO_LARGE',
    });
    expect(await refusal(bytesSource('liar.xlsx', bytes))).toMatchObject({ code: 'FILE_DAMAGED' });
  });

  it('stops in a text of spaces without end, and looks at nothing behind', async () => {
    const limits = { inflationRatio: Number.POSITIVE_INFINITY };
    // The text ends in a tag that nothing has opened: who reads that far finds it damaged.
    const spaces = (megabytes: number): Promise<Buffer> => bomb(' ', megabytes, '<row><c t="str"><v>', '</nothing>');
    expect(await refusal(bytesSource('spaces.xlsx', await spaces(100)), limits)).toMatchObject({
      code: 'FILE_TOO_LARGE',
    });
    const noLength = { ...limits, cellLength: Number.POSITIVE_INFINITY };
    expect(await refusal(bytesSource('spaces.xlsx', await spaces(1)), noLength)).toMatchObject({
      code: 'FILE_DAMAGED',
    });
  });

  it('refuses 2 GB of spaces in a .csv by its size, and a smaller file of them by its first cell', async () => {
    const path = join(temporaryFolder(), 'spaces.csv');
    await writeFile(path, 'Name,ID\n');
    await truncate(path, 2 ** 31);
    expect(await refusal({ kind: 'path', path })).toMatchObject({
      code: 'FILE_TOO_LARGE',
      message: 'The file is 2,048 MB; at most 256 MB are read. Split it, or remove what is not needed.',
    });
    expect(await refusal(bytesSource('s.csv', Buffer.alloc(50_000_000, ' ')))).toMatchObject({
      code: 'FILE_TOO_LARGE',
    });
    expect(
      await refusal(bytesSource('q.csv', Buffer.concat([Buffer.from('a,b\n"'), Buffer.alloc(50_000_000, ' ')]))),
    ).toMatchObject({ code: 'FILE_TOO_LARGE' });
  });

  it('takes far-apart cells for what they are, and refuses a value past the columns that are read', async () => {
    const far = await xlsx(
      '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/><c r="B1048576"><v>2</v></c></row>',
    );
    expect((await readRows(far)).map(({ number, cells }) => [number, cells.length])).toEqual([
      [1, 1],
      [1_048_576, 2],
    ]);
    const value = await refusal(
      await xlsx('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'),
    );
    expect(value).toMatchObject({
      code: 'FILE_TOO_LARGE',
      message:
        'The file has a value in cell XFD1048576; only 1000 columns are read. Remove what stands to the right of the list.',
    });
  });

  it.each([
    ['rows', { rows: 10 }, '<row><c><v>1</v></c></row>'.repeat(11)],
    ['cells', { cells: 100 }, '<row><c r="AZ1"><v>1</v></c></row><row><c r="AZ2"><v>1</v></c></row>'],
    ['a long cell', { cellLength: 100 }, `<row><c t="inlineStr"><is><t>${'x'.repeat(101)}</t></is></c></row>`],
    ['a long number', { cellLength: 100 }, `<row><c><v>${'1'.repeat(101)}</v></c></row>`],
  ])('has a limit for %s', async (_, limits, rows) => {
    expect(await refusal(await xlsx(rows), limits)).toMatchObject({ code: 'FILE_TOO_LARGE' });
  });

  it('has limits for shared strings, their number and their length', async () => {
    const strings = { 'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${'<si><t>abc</t></si>'.repeat(50)}</sst>` };
    expect(await refusal(await xlsx('', strings), { sharedStrings: 49 })).toMatchObject({ code: 'FILE_TOO_LARGE' });
    expect(await refusal(await xlsx('', strings), { sharedStringLength: 149 })).toMatchObject({
      code: 'FILE_TOO_LARGE',
    });
  });

  it('refuses a list in JSON that is deeper than any, or has more values than a sheet may have cells, before it is parsed', async () => {
    const deep = bytesSource('x.json', `{"Accounts":[{"Id":${'['.repeat(5_000_000)}`);
    const message = 'has values that stand too deep in each other, or too many. Check that it is the right file.';
    expect(await refusal(deep)).toEqual({ code: 'FILE_TOO_LARGE', message: `The file ${message}` });
    const many = bytesSource('x.json', '[{"Id":"000000000011"},{"Id":"000000000012"}]');
    expect(await refusal(many, { cells: 4 })).toEqual({ code: 'FILE_TOO_LARGE', message: `The file ${message}` });
  });

  it('ends the reading thread that needs too much memory, and lives', async () => {
    const strings = Array.from({ length: 200_000 }, (_, index) => `<si><t>${index} ${'ü'.repeat(60)}</t></si>`).join(
      '',
    );
    const source = await xlsx('', { 'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${strings}</sst>` });
    const { code, message } = await refusal(source, { memoryMb: 24 });
    expect(code).toBe('FILE_TOO_LARGE');
    expect(message).toContain('needs more memory');
  });

  it('ends the reading thread that says nothing for too long', async () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => `<row r="${index + 1}"><c s="${index}"/></row>`).join('');
    const { code, message } = await refusal(await xlsx(rows), { silenceMs: 30 });
    expect(code).toBe('FILE_TOO_LARGE');
    expect(message).toContain('takes too long');
  });

  it('refuses a packing method that spreadsheet programs do not use', async () => {
    const bytes = await archive(workbookParts({}));
    const entry = bytes.lastIndexOf('xl/worksheets/sheet1.xml') - 46;
    bytes.writeUInt16LE(12, entry + 10);
    expect(await refusal(bytesSource('bzip.xlsx', bytes))).toMatchObject({ code: 'FILE_DAMAGED' });
  });
});

describe('number formats and sheets', () => {
  const withFormat = (code: string): Record<string, string> => ({
    'xl/_rels/workbook.xml.rels': relationships([
      ['rId1', 'x/worksheet', 'worksheets/sheet1.xml'],
      ['rId2', 'x/styles', 'styles.xml'],
    ]),
    'xl/worksheets/sheet1.xml': sheetXml('<row r="1"><c r="A1" s="0"><v>121212007919</v></c></row>'),
    'xl/styles.xml': `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="${code}"/></numFmts><cellXfs><xf numFmtId="164"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
  });

  it('a format code is cut where Excel ends, and no date by what stands behind', async () => {
    const [row] = await readRows(await file(withFormat(`${'0'.repeat(255)}yyyy`)));
    expect(row?.cells).toEqual([{ kind: 'number', text: '121212007919', format: '0'.repeat(255) }]);
  });

  it('more cell styles or sheets than a limit are refused with what to do', async () => {
    expect(await refusal(await file(withFormat('0')), { styles: 1 })).toEqual({
      code: 'FILE_TOO_LARGE',
      message: 'The file has more than 1 cell styles. Remove formatting, or save it as .csv.',
    });
    const sheets = Array.from({ length: 1_001 }, (_, at) => `<sheet name="S${at}" sheetId="${at + 1}" r:id="rId1"/>`);
    const workbook = `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${sheets.join('')}</sheets></workbook>`;
    expect(await refusal(await file({ 'xl/workbook.xml': workbook }))).toEqual({
      code: 'FILE_TOO_LARGE',
      message: 'The file has more than 1000 sheets. Save only the sheets that are needed.',
    });
  });
});
