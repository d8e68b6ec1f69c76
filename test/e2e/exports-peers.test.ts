/** The five sheets as the product exports them are, for other programs, exactly the rows of the ledger. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accountId } from '../../shared/domain/account-id.ts';
import type { SheetNumber } from '../../shared/domain/sheets.ts';
import { resultOf } from '../support/result-of.ts';
import { tempCore, tempFolder } from '../support/temp-core.ts';

const PYTHON = '/usr/bin/python3';
const READ_XLSX = `
import json, sys, openpyxl
sheet = openpyxl.load_workbook(sys.argv[1]).active
print(json.dumps([['' if cell.value is None else cell.value for cell in row] for row in sheet.iter_rows()]))
`;
const READ_CSV = `
import csv, json, sys
print(json.dumps(list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline='')))))
`;

const noOpenpyxl = spawnSync(PYTHON, ['-c', 'import openpyxl'], { stdio: 'ignore' }).status !== 0;
const noOffice = spawnSync('soffice', ['--version'], { stdio: 'ignore' }).status !== 0;
if (noOpenpyxl) process.stderr.write('skipped: Python and openpyxl are not installed\n');
if (noOffice) process.stderr.write('skipped: LibreOffice is not installed\n');

const mpaId = accountId('099999999999');
const HEADER =
  'Account Name\tAWS Account Email\tAWS Account ID\tSpot Console Email\tSpot Org ID\tSubset Name\tBilling Workflow Name';
const LIST = [
  HEADER,
  'Café prod\taws+1@msp.example\t000000000012\tbill@cafe.example\t0606000000010\tCafé Zürich\tStandard resale',
  '顧客 dev 😀\taws+2@msp.example\t045087558021\tbill@cafe.example\t0606000000010\tCafé Zürich\tStandard resale',
  'No subset yet\taws+3@msp.example\t111122223333\t\t\t\t',
  '=1+1\taws+4@msp.example\t222233334444\tbill@soren.example\t606000000011\tSøren & Søn "A/S", <1>\tPublic sector',
].join('\n');

/** By hand, from the list: by subset name, then account ID, the account of no subset last. */
const CAFE = ['bill@cafe.example', '0606000000010', 'Café Zürich', 'Standard resale'];
const SOREN = ['bill@soren.example', '606000000011', 'Søren & Søn "A/S", <1>', 'Public sector'];
const ACCOUNTS = [
  ['Café prod', 'aws+1@msp.example', '000000000012', ...CAFE],
  ['顧客 dev 😀', 'aws+2@msp.example', '045087558021', ...CAFE],
  ['=1+1', 'aws+4@msp.example', '222233334444', ...SOREN],
  ['No subset yet', 'aws+3@msp.example', '111122223333', '', '', '', ''],
];
const pick = (...columns: number[]): string[][] => ACCOUNTS.map((row) => columns.map((column) => row[column] ?? ''));
const EXPECTED: Readonly<Record<SheetNumber, string[][]>> = {
  1: [['Account Name', 'AWS Account Email', 'AWS Account ID', 'Subset Name'], ...pick(0, 1, 2, 5)],
  2: [
    ['Account Name', 'AWS Account Email', 'AWS Account ID', 'Subset Name', 'Billing Workflow Name'],
    ...pick(0, 1, 2, 5, 6),
  ],
  3: [HEADER.split('\t'), ...ACCOUNTS],
  4: [['Subset Name', 'Billing Workflow Name'], CAFE.slice(2), SOREN.slice(2)],
  5: [['Spot Console email', 'Spot Org ID', 'Subset Name', 'Billing Workflow Name'], CAFE, SOREN],
};

/** Imports the list and exports every sheet in a format; gives the paths by sheet. */
async function exportAll(format: 'xlsx' | 'csv'): Promise<[SheetNumber, string][]> {
  const { client } = tempCore();
  await client.mpas.add({ id: mpaId, name: 'Example', scenario: 'msp' });
  const { importId } = await resultOf(await client.imports.open({ mpaId, source: { kind: 'text', text: LIST } }));
  await resultOf(await client.imports.apply({ importId }));
  const folder = tempFolder();
  const paths: [SheetNumber, string][] = [];
  for (const sheet of [1, 2, 3, 4, 5] as const) {
    const { path } = await resultOf(await client.sheets.export({ mpaId, sheet, format, folder }));
    paths.push([sheet, path]);
  }
  return paths;
}

function python(script: string, path: string): unknown {
  return JSON.parse(execFileSync(PYTHON, ['-c', script, path], { encoding: 'utf8' }));
}

describe.skipIf(noOpenpyxl)('every exported sheet', () => {
  it('has the rows of the ledger for openpyxl', async () => {
    for (const [sheet, path] of await exportAll('xlsx')) expect(python(READ_XLSX, path)).toEqual(EXPECTED[sheet]);
  });

  it("has them for Python's csv, what starts like a formula with an apostrophe", async () => {
    for (const [sheet, path] of await exportAll('csv')) {
      const harmless = EXPECTED[sheet].map((row) => row.map((cell) => (cell === '=1+1' ? "'=1+1" : cell)));
      expect(python(READ_CSV, path)).toEqual(harmless);
    }
  });

  it.skipIf(noOffice)('has them for LibreOffice', async () => {
    const folder = tempFolder();
    for (const [sheet, path] of await exportAll('xlsx')) {
      const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1';
      const args = [
        '--headless',
        `-env:UserInstallation=file://${folder}/profile`,
        '--convert-to',
        filter,
        '--outdir',
        folder,
        path,
      ];
      execFileSync('soffice', args, { stdio: 'ignore' });
      const converted = join(folder, basename(path).replace(/xlsx$/u, 'csv'));
      expect(readFileSync(converted, 'utf8').length).toBeGreaterThan(0);
      expect(python(READ_CSV, converted)).toEqual(EXPECTED[sheet]);
    }
  });
});
