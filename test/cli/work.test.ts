import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Account } from '../../shared/contract/accounts.ts';
import type { Change, Operation } from '../../shared/contract/history.ts';
import type { CheckResult } from '../../shared/contract/checks.ts';
import { dumpHash } from '../support/dump.ts';
import { enroll } from './enroll.ts';
import type { Enroll } from './enroll.ts';

const LIST = [
  'Account ID\tAccount Name\tE-mail\tSubset',
  '000000000011\tcontoso-prod\ta@msp.example\tContoso Retail',
  '000000000012\tcontoso-dev\tb@msp.example\tContoso Retail',
  '000000000013\tfabrikam-prod\tc@msp.example\tFabrikam',
  '000000000014\tlab-one\td@msp.example\t',
  '000000000015\tlab-two\te@msp.example\t',
].join('\n');

async function start(): Promise<Enroll> {
  const cli = enroll();
  await ok(
    cli,
    'mpa',
    'add',
    '099999999999',
    '--name',
    'Example MSP',
    '--scenario',
    'msp',
    '--spot-org',
    '606000000001',
  );
  expect((await cli.feed(LIST, 'import', '-', '--yes')).code).toBe(0);
  return cli;
}

/** Runs a command that has to end with 0, and gives what it printed. */
async function ok(cli: Enroll, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await cli.run(...args);
  expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: '' });
  return stdout;
}

const lines = (text: string): string[] => text.trimEnd().split('\n');

test('accounts: filters, moving by filter and by a list on standard input', async () => {
  const cli = await start();
  expect(lines(await ok(cli, 'accounts', 'list', '--subset', 'none', '-q'))).toEqual([
    'ID            Name     E-mail         Status  Subset  Workflow  End customer',
    '000000000014  lab-one  d@msp.example',
    '000000000015  lab-two  e@msp.example',
  ]);
  await ok(cli, 'subsets', 'add', 'Labs');
  expect(await cli.json('accounts', 'assign', 'labs', '--text', 'lab', '--yes')).toEqual({ moved: 2, stayed: 0 });
  const fed = await cli.feed('0000-0000-0012, 000000000014\n', 'accounts', 'unassign', '-', '--yes', '--json');
  expect(JSON.parse(fed.stdout)).toEqual({ moved: 2, stayed: 0 });
  const all = await cli.json<Account[]>('accounts', 'list');
  expect(all.map(({ id, subset }) => [id.slice(-2), subset?.name ?? null])).toEqual([
    ['11', 'Contoso Retail'],
    ['12', null],
    ['13', 'Fabrikam'],
    ['14', null],
    ['15', 'Labs'],
  ]);
  const both = await cli.run('accounts', 'assign', 'Labs', '000000000011', '--text', 'lab');
  expect(both).toMatchObject({ code: 2, stderr: expect.stringMatching(/^INVALID_INPUT: .*not both/) as string });
  const unknown = await cli.run('accounts', 'assign', 'Labs', '000000000099', '--yes');
  expect(unknown).toMatchObject({ code: 2, stderr: expect.stringMatching(/^NOT_FOUND: .*000000000099/) as string });
  expect(
    (await cli.json<Account[]>('accounts', 'list', '--limit', '2', '--sort', 'name')).map(({ name }) => name),
  ).toEqual(['contoso-dev', 'contoso-prod']);
});

test('subsets: merge and split show first what they would do; undo brings everything back', async () => {
  const cli = await start();
  const before = dumpHash(cli.ledger);
  const unsure = await cli.run('subsets', 'merge', 'Fabrikam', 'Contoso Retail');
  expect(unsure.code).toBe(2);
  expect(lines(unsure.stderr)).toEqual([
    'Into Fabrikam, which would have 3 accounts, workflow none, end customer none:',
    '  Contoso Retail: 2 accounts',
    'CHOICE_NEEDED: Merge 1 subset into Fabrikam? Nothing was changed. Give --yes to do it.',
  ]);
  expect(dumpHash(cli.ledger)).toBe(before);
  await ok(cli, 'subsets', 'merge', 'Fabrikam', 'Contoso Retail', '--yes');
  await ok(cli, 'subsets', 'split', 'Fabrikam', 'Dev', '--text', 'dev', '--yes');
  await ok(cli, 'subsets', 'rename', 'dev', 'Development');
  expect(lines(await ok(cli, 'subsets', 'list', '-q'))).toEqual([
    'No.  Subset       Accounts  Suspended  Workflow  End customer  Note',
    expect.stringMatching(/^#\d +Development +1 +0$/) as string,
    expect.stringMatching(/^#\d +Fabrikam +2 +0$/) as string,
  ]);
  for (let n = 0; n < 3; n += 1) await ok(cli, 'undo');
  expect(dumpHash(cli.ledger)).toBe(before);
  for (let n = 0; n < 3; n += 1) await ok(cli, 'redo');
  expect((await cli.run('redo')).stderr).toMatch(/^NOTHING_TO_REDO: /);
  await ok(cli, 'subsets', 'delete', 'Fabrikam', 'Development', '--yes');
  expect(await cli.json<Account[]>('accounts', 'list', '--subset', 'none')).toHaveLength(5);
});

test('assignment rules: order, preview, application; what no rule fits is reported', async () => {
  const cli = await start();
  await ok(cli, 'subsets', 'add', 'Labs');
  await ok(cli, 'rules', 'add', 'Labs', 'name', 'pattern', 'lab-*');
  await ok(cli, 'rules', 'add', 'Fabrikam', 'email', 'is', 'e@msp.example', '--position', '1');
  expect(lines(await ok(cli, 'rules', 'list', '-q'))).toEqual([
    'Place  Condition                  Subset',
    '    1  e-mail is "e@msp.example"  Fabrikam',
    '    2  name fits "lab-*"          Labs',
  ]);
  expect((await cli.run('rules', 'apply')).code).toBe(2);
  expect(await cli.json('rules', 'apply', '--yes')).toEqual({ assigned: 2, moved: 0, unmatched: 0 });
  const all = await cli.json<Account[]>('accounts', 'list', '--text', 'lab');
  expect(all.map(({ name, subset }) => [name, subset?.name])).toEqual([
    ['lab-one', 'Labs'],
    ['lab-two', 'Fabrikam'],
  ]);
});

test('workflows: rules are typed, their order is checked, the text is the vendor’s list', async () => {
  const cli = await start();
  await ok(cli, 'workflows', 'add', 'Standard resale');
  const add = (...rule: string[]): Promise<string> => ok(cli, 'workflows', 'rule', 'add', 'standard resale', ...rule);
  await add('uplift', '3%');
  expect(await add('remove-credits', 'edp')).toContain('warning: ');
  await ok(cli, 'workflows', 'rule', 'move', 'standard resale', '2', '1');
  await add('replace-discount', 'ri', '--by', '000000000011', '--position', '1');
  await add('prose', 'Round up to a full cent', '--position', '3');
  expect(lines(await ok(cli, 'workflows', 'text'))).toEqual([
    'Standard resale:',
    '',
    '1. Replace RI Discount with Public on-demand price when RIs are purchased by 000000000011',
    '2. Remove EDP Discount so it is not shared with customer',
    '3. Round up to a full cent',
    '4. Uplift the price of all services by 3%',
  ]);
  await ok(cli, 'workflows', 'rule', 'remove', 'Standard resale', '3');
  const wrong = await cli.run('workflows', 'rule', 'add', 'Standard resale', 'remove-credits', 'nonsense');
  expect(wrong.stderr).toMatch(/^INVALID_INPUT: remove-credits needs: edp \| data-egress-waiver/);
  await ok(cli, 'subsets', 'set-workflow', 'standard resale', '--without');
  expect(await ok(cli, 'workflows', 'list', '-q')).toMatch(/#1 +Standard resale +3 +2 +3 +0 +0/);
});

test('checks end with 1 as long as there are errors or warnings', async () => {
  const cli = await start();
  const found = await cli.run('check', '--json');
  expect(found).toMatchObject({ code: 1, stderr: '' });
  const { counts, findings } = JSON.parse(found.stdout) as CheckResult;
  expect(counts.error + counts.warning).toBeGreaterThan(0);
  expect(findings.map(({ code }) => code)).toContain('account-unassigned');
  expect((await cli.run('check', '--for', 'sheet3')).stdout).toMatch(/^(?:error|warning) /);
  expect((await cli.run('check', '--for', 'sheet9')).code).toBe(2);
  const few = await cli.run('check', '--limit', '1');
  expect(few.stdout).toContain('There is one more of the subsets without a billing workflow.');
  expect(few.stdout).toMatch(/ Not all are listed; for all of them: enroll check --limit 2\n$/u);
  const all = JSON.parse((await cli.run('check', '--limit', '2', '--json')).stdout) as CheckResult;
  expect([all.counts, all.findings.filter(({ code }) => code === 'subset-without-workflow').length]).toEqual([
    counts,
    2,
  ]);
});

test('tickets: text, files, sent, what has changed since, follow-up', async () => {
  const cli = await start();
  await ok(cli, 'workflows', 'add', 'Standard resale');
  await ok(cli, 'subsets', 'set-workflow', 'Standard resale', 'Contoso Retail', 'Fabrikam');
  const out = join(cli.folder, 'tickets');
  const saved = await cli.json<{ ticket: { id: number }; files: { role: string; path: string }[] }>(
    'ticket',
    'associate-workflows',
    '--channel',
    'ticket',
    '--out',
    out,
  );
  expect(saved.files.map(({ role }) => role)).toEqual(['text', 'mail']);
  const text = readFileSync(saved.files[0]?.path ?? '', 'utf8');
  expect(text).toContain(
    'For our Spot Organization ID 606000000001, please associate the Eco Reports billing workflow(s)',
  );
  expect(text).toContain('Contoso Retail : Standard resale\r\n');
  await ok(cli, 'ticket', 'sent', '1', '--number', '4711');
  expect(await ok(cli, 'ticket', 'list', '-q')).toMatch(
    /1 +Association of workflows +ticket +sent +2 +\d{4}-\d\d-\d\d +4711/,
  );
  await ok(cli, 'subsets', 'rename', 'Fabrikam', 'Fabrikam Inc');
  expect(lines(await ok(cli, 'ticket', 'changes', '1', '-q'))).toEqual([
    'renamed: subset Fabrikam → Fabrikam Inc',
    '',
    '0 new, 0 changed, 0 moved, 1 renamed, 0 ended, 2 unchanged since it was sent.',
  ]);
  expect(await ok(cli, 'ticket', 'follow-up', '1')).toContain('Fabrikam → Fabrikam Inc');
  expect(lines(await ok(cli, 'ticket', '-q')).filter((line) => line.startsWith('associate-workflows'))).toEqual([
    expect.stringMatching(/ ticket 2, follows 1 +draft$/u),
    expect.stringMatching(/ ticket 1 +sent +4711 +\d{4}-\d\d-\d\d$/u),
  ]);
});

test('steps: one that is closed says which tickets stand open', async () => {
  const cli = await start();
  await ok(cli, 'workflows', 'add', 'Standard resale');
  await ok(cli, 'subsets', 'set-workflow', 'Standard resale', 'Contoso Retail', 'Fabrikam');
  await ok(cli, 'ticket', 'associate-workflows', '--out', join(cli.folder, 'tickets'));
  await ok(cli, 'ticket', 'sent', '1', '--number', '4711');
  expect(await ok(cli, 'steps', 'skip', 'associate-workflows', '--reason', 'not now')).toContain(
    'Ticket 1 (4711) is still sent. Close it: enroll ticket state 1 approved|rejected',
  );
  await ok(cli, 'ticket', 'state', '1', 'approved');
  expect(await ok(cli, 'steps', 'skip', 'associate-workflows', '--reason', 'not now')).not.toContain('Ticket');
  expect(await ok(cli, 'ticket', 'show', '1')).not.toContain('Answer due');
});

test('steps: nothing is skipped silently, waits have a due date', async () => {
  const cli = await start();
  const early = await cli.run('steps', 'done', 'enable-subsets', '--how', 'Support said so');
  expect(early.code).toBe(2);
  await ok(cli, 'steps', 'done', 'sign-up', '--how', 'The console shows it', '--evidence', 'spotOrgId=606000000001');
  expect(await ok(cli, 'steps', 'wait', 'connect')).toMatch(
    /^Connect the payer account: waiting, due \d{4}-\d\d-\d\d\./,
  );
  expect(await ok(cli, 'steps')).toMatch(/Example MSP: MSP, 1 of 8 steps closed/);
  expect((await cli.run('steps', 'skip', 'connect')).stderr).toMatch(/^INVALID_INPUT: Required option '--reason/);
});

test('history: who, when, what, before and after, and the cell it came from', async () => {
  const cli = await start();
  await ok(cli, 'accounts', 'set', '000000000011', '--name', 'contoso main');
  const operations = await cli.json<Operation[]>('history');
  expect(operations.map(({ id, label, changes }) => [id, label, changes])).toEqual([
    [3, 'Changed the account contoso main (000000000011)', 1],
    [2, 'Imported standard input into Example MSP', 7],
    [1, 'Added the payer account Example MSP (099999999999)', 1],
  ]);
  const [change, added] = await cli.json<Change[]>('history', '--of', 'account:000000000011');
  expect(change).toMatchObject({
    what: 'changed',
    before: { name: 'contoso-prod' },
    after: { name: 'contoso main' },
    host: 'cli',
  });
  expect(added).toMatchObject({ what: 'added', before: null, source: { row: 2 } });
  const of = await ok(cli, 'history', '--of', 'subset:contoso retail');
  expect(of).toContain('name: Contoso Retail');
  expect((await cli.run('history', '--of', 'planet:earth')).stderr).toMatch(
    /^INVALID_INPUT: planet:earth names no thing/,
  );
});

test('settings are set by key and given their default again', async () => {
  const cli = await start();
  await ok(cli, 'settings', 'set', 'senderName', 'Kim');
  expect(await cli.json('settings', 'list')).toContainEqual(
    expect.objectContaining({ key: 'senderName', value: 'Kim' }),
  );
  expect((await cli.run('settings', 'set', 'supportEmail', 'nonsense')).code).toBe(2);
  await ok(cli, 'settings', 'reset', 'senderName');
  expect(await cli.json('settings', 'list')).toContainEqual(expect.objectContaining({ key: 'senderName', value: '' }));
});

test('a name that hides something is told of when it is given, and shown with what hides in it', async () => {
  const cli = await start();
  const added = await cli.run('subsets', 'add', 'Fab \u202Efdp.exe');
  expect(added.code).toBe(0);
  expect(added.stderr).toBe(
    "Warning: 'Fab ⟨U+202E⟩fdp.exe' was given with characters that nobody sees, or that turn what stands beside them: U+202E (right-to-left override). Write it anew without them, unless they are meant.\n",
  );
  expect(added.stdout).toContain('Added the subset Fab ⟨U+202E⟩fdp.exe.');
  const alike = await cli.run('subsets', 'add', 'F\u0430brikam', '--json');
  expect(JSON.parse(alike.stderr)).toEqual({
    warning: "The name 'F\u0430brikam' is easily taken for the subset 'Fabrikam': it has \u0430 (U+0430).",
  });
  const listed = await cli.run('subsets', 'list', '--json');
  expect(listed.stdout).toContain(String.raw`"name": "Fab \u202efdp.exe"`);
  expect((JSON.parse(listed.stdout) as { name: string }[]).map(({ name }) => name)).toContain('Fab \u202Efdp.exe');
  const checked = await cli.run('check', '--for', 'end-customers');
  expect(checked.code).toBe(1);
  const history = await cli.run('history');
  expect(history.stdout).toContain('Added the subset Fab ⟨U+202E⟩fdp.exe');
  expect(/[\u202A-\u202E]/u.test(history.stdout + checked.stdout)).toBe(false);
});
