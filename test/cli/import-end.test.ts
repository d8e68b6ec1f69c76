import { expect, test } from 'vitest';
import type { ImportResult, NewAccount } from '../../shared/contract/imports.ts';
import { enroll } from './enroll.ts';
import type { Enroll } from './enroll.ts';

const HEADER = 'Account ID\tAccount Name\tSubset';
const idOf = (at: number): string => String(at + 1).padStart(12, '0');

async function start(): Promise<Enroll> {
  const cli = enroll();
  const args = ['--name', 'Northwind', '--scenario', 'enterprise'];
  expect(await cli.run('mpa', 'add', '099999999999', ...args)).toMatchObject({ code: 0 });
  return cli;
}

/** A list of accounts, each with its name and subset. */
const listOf = (rows: readonly (readonly [name: string, subset: string])[]): string =>
  [HEADER, ...rows.map(([name, subset], at) => `${idOf(at)}\t${name}\t${subset}`)].join('\n');

test('the end of an import counts what changed, not what was read', async () => {
  const cli = await start();
  const thirty = Array.from({ length: 30 }, (_, at) => [`account ${at}`, 'Retail'] as const);
  const first = await cli.feed(listOf(thirty), 'import', '-', '--yes');
  expect(first.stdout.split('\n').slice(-4)).toEqual([
    'Imported standard input: 30 accounts added, 1 subset added.',
    'Take it back with: enroll undo',
    'Next: enroll check',
    '',
  ]);
  const renamed = [...thirty.slice(0, 29), ['renamed', 'Retail'] as const];
  const second = await cli.feed(listOf(renamed), 'import', '-', '--yes');
  expect(second).toMatchObject({ code: 0, stderr: '' });
  expect(second.stdout).toBe(
    'Imported standard input: 1 account changed.\nTake it back with: enroll undo\nNext: enroll check\n',
  );
  const third = await cli.feed(listOf(renamed), 'import', '-', '--yes');
  expect(third.stdout).toBe('standard input changed nothing: the ledger has all of it already.\n');
  const workflow = 'Subset Name\tWorkflow Name\nRetail\tStandard';
  const fourth = await cli.feed(workflow, 'import', '-', '--yes');
  expect(fourth.stdout).toContain('Imported standard input: 1 subset changed, 1 workflow added.\n');
  const json = await cli.feed(listOf(thirty), 'import', '-', '--yes', '--json');
  expect((JSON.parse(json.stdout) as { applied: ImportResult }).applied).toEqual({
    accounts: { added: 0, changed: 1, moved: 0 },
    subsets: { added: 0, changed: 0 },
    workflows: { added: 0 },
    endCustomers: { added: 0, changed: 0 },
    leftOutRows: 0,
  });
});

test('new accounts are listed, each with the rule that would take it, before and after; a long list is cut and says so', async () => {
  const cli = await start();
  await cli.run('subsets', 'add', 'Labs');
  await cli.run('rules', 'add', 'Labs', 'name', 'contains', 'lab');
  const few = listOf([
    ['lab one', ''],
    ['shop', 'Retail'],
    ['other', ''],
  ]);
  const listed = [
    'New: 3 accounts',
    '  1 account: rule 1 (name contains "lab") → Labs',
    '  1 account: the list itself → Retail',
    '  1 account: no rule',
    '',
    'Account       Name     E-mail  Status  Taken by',
    '000000000001  lab one                  rule 1 (name contains "lab") → Labs',
    '000000000002  shop                     the list itself → Retail',
    '000000000003  other                    no rule',
  ].join('\n');
  const preview = await cli.feed(few, 'import', '-');
  expect(preview.stdout).toContain(`\n\n${listed}\n\nNothing was changed yet.`);
  const document = JSON.parse((await cli.feed(few, 'import', '-', '--json')).stdout) as { newAccounts: NewAccount[] };
  expect(document.newAccounts.map(({ id, subset, rule }) => [id, subset, rule?.subset ?? null])).toEqual([
    ['000000000001', null, 'Labs'],
    ['000000000002', 'Retail', null],
    ['000000000003', null, null],
  ]);
  const applied = await cli.feed(few, 'import', '-', '--yes');
  expect(applied.stdout).toBe(
    `${listed}\n\nImported standard input: 3 accounts added, 1 subset added.\nTake it back with: enroll undo\nNext: enroll check\n`,
  );
  const again = await cli.feed(few, 'import', '-');
  expect(again.stdout).not.toContain('New: ');
  const many = listOf(Array.from({ length: 31 }, (_, at) => [`account ${at}`, ''] as const));
  const long = await cli.feed(many, 'import', '-');
  expect(long.stdout).toContain('New: 28 accounts\n  28 accounts: no rule\n');
  expect(long.stdout).toContain('\n… and 8 more; --json has them all\n');
});

test('with --yes, which shows no preview, it is said what was not used, what was found in the rows and what was left out', async () => {
  const cli = await start();
  const list = 'Account ID,Account Name,Status,Owner\n000000000001,"one\nmore",NEW_STATE,kim\n12345,two,ACTIVE,\n';
  const { code, stdout, stderr } = await cli.feed(list, 'import', '-', '--yes', '--skip-invalid');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.slice(0, stdout.indexOf('\n\nNew: '))).toBe(
    [
      'Note: Not used: column D Owner.',
      '',
      'What is wrong:',
      '  row 4, column A Account ID: 12345',
      '      The ID has lost digits: 7 leading zeros put back, it would be 000000012345. The ledger does not know this account, and more than 3 zeros are not accepted. Compare it with AWS, and write all 12 digits into the cell as text.',
      '',
      'Worth knowing:',
      '  row 2, column B Account Name: one more',
      "      The value has a line break; it is read as 'one more'. If it was meant to be two values, write the right one into the cell.",
      '  row 2, column C Status: NEW_STATE',
      "      AWS Organizations has no status 'NEW_STATE'. Use one of ACTIVE, SUSPENDED, PENDING_ACTIVATION, PENDING_CLOSURE, CLOSED. The status in the ledger stays.",
    ].join('\n'),
  );
  expect(stdout).toContain('\nImported standard input: 1 account added. 1 row left out.\n');
});
