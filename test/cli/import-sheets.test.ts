import { expect, test } from 'vitest';
import type { Account } from '../../shared/contract/accounts.ts';
import { dumpHash } from '../support/dump.ts';
import { workbook } from '../import/workbook.ts';
import { enroll } from './enroll.ts';
import type { Enroll } from './enroll.ts';

const HEADER = ['Account ID', 'Account Name', 'Subset Name'];

async function start(): Promise<Enroll> {
  const cli = enroll();
  const args = ['--name', 'Northwind', '--scenario', 'enterprise'];
  expect(await cli.run('mpa', 'add', '099999999999', ...args)).toMatchObject({ code: 0 });
  return cli;
}

async function subsetsOfAccounts(cli: Enroll): Promise<(readonly [string, string | null])[]> {
  const accounts = await cli.json<Account[]>('accounts', 'list');
  return accounts.map(({ id, subset }) => [id, subset?.name ?? null] as const);
}

test('other sheets with lists are told of with their rows and how to take them; --all-sheets takes all as one import', async () => {
  const cli = await start();
  const path = await workbook({
    North: [HEADER, ['111122223333', 'Prod', 'Acme'], ['222233334444', 'Test', 'Acme']],
    South: [
      ['Account ID', 'Subset Name'],
      ['333344445555', 'Beta'],
    ],
    Notes: [['ask Kim']],
  });
  const one = await cli.run('import', path);
  expect(one).toMatchObject({ code: 0, stderr: '' });
  expect(one.stdout).toContain(
    "Note: The sheet 'South' is a list as well, of 1 row, and is not read. Import it too: --sheet for each one that is to be imported, or --all-sheets.",
  );
  const all = await cli.run('import', path, '--all-sheets');
  expect(all).toMatchObject({ code: 0, stderr: '' });
  expect(all.stdout.split('\n').slice(0, 11)).toEqual([
    'list.xlsx, 2 sheets: 3 rows',
    '  North: header in row 1, 2 rows',
    '  South: header in row 1, 1 row',
    '',
    "Note: No list was found on the sheet 'Notes', which has 1 row. It is not read.",
    '',
    'Sheet  Column  Header        Means                       For example',
    'North  A       Account ID    accountId (AWS Account ID)  111122223333',
    'North  B       Account Name  accountName (Account Name)  Prod',
    'North  C       Subset Name   subsetName (Subset Name)    Acme',
    'South  A       Account ID    accountId (AWS Account ID)  333344445555',
  ]);
  const before = dumpHash(cli.ledger);
  expect(await cli.run('import', path, '--sheet', 'South', '--sheet', 'North', '--yes')).toMatchObject({ code: 0 });
  expect(await subsetsOfAccounts(cli)).toEqual([
    ['111122223333', 'Acme'],
    ['222233334444', 'Acme'],
    ['333344445555', 'Beta'],
  ]);
  expect(await cli.run('undo', '--yes')).toMatchObject({ code: 0 });
  expect(await subsetsOfAccounts(cli)).toEqual([]);
  expect(dumpHash(cli.ledger)).toBe(before);
});

test('sheets that look alike: a question that names its options, exit code 2, nothing changed', async () => {
  const cli = await start();
  const path = await workbook({
    North: [HEADER, ['111122223333', 'Prod', 'Acme']],
    South: [HEADER, ['222233334444', 'Shop', 'Beta']],
  });
  const before = dumpHash(cli.ledger);
  expect(await cli.run('import', path, '--yes')).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'CHOICE_NEEDED: Several sheets look like the account list: North, South. ' +
      'Choose one, or several: --sheet for each one that is to be imported, or --all-sheets.\n',
  });
  expect(dumpHash(cli.ledger)).toBe(before);
});

test('the only list is on a hidden sheet: a question that names its option, exit code 2, nothing changed', async () => {
  const cli = await start();
  const path = await workbook(
    { Cover: [['ask Kim']], 'Old list': [HEADER, ['111122223333', 'Prod', 'Acme']] },
    { sheets: { 'Old list': 'hidden' } },
  );
  const before = dumpHash(cli.ledger);
  expect(await cli.run('import', path, '--yes')).toEqual({
    code: 2,
    stdout: '',
    stderr:
      "CHOICE_NEEDED: The only list is on a hidden sheet: 'Old list', of 1 row. " +
      "If it is the one to import, choose it: --sheet 'Old list'.\n",
  });
  expect(dumpHash(cli.ledger)).toBe(before);
  expect(await cli.run('import', path, '--sheet', 'Old list', '--yes')).toMatchObject({ code: 0 });
  expect(await subsetsOfAccounts(cli)).toEqual([['111122223333', 'Acme']]);
});

test('what is said of one sheet alone: its header, a column, a row', async () => {
  const cli = await start();
  const path = await workbook({
    North: [HEADER, ['111122223333', 'Prod', 'Acme'], ['111122223333', 'Prod', 'Other']],
    'South!': [
      ['Konto', 'Bereich'],
      ['444455556666', 'Beta'],
      ['555566667777', 'Beta'],
    ],
  });
  const said = [
    'import',
    path,
    '--all-sheets',
    '--map',
    'South!!Bereich=subsetName',
    '--map',
    'Konto=accountId',
    '--header-row',
    'South!!1',
  ];
  const asked = await cli.run(...said);
  expect(asked.code).toBe(1);
  expect(asked.stdout).toContain(
    "  sheet 'North', row 2, column C Subset Name: Acme\n      The account 111122223333 is in the file more than once with different subsets: 'Acme' in row 2 of 'North', 'Other' in row 3 of 'North'.",
  );
  const applied = await cli.run(...said, '--leave-out', 'North!3', '--id', 'South!!3=666677778888', '--yes');
  expect(applied).toMatchObject({ code: 0 });
  expect(await subsetsOfAccounts(cli)).toEqual([
    ['111122223333', 'Acme'],
    ['444455556666', 'Beta'],
    ['666677778888', 'Beta'],
  ]);
});

test.each([
  [2, ['--leave-out', '3'], 'Rows of several sheets are imported: North, South. Say of which row 3 is: SHEET!ROW.'],
  [
    2,
    ['--leave-out', 'East!3'],
    "No sheet 'East' is imported, so its row 3 can't be decided about. Imported are: North, South.",
  ],
  [2, ['--leave-out', 'x'], 'It is the number of a row, or SHEET!ROW.'],
  [2, ['--id', 'x=111122223333'], 'x=111122223333 is not ROW=ID, such as 12=099999999998.'],
  [2, ['--header-row', '1', '--header-row', '2'], '--header-row says both 1 and 2. Say one of them.'],
  [
    2,
    ['--header-row', 'North!1', '--header-row', 'North!2'],
    "--header-row says both 1 and 2 of the sheet 'North'. Say one of them.",
  ],
  [
    3,
    ['--header-row', 'East!1'],
    "Something was said about the sheet 'East', which is not imported. Imported are: North, South.",
  ],
])('exit code %i: %j is refused, and nothing is changed', async (exitCode, args, sentence) => {
  const cli = await start();
  const path = await workbook({
    North: [HEADER, ['111122223333', 'a', '']],
    South: [HEADER, ['222233334444', 'b', '']],
  });
  const before = dumpHash(cli.ledger);
  const { code, stdout, stderr } = await cli.run('import', path, '--all-sheets', '--yes', ...args);
  expect({ code, stdout }).toEqual({ code: exitCode, stdout: '' });
  expect(stderr).toContain(sentence);
  expect(dumpHash(cli.ledger)).toBe(before);
});
