import { spawn } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { takeWriterLock } from '../../main/core/ledger/lock.ts';
import { dumpHash } from '../support/dump.ts';
import { COMMAND, homeIn, ROOT } from './environment.ts';
import { enroll, finish } from './enroll.ts';
import type { Enroll, Ran } from './enroll.ts';

const RUN_LINES = join(ROOT, 'test', 'cli', 'run-lines.ts');
const HOLDER_NAMED = /^LEDGER_LOCKED: The ledger is being changed by the Enrollment Desk app of kim \(process \d+ on /u;

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

interface Desk {
  cli: Enroll;
  /** The arguments of a line, with the paths that its words in capitals stand for. */
  args: (line: string) => string[];
}

type Ended = Ran & { line: string };

async function start(): Promise<Desk> {
  const cli = enroll();
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

/** Runs lines with the built command, in some processes at a time: each line waits for the other program for a moment. */
async function eachAside({ cli, args }: Desk, lines: readonly string[]): Promise<Ended[]> {
  const parts = Array.from({ length: 6 }, (_, part) => lines.filter((_line, index) => index % 6 === part));
  const ended = parts.map(async (part) => {
    const child = spawn(process.execPath, [RUN_LINES, COMMAND], { env: homeIn(cli.folder), cwd: cli.folder });
    const input = JSON.stringify(part.map((line) => ['--ledger', cli.ledger, ...args(line)]));
    const { stdout, stderr } = await finish(child, input);
    expect(stderr).toBe('');
    return (JSON.parse(stdout) as Ran[]).map((ran, index) => ({ ...ran, line: part[index] ?? '' }));
  });
  return (await Promise.all(ended)).flat();
}

/** Runs lines in this process, which is quicker where nothing waits. */
async function eachHere({ cli, args }: Desk, lines: readonly string[]): Promise<Ended[]> {
  const ended: Ended[] = [];
  for (const line of lines) ended.push({ line, ...(await cli.run(...args(line))) });
  return ended;
}

test('while another program writes, every command that changes ends with 5 and names it; those that read go on', async () => {
  const desk = await start();
  const { cli } = desk;
  const before = dumpHash(cli.ledger);
  const lock = takeWriterLock(cli.ledger, { who: 'kim', host: 'desktop' }, () => new Date('2026-11-21T04:00:00Z'));
  onTestFinished(() => lock.release());
  const changes = await eachAside(desk, CHANGES);
  expect(changes).toHaveLength(CHANGES.length);
  expect(changes.filter(({ code, stderr }) => code !== 5 || !HOLDER_NAMED.test(stderr))).toEqual([]);
  const reads = await eachHere(desk, READS);
  expect(reads.filter(({ code, stderr }) => code !== 0 || stderr !== '')).toEqual([]);
  expect(dumpHash(cli.ledger)).toBe(before);
  // No files of a draft that could not be kept a record of; all of those of a ticket that was sent.
  expect(existsSync(join(cli.folder, 'out'))).toBe(false);
  expect(readdirSync(join(cli.folder, 'sent'))).toHaveLength(3);
}, 180_000);
