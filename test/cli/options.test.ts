import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Argument, Command, Option } from 'commander';
import { describe, expect, test } from 'vitest';
import { Cli } from '../../main/hosts/cli/cli.ts';
import { makeProgram } from '../../main/hosts/cli/program.ts';
import { dumpHash } from '../support/dump.ts';
import { enroll } from './enroll.ts';

/** What stands for an argument or an option: by its command and its name, or by its name alone. One that is missing fails the test. */
const VALUES: Readonly<Record<string, string>> = {
  'mpa add ID': '066666666666',
  'accounts show ID': '000000000001',
  'accounts add ID': '000000000002',
  'accounts set ID': '000000000001',
  'accounts remove ID': '000000000001',
  'aws done STEP': 'bucket',
  'history revert number': '1',
  'rules add VALUE': 'shop',
  'sandbox faults off KEY': 'throttled',
  'sandbox faults on KEY': 'throttled',
  'settings set KEY': 'senderName',
  'settings set VALUE': 'Kim',
  CUSTOMER: 'Contoso',
  DURATION: '1d',
  FIELD: 'name',
  FILE: 'template.yml',
  FROM: '1',
  ID: '1',
  INTO: 'Retail',
  KEYS: 'senderName',
  KIND: 'remove-taxes',
  MPA: 'Northwind',
  NAME: 'Other',
  NUMBER: '4711',
  OPERATOR: 'contains',
  PATH: 'report.csv',
  PLACE: '1',
  PROFILE: 'payer',
  RULE: '1',
  SHEET: '1',
  STEP: 'connect',
  SUBSET: 'Retail',
  SUBSETS: 'Retail',
  TEXT: 'a note',
  TO: '1',
  WORKFLOW: 'Standard',
  how: 'seen',
  month: '2026-10',
  name: 'Other',
  out: 'out',
  reason: 'so',
};

/** What a command can't do without, although it need not be given in this form. */
const BESIDES: Readonly<Record<string, readonly string[]>> = {
  import: ['list.csv'],
  'cur eco': ['list.csv'],
  'aws handoff': ['--out', 'out'],
  'aws undo': ['bucket'],
  'mpa set': ['--spot-org', '1'],
};

/** Every command that does something, with what it can't be run without. */
function commandLines(): string[][] {
  const { program, addCommands } = makeProgram();
  addCommands(new Cli(() => ({})));
  const lines: string[][] = [];
  const walk = (command: Command, path: readonly string[]): void => {
    for (const sub of command.commands) walk(sub, [...path, sub.name()]);
    if (command.commands.length > 0 && !ALSO_A_COMMAND.has(path.join(' '))) return;
    const name = path.join(' ');
    const given = command.registeredArguments.filter(({ required }) => required).map((each) => valueOf(name, each));
    const options = command.options
      .filter(({ mandatory }) => mandatory)
      .flatMap((option) => [option.long ?? '', valueOf(name, option)]);
    lines.push([...path, ...given, ...(BESIDES[name] ?? []), ...options]);
  };
  walk(program, []);
  return lines;
}

/** Groups that do something themselves. */
const ALSO_A_COMMAND: ReadonlySet<string> = new Set(['history', 'steps', 'aws handoff', 'sandbox faults']);

function valueOf(command: string, what: Argument | Option): string {
  const name = what.name();
  const value = what.argChoices?.[0] ?? VALUES[`${command} ${name}`] ?? VALUES[name];
  if (value === undefined) throw new Error(`what stands for ${name} of ${command}?`);
  return value;
}

/** The ledger of `start`, which is made once. */
let made: Buffer | null = null;

/** A payer account with something of everything that a command may be about. */
async function start(): Promise<ReturnType<typeof enroll>> {
  const cli = enroll();
  if (made !== null) {
    writeFileSync(cli.ledger, made, { mode: 0o600 });
    return cli;
  }
  const commands = [
    ['mpa', 'add', '099999999999', '--name', 'Northwind', '--scenario', 'enterprise', '--spot-org', '606000000001'],
    ['accounts', 'add', '000000000001'],
    ['subsets', 'add', 'Retail'],
    ['workflows', 'add', 'Standard'],
    ['customers', 'add', '--name', 'Contoso'],
    ['rules', 'add', 'Retail', 'name', 'contains', 'shop'],
    ['ticket', 'enable-subsets', '--out', 'tickets'],
  ];
  for (const args of commands) expect(await cli.run(...args)).toMatchObject({ code: 0 });
  made = readFileSync(cli.ledger);
  return cli;
}

test('--mpa is looked at by every command, or refused as without effect; nothing is changed, made or printed', async () => {
  const cli = await start();
  const before = dumpHash(cli.ledger);
  // All but the log, in which refusals stand.
  const filesNow = (): string[] =>
    readdirSync(cli.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.includes('log'))
      .map(({ name }) => name)
      .sort();
  const files = filesNow();
  const lines = commandLines();
  expect(lines.length).toBeGreaterThan(80);
  const wrong: string[] = [];
  const refused: string[] = [];
  for (const line of lines) {
    const { code, stdout, stderr } = await cli.run(...line, '--mpa', '077777777777', '--yes');
    const useless = stderr.startsWith('INVALID_INPUT: --mpa has no effect ');
    if (useless) refused.push(line.join(' '));
    const looked = stderr.startsWith('NOT_FOUND: There is no payer account 077777777777.');
    const right = code === 2 && stdout === '' && (useless || looked);
    if (!right || dumpHash(cli.ledger) !== before) wrong.push(`${line.join(' ')}: ${code} ${stdout}${stderr}`);
  }
  expect(wrong).toEqual([]);
  expect(refused).toEqual([
    'mpa add 066666666666 --name Other --scenario msp',
    'mpa list',
    'mpa remove Northwind',
    'workflows rule catalogue',
    'steps overview',
    'history revert 1',
    'undo',
    'redo',
    'backup',
    'restore',
    'verify',
    'aws profiles',
    'aws login payer',
    'sandbox faults on throttled',
    'sandbox faults off throttled',
    'sandbox faults',
    'sandbox failures',
    'sandbox status',
    'sandbox advance 1d',
    'sandbox reset',
    'settings list',
    'settings set senderName Kim',
    'settings reset senderName',
    'diagnose',
    'serve',
    'demo --out out',
  ]);
  expect(filesNow()).toEqual(files);
}, 300_000);

describe('an option that has no effect is refused, and nothing is changed', () => {
  test.each<[string[], string]>([
    [
      ['undo', '--mpa', 'Northwind'],
      '--mpa has no effect on what this command does: it is not about one payer account, or says itself which.',
    ],
    [
      ['redo', '--mpa', 'Northwind'],
      '--mpa has no effect on what this command does: it is not about one payer account, or says itself which.',
    ],
    [
      ['mpa', 'set', 'Northwind', '--name', 'Other', '--mpa', 'Northwind'],
      '--mpa has no effect on what this command does: it is not about one payer account, or says itself which.',
    ],
    [
      ['history', '--of', 'account:000000000001', '--mpa', 'Northwind'],
      '--mpa has no effect on what this command does: it is not about one payer account, or says itself which.',
    ],
    [
      ['history', '--operation', '1', '--of', 'mpa:099999999999', '--before', '9'],
      '--of and --before have no effect with --operation.',
    ],
    [['history', '--limit', '5', 'revert', '3'], '--limit has no effect with a command of the history.'],
    [['aws', 'runs', '1', '--limit', '5'], '--limit has no effect on the calls of one run, which are all shown.'],
    [['aws', 'link', '--forget', '--stack-name', 'x'], '--stack-name has no effect with --forget.'],
    [
      ['aws', 'link', 'https://x', '--kind', 'access-role', '--accounts', 'all'],
      '--accounts has no effect with --kind access-role.',
    ],
    [['aws', 'watch', '--once', '--every', '5'], '--every has no effect with --once.'],
    [['ticket', '--format', 'csv'], '--format has no effect where no kind of ticket is named.'],
    [['ticket', 'enable-subsets', '--overwrite'], '--overwrite has no effect without --out.'],
    [
      ['ticket', 'enable-subsets', '--out', 'out', '--format', 'csv'],
      '--format has no effect on a ticket that has no sheet.',
    ],
    [
      ['ticket', 'save', '1', '--out', 'out', '--format', 'xlsx'],
      '--format has no effect on a ticket that has no sheet.',
    ],
    [['ticket', 'follow-up', '1', '--format', 'csv'], '--format has no effect without --out.'],
    [['import', '--from', 'organizations', '--map', 'A=name'], '--map has no effect on accounts that come from AWS.'],
    [['import', 'list.csv', '--profile', 'payer'], '--profile has no effect without --from.'],
    [['import', 'list.xlsx', '--all-sheets', '--sheet', 'North'], '--sheet has no effect with --all-sheets.'],
    [
      ['import', '--from', 'organizations', '--all-sheets'],
      '--all-sheets has no effect on accounts that come from AWS.',
    ],
    [['restore', 'backup.db', '--list', '--yes'], '--list'],
    [
      ['sandbox', '--dir', 'other', 'failures', 'throttled'],
      '--dir has no effect on failures: each has a sandbox of its own.',
    ],
    [
      ['workflows', 'rule', 'add', 'Standard', 'remove-taxes', '--by', 'any', '--region-group', 'eu'],
      '--by and --region-group have no effect on a rule of the kind remove-taxes.',
    ],
    [
      ['workflows', 'rule', 'add', 'Standard', 'remove-taxes', 'ri'],
      'ri has no effect on a rule of the kind remove-taxes.',
    ],
  ])('enroll %j', async (args, sentence) => {
    const cli = await start();
    const before = dumpHash(cli.ledger);
    const { code, stdout, stderr } = await cli.run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).toMatch(/^INVALID_INPUT: .* Leave (?:it|them) out\. Nothing was changed\.\n$/u);
    expect(dumpHash(cli.ledger)).toBe(before);
  });
});

test.each<[string[], string]>([
  [['mpa', 'set', 'Northwind', '--name', 'A', '--name', 'B'], '--name is given twice, with different values.'],
  [['accounts', 'list', '--limit', '1', '--limit', '2'], '--limit is given twice, with different values.'],
  [['--mpa', 'Northwind', 'check', '--mpa', 'Other'], '--mpa is given twice, with different values.'],
  [['aws', 'choose', '--athena', '--no-athena'], '--athena and --no-athena say the opposite of each other.'],
])('of two values for one option none is taken: enroll %j', async (args, sentence) => {
  const cli = await start();
  const before = dumpHash(cli.ledger);
  expect(await cli.run(...args)).toEqual({
    code: 2,
    stdout: '',
    stderr: `INVALID_INPUT: ${sentence} Leave one out. Nothing was changed.\n`,
  });
  expect(dumpHash(cli.ledger)).toBe(before);
});

test('what goes by its number in the whole ledger has to be of the payer account that --mpa names', async () => {
  const cli = await start();
  await cli.run('mpa', 'add', '088888888888', '--name', 'Contoso', '--scenario', 'msp');
  const before = dumpHash(cli.ledger);
  expect(await cli.run('ticket', 'sent', '1', '--mpa', 'Contoso')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'NOT_FOUND: Contoso has no ticket 1: it is of the payer account 099999999999.\n',
  });
  expect(await cli.run('accounts', 'set', '000000000001', '--note', 'x', '--mpa', 'Contoso')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'NOT_FOUND: Contoso has no account 000000000001: it is of the payer account 099999999999.\n',
  });
  expect(dumpHash(cli.ledger)).toBe(before);
  expect(await cli.run('accounts', 'set', '000000000001', '--note', 'x', '--mpa', 'Northwind')).toMatchObject({
    code: 0,
  });
});
