import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command, Option } from 'commander';
import { expect, test } from 'vitest';
import { Cli } from '../../main/hosts/cli/cli.ts';
import { makeProgram } from '../../main/hosts/cli/program.ts';
import { faultsSeed, sampleOf } from '../faults/sample.ts';
import type { Round } from '../faults/sample.ts';
import { propertyRuns } from '../property/runs.ts';
import { dumpHash } from '../support/dump.ts';
import { tempFolder } from '../support/temp-core.ts';
import { enroll } from './enroll.ts';
import type { Enroll } from './enroll.ts';
import { homeIn } from './environment.ts';
import { runHere } from './run-here.ts';

/** Command lines in which the options of a command are tried: one whose outcome each of them changes. */
const LINES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'mpa add': [['066666666666', '--name', 'X', '--scenario', 'msp']],
  'mpa set': [['Northwind']],
  import: [['short.csv'], ['words.csv'], ['latin.csv'], ['twice.csv']],
  'accounts list': [[]],
  'accounts add': [['000000000077']],
  'accounts set': [['000000000001']],
  'accounts assign': [['Wholesale']],
  'accounts unassign': [[]],
  'subsets list': [[]],
  'subsets add': [['New']],
  'subsets merge': [
    ['Wholesale', 'Retail', '--yes', '--customer', 'Contoso'],
    ['Wholesale', 'Retail', '--yes', '--workflow', 'Standard'],
  ],
  'subsets split': [
    ['Retail', 'Newer'],
    ['Retail', 'Newer', '000000000001', '--yes'],
  ],
  'subsets set-workflow': [['Unused']],
  'subsets set-customer': [['Nobody']],
  'rules add': [['Retail', 'name', 'contains', 'zzz']],
  'rules set': [['1']],
  'rules preview': [[]],
  'rules apply': [['--yes']],
  'workflows add': [['W2']],
  'workflows rule add': [
    ['Standard', 'retain-discount', 'ri'],
    ['Standard', 'retain-discount', 'ri', '--by', '000000000001'],
    ['Standard', 'share-cost', 'ri'],
    ['Standard', 'discount', '5'],
    ['Standard', 'share-eco-cost', 'flat-fee', '--currency', 'USD', '--per', 'subset'],
    ['Standard', 'share-eco-cost', 'flat-fee', '--fee', '5', '--per', 'subset'],
    ['Standard', 'share-eco-cost', 'flat-fee', '--fee', '5', '--currency', 'USD'],
  ],
  'customers add': [['--name', 'Fabrikam']],
  'customers set': [['Contoso']],
  check: [[]],
  export: [['1', '--out', 'sheets']],
  'ticket text': [['subsets'], ['subsets', '--out', 'made', '--force']],
  'ticket save': [['2', '--out', 'saved', '--force']],
  'ticket sent': [['1']],
  'steps done': [
    ['sign-up', '--how', 'seen'],
    ['full-eco', '--how', 'seen'],
  ],
  'steps wait': [
    ['sign-up', '--what', 'an answer', '--due', '2027-05-01'],
    ['sign-up', '--what', 'an answer'],
    ['sign-up', '--due', '2027-05-01'],
  ],
  'steps note': [['sign-up', 'text']],
  history: [[]],
  'steps block': [['sign-up']],
  'steps reopen': [['sign-up']],
  'steps skip': [['sign-up']],
  undo: [['--yes']],
  diagnose: [[]],
  'aws choose': [[]],
};

const VALUES: Readonly<Record<string, string>> = {
  '--at': '2026-01-02T03:04:05Z',
  '--before': '5',
  '--bucket': 'report-bucket',
  '--by': 'subset',
  '--channel': 'mail',
  '--console-email': 'c@d.example',
  '--currency': 'EUR',
  '--cur-bucket': 'bucket',
  '--cur-prefix': 'prefix',
  '--cur-report': 'report',
  '--customer': 'Contoso',
  '--day': '2',
  '--due': '2027-06-01',
  '--email': 'a@b.example',
  '--encoding': 'windows-1250',
  '--evidence': 'Note=abc',
  '--field': 'email',
  '--fee': '5',
  '--for': 'subsets',
  '--format': 'csv',
  '--header-row': '2',
  '--how': 'seen',
  '--id': '3=000000000099',
  '--id-prefix': '000000000001',
  '--leave-out': '3',
  '--limit': '1',
  '--map': 'Extra=subsetName',
  '--month': '3',
  '--msp-account': '055555555555',
  '--name': 'Other',
  '--note': 'a note',
  '--number': '4711',
  '--of': 'account:000000000001',
  '--operation': '2',
  '--out-of-order': 'so',
  '--operator': 'is',
  '--out': 'out',
  '--part': 'recurring',
  '--per': 'account',
  '--placeholders': 'blank',
  '--position': '1',
  '--profile': 'other',
  '--reason': 'so',
  '--region': 'eu-west-1',
  '--region-group': 'us-east',
  '--rejects': 'rejects.xlsx',
  '--scenario': 'msp-design-partner',
  '--service': 'Amazon S3',
  '--sheet': 'Two',
  '--since': '2026-01-01',
  '--sort': 'name',
  '--spot-org': '606000000009',
  '--stack': 'stack',
  '--status': 'SUSPENDED',
  '--subset': 'Retail',
  '--text': 'shop 1',
  '--to': '3',
  '--value': 'abc',
  '--what': 'an answer',
  '--weekday': 'tuesday',
  '--workflow': 'Standard',
  '--year': '2025',
  'accounts set --status': 'CLOSED',
  'rules set --subset': 'Retail',
  'subsets list --text': 'Ret',
  'subsets set-customer --text': 'Ret',
  'subsets set-workflow --text': 'Ret',
};

/** What is answered or agreed to beforehand, as with --yes: without effect only where nothing is asked. */
const ANSWERS = ['--force', '--overwrite', '--rest'];

/** Commands whose options are tried by the tests of this name: they need an account of the sandbox, a sent ticket, or go on until they are ended. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  '': 'test/cli/options.test.ts',
  'cur add': 'test/cli/cur.test.ts',
  'cur class': 'test/cli/cur-choices.test.ts',
  'cur eco': 'test/cli/cur-choices.test.ts',
  'cur fetch': 'test/cli/cur-fetch.test.ts',
  'cur forget': 'test/cli/cur.test.ts',
  'cur health': 'test/cli/cur.test.ts',
  'cur lines': 'test/cli/cur.test.ts',
  'aws apply': 'test/cli/aws.test.ts',
  'aws done': 'test/cli/aws.test.ts',
  'aws handoff': 'test/cli/aws.test.ts',
  'aws handoff sent': 'test/cli/aws.test.ts',
  'aws link': 'test/cli/options.test.ts',
  'aws notifications': 'test/aws/notifications.test.ts',
  'aws plan': 'test/cli/aws.test.ts',
  'aws role-template': 'test/cli/aws.test.ts',
  'aws runs': 'test/cli/options.test.ts',
  'aws status': 'test/cli/aws.test.ts',
  'aws undo': 'test/cli/aws.test.ts',
  'aws watch': 'test/cli/options.test.ts',
  'customers remove': 'test/cli/work.test.ts',
  'history revert': 'test/cli/history.test.ts',
  'steps wait --wait': 'test/cli/work.test.ts',
  'subsets delete': 'test/cli/work.test.ts',
  'ticket changes': 'test/cli/work.test.ts',
  'ticket follow-up': 'test/cli/options.test.ts',
  'workflows delete': 'test/cli/work.test.ts',
  'workflows rule replace': 'the options of: workflows rule add',
  demo: 'test/cli/demo.test.ts',
  restore: 'test/cli/backups.test.ts',
  sandbox: 'test/cli/options.test.ts',
  'sandbox faults on': 'test/cli/aws.test.ts',
  'sandbox start': 'test/cli/aws.test.ts',
  serve: 'test/cli/serve.test.ts',
  'import --all-sheets': 'test/cli/import-sheets.test.ts',
  'import --exclude-hidden': 'test/import/decisions.test.ts',
  'import --from': 'test/cli/options.test.ts',
  'import --include-hidden': 'test/import/decisions.test.ts',
  'import --profile': 'test/cli/options.test.ts',
  'import --sheet': 'test/cli/import-sheets.test.ts',
};

test('each option of each command changes what comes of it, or is refused as without effect', async () => {
  const cli = await start();
  const { program, addCommands } = makeProgram();
  addCommands(new Cli(() => ({})));
  const without: string[] = [];
  const untold: string[] = [];
  const all = commandsOf(program);
  for (const { command, name } of all) {
    if (command.options.length > 0 && LINES[name] === undefined && ELSEWHERE[name] === undefined) untold.push(name);
  }
  const { numRuns } = propertyRuns('commands whose options are tried', 3);
  const tried = all.filter(({ name }) => LINES[name] !== undefined);
  for (const { command, path, name } of sampleOf(tried, numRuns, faultsSeed())) {
    const lines = LINES[name] ?? [];
    // The command of a group that need not be said.
    const words = name === 'ticket text' ? ['ticket'] : path;
    const plain = new Map<readonly string[], string>();
    for (const line of lines) plain.set(line, await outcome(cli, [...words, ...line]));
    for (const option of command.options) {
      const long = option.long ?? '';
      if (ANSWERS.includes(long) || ELSEWHERE[`${name} ${long}`] !== undefined) continue;
      const fitting = lines.filter((line) => !line.includes(long));
      const effects: boolean[] = [];
      for (const line of fitting) {
        const after = await outcome(cli, [...words, ...line, long, ...valueOf(name, option)]);
        if (after !== plain.get(line) && after !== REFUSED) effects.push(true);
        // Done as if it had not been given. Of an import's answers each has its own list here, in which it is asked for.
        else if (after !== REFUSED && name !== 'import' && /^\[[01],/u.test(after))
          without.push(`${name} ${line.join(' ')} ${long}`);
      }
      if (fitting.length > 0 && effects.length === 0) without.push(`${name} ${long}`);
    }
  }
  expect({ without, untold }).toEqual({ without: [], untold: [] });
}, 300_000);

/** What stands for the value of an option, where it has one. */
function valueOf(name: string, option: Option): string[] {
  if (!option.required) return [];
  const long = option.long ?? '';
  const value = VALUES[`${name} ${long}`] ?? VALUES[long] ?? option.argChoices?.[1];
  if (value === undefined) throw new Error(`what stands for ${long} of ${name}?`);
  return [value];
}

interface Tried extends Round {
  readonly command: Command;
  readonly path: readonly string[];
}

/** Every command, groups too, with its words. */
function commandsOf(command: Command, path: readonly string[] = []): Tried[] {
  const below = command.commands.flatMap((each) => commandsOf(each, [...path, each.name()]));
  return [{ command, path, name: path.join(' '), facets: [path[0] ?? ''] }, ...below];
}

const REFUSED = 'refused as without effect';

/** Lists, each of which asks for something else. */
const LISTS: Readonly<Record<string, string | Buffer>> = {
  'short.csv': 'Account ID,Name,Extra\n000000000011,A,x\n1234567890,B,y\n',
  'words.csv': 'Account ID,Name\n000000000011,A\n000000000012,N/A\n',
  'latin.csv': Buffer.from('Account ID,Name\n000000000013,caf\u00e9\n', 'latin1'),
  'twice.csv': 'Account ID,Name\nAccount ID,Name\n000000000013,C\n12,D\n',
};

async function start(): Promise<Enroll> {
  const cli = enroll();
  const commands = [
    ['mpa', 'add', '099999999999', '--name', 'Northwind', '--scenario', 'enterprise', '--spot-org', '606000000001'],
    ['workflows', 'add', 'Standard'],
    ['workflows', 'add', 'Unused'],
    ['workflows', 'rule', 'add', 'Standard', 'remove-taxes'],
    ['customers', 'add', '--name', 'Contoso'],
    ['customers', 'add', '--name', 'Nobody'],
    ['subsets', 'add', 'Retail', '--workflow', 'Standard', '--customer', 'Contoso'],
    ['subsets', 'add', 'Wholesale', '--workflow', 'Unused', '--customer', 'Nobody'],
    ['subsets', 'add', 'Empty'],
    ['accounts', 'add', '000000000001', '--name', 'shop 1', '--subset', 'Retail', '--status', 'SUSPENDED'],
    ['accounts', 'add', '000000000002', '--name', 'shop 2', '--subset', 'Retail', '--status', 'ACTIVE'],
    ['accounts', 'add', '000000000003', '--name', 'a shop', '--subset', 'Wholesale'],
    ['accounts', 'add', '000000000004', '--name', 'shop 4'],
    ['rules', 'add', 'Wholesale', 'name', 'contains', 'shop'],
    ['rules', 'add', 'Retail', 'name', 'contains', 'nothing'],
    ['ticket', 'enable-subsets', '--out', 'tickets', '--force'],
    ['ticket', 'subsets', '--out', 'tickets', '--force'],
    ['accounts', 'set', '000000000001', '--note', 'first'],
  ];
  for (const args of commands) expect(await cli.run(...args)).toMatchObject({ code: 0 });
  for (const [name, text] of Object.entries(LISTS)) writeFileSync(join(cli.folder, name), text);
  return cli;
}

/** What comes of a command: how it ends, what it prints, what is in the ledger and in files; of a copy of the ledger. */
async function outcome(cli: Enroll, args: readonly string[]): Promise<string> {
  const folder = tempFolder();
  for (const name of ['ledger.db', ...Object.keys(LISTS)]) copyFileSync(join(cli.folder, name), join(folder, name));
  const ledger = join(folder, 'ledger.db');
  const { code, stdout, stderr } = await runHere(['--ledger', ledger, ...args], '', {
    environment: homeIn(folder),
    folder,
  });
  if (stderr.includes(' no effect ')) return REFUSED;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.log$|\.db|\.lock$/u.test(entry.name))
    .map(({ name }) => name)
    .sort();
  const text = `${stdout}${stderr}`.replaceAll(folder, '').replaceAll(/\d{4}-\d\d-\d\d[T ][\d:.]+Z?/gu, 'TIME');
  return JSON.stringify([code, text, dumpHash(ledger), files]);
}
