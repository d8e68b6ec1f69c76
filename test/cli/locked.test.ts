import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { takeWriterLock } from '../../main/core/ledger/lock.ts';
import { dumpHash } from '../support/dump.ts';
import { COMMAND } from './environment.ts';
import { enroll } from './enroll.ts';
import type { Enroll } from './enroll.ts';

const MPA = '099999999999';
const LIST = [
  'Account ID\tAccount Name\tSubset\tWorkflow\tConsole E-mail\tSpot Org ID',
  '000000000011\tone\tContoso\tStandard\tops@contoso.example\t606000000002',
  '000000000012\ttwo\tFabrikam\tStandard\tops@fabrikam.example\t606000000003',
].join('\n');

/** Every command that changes the ledger; ticket 1 is a draft, ticket 2 was sent. */
const CHANGES: readonly string[] = [
  'mpa add 088888888888 --name Other --scenario msp',
  'mpa set --profile x',
  'import LIST --yes',
  'accounts add 000000000013',
  'accounts set 000000000011 --name x',
  'accounts remove 000000000011 --yes',
  'accounts assign Fabrikam 000000000011 --yes',
  'accounts unassign 000000000011 --yes',
  'subsets add New',
  'subsets rename Contoso New',
  'subsets note Contoso text',
  'subsets merge Contoso Fabrikam --yes',
  'subsets split Contoso New 000000000011 --yes',
  'subsets delete Contoso --yes',
  'subsets set-workflow none Contoso --yes',
  'subsets set-customer none Contoso --yes',
  'rules add Contoso name is x',
  'rules remove 1',
  'workflows add New',
  'workflows rename Standard New',
  'workflows note Standard text',
  'workflows duplicate Standard',
  'workflows delete Standard --yes',
  'workflows rule add Standard remove-taxes',
  'customers add --name New',
  'customers set #1 --name New',
  'customers remove #1 --yes',
  'settings set senderName Kim',
  'settings reset senderName',
  'steps done sign-up --how seen',
  'steps skip sign-up --reason no',
  'steps block sign-up --reason no',
  'steps note sign-up text',
  'ticket enable-subsets --out OUT',
  'ticket save 1 --out OUT',
  'ticket follow-up 2 --out OUT',
  'ticket sent 1',
  'ticket remove 1 --yes',
  'ticket state 2 in-review',
  'ticket number 2 4712',
  'ticket note 2 text',
  'undo',
  'redo',
  'restore BACKUP --yes',
];

/** Commands that only read. */
const READS: readonly string[] = [
  'mpa list',
  'accounts list',
  'subsets list',
  'rules list',
  'workflows text',
  'customers list',
  'export 3 --out SHEETS',
  'ticket associate-workflows',
  'ticket list',
  'ticket changes 2',
  'ticket save 2 --out SENT',
  'steps',
  'history',
  'backup',
  'verify',
  'settings list',
  'diagnose',
];

async function start(): Promise<{ cli: Enroll; args: (line: string) => string[] }> {
  const cli = enroll({}, COMMAND);
  const list = join(cli.folder, 'list.txt');
  writeFileSync(list, LIST.replace('\ttwo\t', '\tnew name\t'));
  await cli.json('mpa', 'add', MPA, '--name', 'Example', '--scenario', 'msp', '--spot-org', '606000000001');
  expect((await cli.feed(LIST, 'import', '-', '--yes')).code).toBe(0);
  await cli.json('rules', 'add', 'Contoso', 'name', 'is', 'one');
  await cli.json('ticket', 'associate-workflows', '--out', join(cli.folder, 'first'));
  await cli.json('ticket', 'subsets', '--out', join(cli.folder, 'second'));
  await cli.json('ticket', 'sent', '2');
  const { path: backup } = await cli.json<{ path: string }>('backup');
  const places: Record<string, string> = {
    LIST: list,
    OUT: join(cli.folder, 'out'),
    BACKUP: backup,
    SHEETS: join(cli.folder, 'sheets'),
    SENT: join(cli.folder, 'sent'),
  };
  return { cli, args: (line) => line.split(' ').map((word) => places[word] ?? word) };
}

/** Runs several at a time: most of them wait for the other program for a moment. */
async function each<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await run(item);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

test('while another program writes, every command that changes ends with 5 and names it; those that read go on', async () => {
  const { cli, args } = await start();
  const before = dumpHash(cli.ledger);
  const lock = takeWriterLock(cli.ledger, { who: 'kim', host: 'desktop' }, () => new Date('2026-11-21T04:00:00Z'));
  onTestFinished(() => lock.release());
  const wrong: unknown[] = [];
  await each(CHANGES, async (line) => {
    const { code, stderr } = await cli.run(...args(line));
    const named = /^LEDGER_LOCKED: The ledger is being changed by the Enrollment Desk app of kim \(process \d+ on /u;
    if (code !== 5 || !named.test(stderr)) wrong.push({ line, code, stderr });
  });
  expect(wrong).toEqual([]);
  await each(READS, async (line) => {
    const { code, stderr } = await cli.run(...args(line));
    if (code !== 0 || stderr !== '') wrong.push({ line, code, stderr });
  });
  expect(wrong).toEqual([]);
  expect(dumpHash(cli.ledger)).toBe(before);
  // No files of a draft that could not be kept a record of; all of those of a ticket that was sent.
  expect(existsSync(join(cli.folder, 'out'))).toBe(false);
  expect(readdirSync(join(cli.folder, 'sent'))).toHaveLength(3);
}, 180_000);
