import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { takeWriterLock } from '../../main/core/ledger/lock.ts';
import { makeProgram } from '../../main/hosts/cli/program.ts';
import { Cli } from '../../main/hosts/cli/cli.ts';
import type { Command } from 'commander';
import { skipOnWindows } from '../support/platform.ts';
import { COMMAND, LAUNCHER } from './environment.ts';
import { enroll, finish } from './enroll.ts';

const MPA = ['mpa', 'add', '099999999999', '--name', 'Example MSP', '--scenario', 'enterprise'];

test('every command has a description and says what its arguments and options are', () => {
  const { program, addCommands } = makeProgram();
  addCommands(new Cli(() => ({})));
  const bare: string[] = [];
  const names: string[] = [];
  const walk = (command: Command, path: string): void => {
    names.push(path);
    if (command.description() === '') bare.push(path);
    for (const { flags, description } of command.options) if (description === '') bare.push(`${path} ${flags}`);
    for (const argument of command.registeredArguments) {
      if (argument.description === '') bare.push(`${path} ${argument.name()}`);
    }
    for (const sub of command.commands) walk(sub, `${path} ${sub.name()}`);
  };
  walk(program, 'enroll');
  expect(bare).toEqual([]);
  expect(names.length).toBeGreaterThan(80);
  expect(program.commands.map((command) => command.name())).toEqual([
    'mpa',
    'import',
    'accounts',
    'subsets',
    'rules',
    'workflows',
    'customers',
    'check',
    'export',
    'ticket',
    'steps',
    'history',
    'undo',
    'redo',
    'backup',
    'restore',
    'verify',
    'cur',
    'aws',
    'sandbox',
    'settings',
    'diagnose',
    'serve',
    'demo',
  ]);
});

test('--help and --version print to standard output and end with 0', async () => {
  const { run } = enroll();
  const help = await run('--help');
  expect(help).toMatchObject({ code: 0, stderr: '' });
  expect(help.stdout).toContain('Exit codes: 0 done, 1 findings or invalid rows');
  expect(help.stdout).toContain("enroll mpa add 099999999999 --name 'Example MSP'");
  expect(await run('--version')).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
  const sub = await run('import', '--help');
  expect(sub.code).toBe(0);
  expect(sub.stdout).toContain('Global Options:');
  expect(sub.stdout).toContain('accountId');
});

test.each([
  [['mpaa'], /^INVALID_INPUT: Unknown command 'mpaa'/],
  [['mpa', 'list', '--bogus'], /^INVALID_INPUT: Unknown option '--bogus'/],
  [['mpa', 'add'], /^INVALID_INPUT: Required option '--name <name>' not specified/],
  [['export', '6', '--out', 'x'], /^INVALID_INPUT: There is no sheet 6/],
  [['mpa', 'add', '12', '--name', 'x', '--scenario', 'msp'], /^INVALID_INPUT: 12 is no account ID/],
  [['serve', '--idle', '1m'], /^INVALID_INPUT: --idle: "1m" is no idle time\. Give a duration from 5m to 31d/],
  [['serve', '--idle', 'long'], /^INVALID_INPUT: --idle: "long" is no idle time/],
  [['steps', 'show', 'bogus'], /^INVALID_INPUT: There is no step bogus/],
  [['ticket', 'bogus'], /^INVALID_INPUT: .*The kinds are: enable-subsets/],
])('usage: enroll %j ends with 2 and its code on standard error', async (args, message) => {
  const ran = await enroll().run(...args);
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toMatch(message);
});

test('a group without a command prints its help on standard error', async () => {
  const ran = await enroll().run('mpa');
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain('Usage: enroll mpa');
});

test('with --json errors are one JSON object on standard error, usage errors too', async () => {
  const { run } = enroll();
  const missing = await run('mpa', 'list', '--json');
  expect(missing).toMatchObject({ code: 5, stdout: '' });
  expect(JSON.parse(missing.stderr)).toMatchObject({
    error: { code: 'LEDGER_NOT_FOUND', message: expect.stringContaining('enroll mpa add') as string },
  });
  const usage = await run('--json', 'mpaa');
  expect(usage.code).toBe(2);
  expect(JSON.parse(usage.stderr)).toMatchObject({ error: { code: 'INVALID_INPUT', data: {} } });
});

test.each([['--json'], ['-q']])(
  'what Node warns of, in the command and in its threads, is in the log and not on standard error: %s',
  async (option) => {
    // As a dependency does it; each thread runs this as well.
    const warn = `setInterval(() => process.emitWarning('old thing', 'DeprecationWarning', 'DEP9999'), 50).unref()`;
    const program = enroll({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(warn)}` }, COMMAND);
    expect(await program.run(...MPA, option)).toMatchObject({ code: 0, stderr: '' });
    const child = program.start('serve', option);
    const ended = finish(child);
    await once(child.stdout, 'data');
    const log = join(program.folder, '.local', 'state', 'Enrollment Desk', 'enrollment-desk.log');
    await expect
      .poll(() => (existsSync(log) ? readFileSync(log, 'utf8') : ''), { timeout: 20_000 })
      .toContain('old thing');
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ stderr: '' });
  },
);

test('common options stand before or after the command; the ledger comes from ENROLL_LEDGER where it is not given', async () => {
  const { run, ledger, folder } = enroll();
  expect((await run(...MPA)).code).toBe(0);
  const before = await run('--json', 'mpa', 'list');
  expect(before.code).toBe(0);
  expect(await run('mpa', 'list', '--json')).toEqual(before);
  expect(JSON.parse(before.stdout)).toMatchObject([{ id: '099999999999', name: 'Example MSP', accounts: 0 }]);
  const env = { PATH: process.env['PATH'], HOME: folder, ENROLL_LEDGER: ledger };
  const other = await finish(spawn(process.execPath, [COMMAND, 'mpa', 'list', '-q'], { env, cwd: folder }));
  expect(other).toMatchObject({ code: 0, stderr: '' });
  expect(other.stdout).toContain('Example MSP');
});

test('the launcher runs the sources as they are: the command, the thread that reads a list, the one that writes', async () => {
  const { feed, run } = enroll({}, LAUNCHER);
  expect(await run(...MPA, '-q')).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(await feed('Account ID\tName\n000000000011\tone', 'import', '-', '--yes')).toMatchObject({ code: 0 });
  expect(await run('accounts', 'list', '-q')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('000000000011  one') as string,
  });
});

test('--quiet leaves out what is only advice', async () => {
  const { run } = enroll();
  expect(await run(...MPA, '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
  expect((await run('mpa', 'list', '-q')).stdout.trim().split('\n')).toHaveLength(2);
});

test('with several payer accounts one has to be said, by ID or name', async () => {
  const { run } = enroll();
  await run(...MPA);
  expect((await run('subsets', 'add', 'One')).code).toBe(0);
  await run('mpa', 'add', '088888888888', '--name', 'Other  MSP', '--scenario', 'msp');
  const unsaid = await run('subsets', 'list', '--json');
  expect(unsaid.code).toBe(2);
  expect(JSON.parse(unsaid.stderr)).toMatchObject({
    error: {
      code: 'CHOICE_NEEDED',
      data: {
        choices: [
          { id: '099999999999', name: 'Example MSP' },
          { id: '088888888888', name: 'Other MSP' },
        ],
      },
    },
  });
  for (const mpa of ['099999999999', 'example msp']) {
    expect(JSON.parse((await run('subsets', 'list', '--mpa', mpa, '--json')).stdout)).toMatchObject([{ name: 'One' }]);
  }
  expect(JSON.parse((await run('--mpa', 'other msp', 'subsets', 'list', '--json')).stdout)).toEqual([]);
  expect((await run('subsets', 'list', '--mpa', 'nobody')).stderr).toMatch(
    /^NOT_FOUND: There is no payer account nobody/,
  );
});

test('what many accounts hang on is not done without --yes where nobody can be asked', async () => {
  const { run } = enroll();
  await run(...MPA);
  const refused = await run('mpa', 'remove', '099999999999');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toMatch(/^CHOICE_NEEDED: Remove the payer account Example MSP .*Give --yes/);
  expect((await run('mpa', 'remove', '099999999999', '--yes')).code).toBe(0);
  expect((await run('undo')).stdout).toContain('Undid operation 2');
});

test('undo --to takes back an operation and every newer one, or none; redo brings them back one by one', async () => {
  const { run } = enroll();
  await run(...MPA);
  for (const name of ['One', 'Two']) await run('subsets', 'add', name);
  const subsets = async (): Promise<string[]> =>
    (JSON.parse((await run('subsets', 'list', '--json')).stdout) as { name: string }[]).map(({ name }) => name);
  expect((await run('undo', '--to', '2')).stdout).toBe(
    'Undid operation 3: Added the subset Two (1 row).\nUndid operation 2: Added the subset One (1 row).\nThe other way, one by one: enroll redo\n',
  );
  expect(await subsets()).toEqual([]);
  const again = await run('undo', '--to', '2');
  expect([again.code, again.stderr]).toEqual([2, "NOT_FOUND: Change 2 can't be taken back: it is not in force.\n"]);
  await run('redo');
  expect(await subsets()).toEqual(['One']);
});

test('a ledger that another program is changing: 5 with the holder; reading goes on', async () => {
  const { run, ledger } = enroll();
  await run(...MPA);
  const lock = takeWriterLock(ledger, { who: 'kim', host: 'desktop' }, () => new Date('2026-11-21T04:00:00Z'));
  try {
    const locked = await run('subsets', 'add', 'One', '--json');
    expect(locked.code).toBe(5);
    expect(JSON.parse(locked.stderr)).toMatchObject({
      error: {
        code: 'LEDGER_LOCKED',
        message: expect.stringContaining('the Enrollment Desk app of kim') as string,
        data: { holder: { who: 'kim', host: 'desktop', pid: process.pid } },
      },
    });
    expect((await run('mpa', 'list')).code).toBe(0);
  } finally {
    lock.release();
  }
  expect((await run('subsets', 'add', 'One')).code).toBe(0);
});

test('a damaged ledger: 5, with the way back, which works', async () => {
  const { run, ledger, json } = enroll();
  await run(...MPA);
  const { path } = await json<{ path: string }>('backup');
  writeFileSync(ledger, 'no ledger at all'.repeat(1000));
  const damaged = await run('mpa', 'list');
  expect(damaged).toMatchObject({ code: 5, stdout: '' });
  expect(damaged.stderr).toMatch(/^LEDGER_DAMAGED: .*enroll restore/);
  expect(await json('restore', '--list')).toMatchObject([{ path }]);
  const restored = await json<{ keptAside: string }>('restore', path, '--yes');
  expect(restored.keptAside).toMatch(/ledger\.db\.replaced-\d{8}T\d{6}Z$/);
  expect(await json('mpa', 'list')).toMatchObject([{ id: '099999999999' }]);
  expect(await json('verify')).toMatchObject({ sound: true, mpas: 1 });
});

test('a reader that goes away ends the output without a complaint', async () => {
  const { run, feed, start } = enroll();
  await run(...MPA);
  const rows = Array.from(
    { length: 3000 },
    (_, i) => `${String(i + 1).padStart(12, '0')}\tName ${i} ${'x'.repeat(60)}`,
  );
  expect((await feed(['Account ID\tName', ...rows].join('\n'), 'import', '-', '--yes')).code).toBe(0);
  const child = start('accounts', 'list', '--json');
  child.stdout.once('data', () => child.stdout.destroy());
  const ended = new Promise<{ code: number | null; stderr: string }>((resolve) => {
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
    child.on('exit', (code) => resolve({ code, stderr }));
  });
  expect(await ended).toEqual({ code: 0, stderr: '' });
});

test.skipIf(skipOnWindows('the log has another place there'))(
  'a log that can not be written is said once and stops nothing',
  async () => {
    const { run, folder } = enroll();
    writeFileSync(join(folder, 'Library'), '');
    writeFileSync(join(folder, '.local'), '');
    const ran = await run('mpa', 'list');
    expect(ran).toMatchObject({ code: 5, stdout: '' });
    expect(ran.stderr).toMatch(/^LEDGER_NOT_FOUND: .*\nThe log could not be written: .*\n$/);
  },
);
