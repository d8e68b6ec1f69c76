import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJs from 'exceljs';
import { describe, expect, it } from 'vitest';
import { partsOf } from '../../../test/support/archive.ts';
import { readRows, temporaryFolder, texts } from '../../../test/support/spreadsheet-files.ts';
import { writeCsv, writeXlsx } from './write.ts';
import type { WriteTable } from './write-table.ts';

const WRITE_MODULE = join(import.meta.dirname, 'write.ts');
const columns = [
  { header: 'Account Name', width: 30 },
  { header: 'AWS Account ID', width: 16, text: true },
];
const table = (rows: WriteTable['rows'], sheetName = 'Accounts'): WriteTable => ({ sheetName, columns, rows });

describe('writeXlsx', () => {
  it('writes exactly these parts', async () => {
    const path = join(temporaryFolder(), 'a.xlsx');
    await writeXlsx(
      path,
      table(
        [
          ['Café & Söhne <1>', '000000000012'],
          [' x _x0031_\r', ''],
        ],
        "Bob's list",
      ),
    );
    const parts = await partsOf(readFileSync(path));
    expect(Object.keys(parts)).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/worksheets/sheet1.xml',
      'xl/workbook.xml',
    ]);
    expect(parts['xl/worksheets/sheet1.xml']).toBe(
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>' +
        '<cols><col min="1" max="1" width="30" customWidth="1"/><col min="2" max="2" width="16" style="2" customWidth="1"/></cols>' +
        '<sheetData><row r="1"><c r="A1" s="1" t="inlineStr"><is><t>Account Name</t></is></c><c r="B1" s="3" t="inlineStr"><is><t>AWS Account ID</t></is></c></row>' +
        '<row r="2"><c r="A2" t="inlineStr"><is><t>Café &amp; Söhne &lt;1&gt;</t></is></c><c r="B2" s="2" t="inlineStr"><is><t>000000000012</t></is></c></row>' +
        '<row r="3"><c r="A3" t="inlineStr"><is><t xml:space="preserve"> x _x005F_x0031__x000D_</t></is></c></row></sheetData>' +
        '<autoFilter ref="A1:B3"/><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>' +
        '<ignoredErrors><ignoredError sqref="B2:B3" numberStoredAsText="1"/></ignoredErrors></worksheet>',
    );
    expect(parts['xl/workbook.xml']).toBe(
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Bob\'s list" sheetId="1" r:id="rId1"/></sheets>' +
        '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">\'Bob\'\'s list\'!$A$1:$B$3</definedName></definedNames></workbook>',
    );
  });

  it('is read by exceljs cell for cell: IDs are texts with the format @, the header is bold and frozen', async () => {
    const path = join(temporaryFolder(), 'a.xlsx');
    const rows = [
      ['Søren & Søn A/S', '000000000001'],
      ['=1+1', '012345678901'],
      ['tab\tline\nsmile 😀', ''],
    ];
    await writeXlsx(path, table(rows));
    const book = new ExcelJs.Workbook();
    await book.xlsx.readFile(path);
    const sheet = book.getWorksheet('Accounts');
    const read: unknown[][] = [];
    sheet?.eachRow((row) => read.push([row.getCell(1).value, row.getCell(2).value]));
    expect(read).toEqual([
      ['Account Name', 'AWS Account ID'],
      ...rows.map(([name, id]) => [name, id === '' ? null : id]),
    ]);
    expect(sheet?.getCell('B2').numFmt).toBe('@');
    expect(sheet?.getColumn(2).numFmt).toBe('@');
    expect(sheet?.getCell('A1').font.bold).toBe(true);
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet?.autoFilter).toBe('A1:B4');
  });

  it('gives the same bytes in every time zone and however the rows come', async () => {
    const folder = temporaryFolder();
    const script = `import { writeXlsx } from ${JSON.stringify(WRITE_MODULE)};
      const rows = Array.from({ length: 3000 }, (_, i) => ['name ' + i, String(i).padStart(12, '0')]);
      const { sha256 } = await writeXlsx(process.argv[1], { sheetName: 'Accounts', columns: ${JSON.stringify(columns)}, rows });
      process.stdout.write(sha256);`;
    const hashes = ['UTC', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Apia'].map((TZ) =>
      execFileSync(process.execPath, ['--input-type=module', '-e', script, join(folder, 'a.xlsx')], {
        env: { ...process.env, TZ },
        encoding: 'utf8',
      }),
    );
    const rows = Array.from({ length: 3_000 }, (_, index) => [`name ${index}`, String(index).padStart(12, '0')]);
    async function* batches(): AsyncGenerator<string[][]> {
      for (let at = 0; at < rows.length; at += 700) yield await Promise.resolve(rows.slice(at, at + 700));
    }
    hashes.push((await writeXlsx(join(folder, 'b.xlsx'), table(batches()))).sha256);
    expect(new Set(hashes).size).toBe(1);
  });

  it.each(['', 'x'.repeat(32), 'a:b', 'a/b', 'a\\b', 'a?b', 'a*b', '[a]', "'a", "a'", 'History'])(
    'refuses the sheet name %j',
    async (name) => {
      const folder = temporaryFolder();
      await expect(writeXlsx(join(folder, 'a.xlsx'), table([], name))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it("refuses a text and a number of rows that a sheet can't hold, and leaves nothing behind", async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'a.xlsx');
    await writeXlsx(path, table([['x'.repeat(32_767), '']]));
    await expect(writeXlsx(path, table([['x'.repeat(32_768), '']]))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      data: { cell: 'A2' },
    });
    const many = function* (): Generator<string[]> {
      for (let index = 0; index < 1_048_576; index += 1) yield [''];
    };
    await expect(writeXlsx(path, table(many()))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      data: { rows: 1_048_576 },
    });
    expect(texts(await readRows({ kind: 'path', path }))[1]?.[0]?.length).toBe(32_767);
    expect(readdirSync(folder)).toEqual(['a.xlsx']);
  });
});

describe('writeCsv', () => {
  it('writes exactly these bytes', async () => {
    const path = join(temporaryFolder(), 'a.csv');
    const rows = [
      ['Acme, "Inc"', '000000000012'],
      ['=1+1', "'=x"],
      ['a\nb', ' '],
      ['Zürich; x\0', '\ud800'],
    ];
    const result = await writeCsv(path, table(rows));
    expect(readFileSync(path, 'utf8')).toBe(
      '\ufeffAccount Name,AWS Account ID\r\n"Acme, ""Inc""",000000000012\r\n\'=1+1,\'\'=x\r\n"a\nb"," "\r\n"Zürich; x",\r\n',
    );
    expect(result).toMatchObject({ path, bytes: 100, rows: 4, neutralised: 2 });
  });
});

describe.each([
  ['writeXlsx', writeXlsx],
  ['writeCsv', writeCsv],
])('%s', (_, write) => {
  it('writes to a stream and leaves it open', async () => {
    const stream = new PassThrough();
    const taken = buffer(stream);
    const { path, bytes, sha256 } = await write(stream, table([['a', '1']]));
    expect(stream.writableEnded).toBe(false);
    stream.end();
    const file = join(temporaryFolder(), 'a');
    expect(await write(file, table([['a', '1']]))).toMatchObject({ bytes, sha256 });
    expect(readFileSync(file).equals(await taken)).toBe(true);
    expect(path).toBe('');
  });

  it('passes on what the rows and the stream fail with, keeping the file that was there', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'a.out');
    writeFileSync(path, 'before');
    const failing = function* (): Generator<string[]> {
      for (let index = 0; index < 5_000; index += 1) yield ['a', 'b'];
      throw new RangeError('mine');
    };
    await expect(write(path, table(failing()))).rejects.toThrow('mine');
    expect(readFileSync(path, 'utf8')).toBe('before');
    expect(readdirSync(folder)).toEqual(['a.out']);
    const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error('pipe is full')) });
    full.on('error', () => undefined);
    await expect(write(full, table([['a', 'b']]))).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
  });

  it("says why a place can't be written to", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'taken'));
    await expect(write(join(folder, 'none', 'a.out'), table([]))).rejects.toMatchObject({
      code: 'FILE_NOT_WRITTEN',
      message: "a.out can't be written: its folder does not exist. Make the folder first.",
    });
    await expect(write(join(folder, 'taken'), table([]))).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  it('stops when aborted and leaves nothing behind', async () => {
    const folder = temporaryFolder();
    const control = new AbortController();
    const endless = function* (): Generator<string[]> {
      for (let index = 0; ; index += 1) {
        if (index === 20_000) control.abort();
        yield [`name ${index}`, `${index}`];
      }
    };
    await expect(write(join(folder, 'a.out'), table(endless()), { signal: control.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    await expect(write(join(folder, 'a.out'), table([]), { signal: control.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('never leaves a part of a file under its name when the process is killed', async () => {
    const folder = temporaryFolder();
    const script = `import * as all from ${JSON.stringify(WRITE_MODULE)};
      function* rows() { for (let i = 0; i < 1e6; i += 1) yield ['name ' + i, String(i)]; }
      process.stdout.write('started');
      await all[process.argv[2]](process.argv[1], { sheetName: 'A', columns: ${JSON.stringify(columns)}, rows: rows() });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, join(folder, 'a.out'), write.name], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await new Promise((resolve) => setTimeout(resolve, 150));
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(readdirSync(folder).filter((name) => !name.endsWith('.tmp'))).toEqual([]);
  });

  it('lets the event loop run while it writes', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    const rows = Array.from({ length: 50_000 }, (_row, index) => [
      `name ${index} & co`,
      String(index).padStart(12, '0'),
    ]);
    await write(join(temporaryFolder(), 'a.out'), table(rows));
    clearInterval(timer);
    // How long a turn takes is the bench's to say; a writer that never lets go would leave none.
    expect(turns).toBeGreaterThan(20);
  });
});
