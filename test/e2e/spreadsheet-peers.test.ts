/** What we write is read by other programs, and what they write is read by us: openpyxl and LibreOffice, neither of which the product uses. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeCsv, writeXlsx } from '../../main/core/spreadsheets/write.ts';
import { mangledRows } from '../samples/mangled-workbook.ts';
import { samplePath } from '../samples/files.ts';
import { teamRows } from '../samples/team-workbook.ts';
import { readAll, readRows, temporaryFolder, texts } from '../support/spreadsheet-files.ts';
import { LAYOUT_ROWS, xlsxLayouts } from '../support/xlsx-layouts.ts';

const PYTHON = '/usr/bin/python3';

function missing(command: string, ...args: string[]): string | null {
  const { status, error } = spawnSync(command, args, { stdio: 'ignore' });
  if (status === 0) return null;
  return `${command} ${args.join(' ')}: ${error?.message ?? `exit ${String(status)}`}`;
}

const noOpenpyxl = missing(PYTHON, '-c', 'import openpyxl');
const noOffice = missing('soffice', '--version');
for (const reason of [noOpenpyxl, noOffice]) if (reason !== null) process.stderr.write(`skipped: ${reason}\n`);

const columns = [
  { header: 'Account Name', width: 30 },
  { header: 'AWS Account ID', width: 16, text: true },
  { header: 'Subset Name', width: 24 },
];
const rows = [
  ['Café Zürich', '000000000012', 'Søren & Søn A/S'],
  ['=1+1', '045087558021', '<b> "quoted" \'single\''],
  ['smile 😀 顧客', '111122223333', ' two  blanks '],
  ['line\nbreak', '222233334444', "'=x"],
  ...Array.from({ length: 500 }, (_, index) => [
    `name ${index}`,
    String(index).padStart(12, '0'),
    `Subset ${index % 7}`,
  ]),
];
const table = { sheetName: 'Accounts', columns, rows };
const everything = [columns.map(({ header }) => header), ...rows];

const READ = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book.active
print(json.dumps({
  'title': sheet.title,
  'rows': [[cell.value for cell in row] for row in sheet.iter_rows()],
  'types': sorted({cell.data_type for row in sheet.iter_rows() for cell in row}),
  'idFormats': sorted({sheet.cell(r, 2).number_format for r in range(2, sheet.max_row + 1)}),
  'columnFormat': sheet.column_dimensions['B'].number_format,
  'frozen': sheet.freeze_panes,
  'filter': sheet.auto_filter.ref,
  'bold': sheet['A1'].font.b,
}))
`;

const CELLS = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps({sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}))
`;

/** What is filled of the first sheets of the files, texts as they are, dates as days. */
const FILLED = `
import datetime, json, sys, openpyxl
def said(value):
  return value.date().isoformat() if isinstance(value, datetime.datetime) else str(value)
print(json.dumps([[[said(cell.value) for cell in row if cell.value is not None] for row in openpyxl.load_workbook(path).active.iter_rows()] for path in sys.argv[1:]]))
`;

const WRITE = `
import datetime, sys, openpyxl
from openpyxl.styles import Font
book = openpyxl.Workbook()
sheet = book.active
sheet.title = 'Team list'
sheet.append(['Title'])
sheet.merge_cells('A1:C1')
sheet.append(['Name', 'ID', 'Since'])
sheet.append(['Søren & Søn', 45087558021, datetime.datetime(2026, 11, 21, 8, 30)])
sheet['B3'].number_format = '000000000000'
sheet.append(['=1+1', '012345678901', True])
sheet.append([None, 1.21212007919e+11, '=NA()'])
sheet.row_dimensions[4].hidden = True
sheet.column_dimensions['C'].hidden = True
book.create_sheet('Old').sheet_state = 'veryHidden'
book.save(sys.argv[1])
`;

/** The layouts of workbooks as files, in their order. */
async function layoutFiles(): Promise<string[]> {
  const folder = temporaryFolder();
  const layouts = await xlsxLayouts();
  return layouts.map(({ name, bytes }) => {
    const path = join(folder, `${name.replaceAll(' ', '-')}.xlsx`);
    writeFileSync(path, bytes);
    return path;
  });
}

describe.skipIf(noOpenpyxl !== null)('openpyxl', () => {
  it('reads the same rows as we in each layout of a workbook', async () => {
    const paths = await layoutFiles();
    const read: unknown = JSON.parse(execFileSync(PYTHON, ['-c', FILLED, ...paths], { encoding: 'utf8' }));
    expect(read).toEqual(paths.map(() => LAYOUT_ROWS));
    for (const path of paths) expect(texts(await readRows({ kind: 'path', path }))).toEqual(LAYOUT_ROWS);
  });

  it('reads what we write, cell for cell', async () => {
    const path = join(temporaryFolder(), 'a.xlsx');
    await writeXlsx(path, table);
    const read: unknown = JSON.parse(execFileSync(PYTHON, ['-c', READ, path], { encoding: 'utf8' }));
    expect(read).toEqual({
      title: 'Accounts',
      rows: everything,
      types: ['s'],
      idFormats: ['@'],
      columnFormat: '@',
      frozen: 'A2',
      filter: 'A1:C505',
      bold: true,
    });
  });

  it('reads the sample workbooks, which are written as it and XlsxWriter write them', () => {
    const read = (path: string): unknown => JSON.parse(execFileSync(PYTHON, ['-c', CELLS, path], { encoding: 'utf8' }));
    const padded = (row: readonly unknown[] | null): unknown[] =>
      Array.from({ length: 7 }, (_, column) => row?.[column] ?? null);
    expect(read(samplePath('billing-team-mapping.xlsx'))).toEqual({
      'Mapping 2026': teamRows().map(padded),
      Notes: [['ask Ana about the dairy']],
    });
    expect(read(samplePath('ids-mangled-by-excel.xlsx'))).toEqual({ Sheet1: mangledRows() });
  });

  it('writes what we read', async () => {
    const path = join(temporaryFolder(), 'b.xlsx');
    execFileSync(PYTHON, ['-c', WRITE, path]);
    const { info, sheets } = await readAll({ kind: 'path', path });
    expect(info.sheets).toEqual([
      { name: 'Team list', index: 0, visible: true },
      { name: 'Old', index: 1, visible: false },
    ]);
    const [sheet] = sheets;
    expect(sheet).toMatchObject({ merged: ['A1:C1'], hiddenColumns: [2], hiddenRows: 1 });
    expect(sheet?.rows.map(({ cells, hidden }) => [hidden, ...cells])).toEqual([
      [false, { kind: 'text', text: 'Title' }],
      [false, { kind: 'text', text: 'Name' }, { kind: 'text', text: 'ID' }, { kind: 'text', text: 'Since' }],
      [
        false,
        { kind: 'text', text: 'Søren & Søn' },
        { kind: 'number', text: '45087558021', format: '000000000000' },
        { kind: 'date', text: '2026-11-21T08:30:00', raw: '46347.35416666666' },
      ],
      // openpyxl writes formulas without results
      [
        true,
        { kind: 'blank', formula: true },
        { kind: 'text', text: '012345678901' },
        { kind: 'boolean', value: true },
      ],
      [
        false,
        { kind: 'blank' },
        { kind: 'number', text: '121212007919', format: null },
        { kind: 'blank', formula: true },
      ],
    ]);
  });
});

describe.skipIf(noOffice !== null)('LibreOffice', () => {
  function convert(path: string, format: string, extension: string, ...options: string[]): string {
    return convertAll([path], format, extension, ...options)[0] ?? '';
  }

  function convertAll(paths: readonly string[], format: string, extension: string, ...options: string[]): string[] {
    const out = temporaryFolder();
    const profile = `-env:UserInstallation=file://${join(out, 'profile')}`;
    execFileSync('soffice', [profile, '--headless', ...options, '--convert-to', format, '--outdir', out, ...paths], {
      stdio: 'ignore',
      timeout: 120_000,
    });
    return paths.map((path) => join(out, `${path.replace(/^.*\//, '').replace(/\.[^.]*$/, '')}.${extension}`));
  }

  it('reads the same rows as we in each layout of a workbook', { timeout: 150_000 }, async () => {
    const expected = LAYOUT_ROWS.map((row) => row.map((cell) => (cell === '2026-11-21' ? '11/21/2026' : cell)));
    // as it shows them, in the language of the United States
    const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true';
    for (const path of convertAll(await layoutFiles(), filter, 'csv'))
      expect(texts(await readRows({ kind: 'path', path }))).toEqual(expected);
  });

  it('reads the .xlsx that we write', { timeout: 150_000 }, async () => {
    const path = join(temporaryFolder(), 'a.xlsx');
    await writeXlsx(path, table);
    // 44 comma, 34 quote, 76 UTF-8; every text field quoted, so that what is text there stays text
    const csv = convert(path, 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true', 'csv');
    expect(readFileSync(csv, 'utf8')).toContain('"045087558021"');
    // an apostrophe that we did not write stays
    expect(texts(await readRows({ kind: 'path', path: csv }))).toEqual(everything);
  });

  it('reads the .csv that we write and saves it as an .xlsx that we read', { timeout: 150_000 }, async () => {
    const path = join(temporaryFolder(), 'a.csv');
    await writeCsv(path, table);
    // every column as text (2), as a careful person imports it
    const workbook = convert(
      path,
      'xlsx:Calc MS Excel 2007 XML',
      'xlsx',
      '--infilter=Text - txt - csv (StarCalc):44,34,76,1,1/2/2/2/3/2',
    );
    const read = texts(await readRows({ kind: 'path', path: workbook }));
    expect(read.length).toBe(everything.length);
    expect(read.map((row) => row[1])).toEqual(everything.map((row) => row[1]));
    expect(read[1]).toEqual(everything[1]);
    expect(read.map((row) => row[2])).toEqual(expect.arrayContaining(['Søren & Søn A/S', ' two  blanks ']));
  });

  it('saves our .xlsx as its own, and we read it back the same', { timeout: 150_000 }, async () => {
    const path = join(temporaryFolder(), 'a.xlsx');
    await writeXlsx(path, table);
    expect(texts(await readRows({ kind: 'path', path: convert(path, 'xlsx', 'xlsx') }))).toEqual(everything);
  });
});
