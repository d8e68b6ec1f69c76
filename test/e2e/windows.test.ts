/**
 * The product in Windows: Node.js for Windows under Wine, with the environment that its lab sets (WINDOWS_LAB, WINDOWS_NODE, WINEPREFIX).
 * Wine is not Windows. As there: names are compared without case, and a file that is open is not replaced or removed. Unlike there: links,
 * rights and read-only marks are those of Linux, `aux.db` is a file like others unless a program opens it as a device, the name of a file
 * may end with a dot or space, and no virus scanner opens what was just written.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { setTimeout } from 'node:timers/promises';
import { enroll, finish } from '../cli/enroll.ts';
import { COMMAND, homeIn } from '../cli/environment.ts';
import { ledgerState } from '../faults/fingerprint.ts';
import { csvOf, USAGE } from '../support/cost-report.ts';
import { readmeCommands } from '../support/readme-commands.ts';
import { killInWindows } from './windows/kills.ts';
import { namedPlaces, UNUSABLE } from './windows/named-places.ts';
import { onZ, openWindows, whyNoWindows } from './windows/windows.ts';
import type { Windows } from './windows/windows.ts';
import type { Ended } from './windows/wishes.ts';

const MPA = '099999999999';
const SHEET_1 = `sheet1-subsets-${MPA}.xlsx`;
const LIST = [
  'Account ID,Account Name,Subset,Workflow,Console E-mail,Spot Org ID',
  '000000000011,one,Contoso,Standard,ops@contoso.example,606000000002',
  '000000000012,two,Fabrikam,Standard,ops@fabrikam.example,606000000003',
  '',
];

const reason = whyNoWindows();
if (reason !== null) process.stderr.write(`windows.test.ts is skipped: ${reason}\n`);

let windows: Windows;

/** A folder of the test's own in Windows, with a list, and a ledger that has it already: made on this machine, where that is quick. */
function desk(name: string): { folder: string; ledger: string; on: (...args: string[]) => string[] } {
  const folder = `${windows.folder}\\${name}`;
  const here = (file: string): string => windows.here(...name.split('\\'), file);
  mkdirSync(here('.'), { recursive: true });
  const ledger = `${folder}\\ledger.db`;
  writeFileSync(here('list.csv'), LIST.join('\r\n'));
  copyFileSync(windows.here('prepared.db'), here('ledger.db'));
  return { folder, ledger, on: (...args) => ['--ledger', ledger, ...args] };
}

async function prepareLedger(): Promise<void> {
  const folder = windows.here();
  const ledger = windows.here('prepared.db');
  const here = (...args: string[]): ReturnType<typeof finish> =>
    finish(spawn(process.execPath, [COMMAND, '--ledger', ledger, ...args], { env: homeIn(folder), cwd: folder }));
  writeFileSync(windows.here('list.csv'), LIST.join('\r\n'));
  for (const args of [
    ['mpa', 'add', MPA, '--name', 'Example', '--scenario', 'msp', '--spot-org', '606000000001'],
    ['import', windows.here('list.csv'), '--yes'],
  ]) {
    const { code, stderr } = await here(...args);
    expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: '' });
  }
}

/** Runs a command that has to end well; gives what it wrote. */
async function ok(args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const { code, stdout, stderr } = await windows.inside(args, { env });
  expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: '' });
  return stdout;
}

/** Every file under a folder with the hash of its content. */
function contents(folder: string, parts: readonly string[]): Record<string, string> {
  const files = parts.flatMap((part) =>
    readdirSync(join(folder, part), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()),
  );
  const hashed = files.map(({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [path.slice(folder.length + 1), createHash('sha256').update(readFileSync(path)).digest('hex')];
  });
  return Object.fromEntries(hashed) as Record<string, string>;
}

describe.skipIf(reason !== null)('in Windows', () => {
  beforeAll(async () => {
    windows = await openWindows();
    await prepareLedger();
  }, 600_000);
  afterAll(() => windows.close(), 600_000);

  test("every command of README's walk works, and its demo writes the same bytes as here", async () => {
    mkdirSync(windows.here('walk'));
    const codes: string[] = [];
    for (const args of readmeCommands()) {
      const { code, stderr } = await windows.inside(args, { cwd: `${windows.folder}\\walk` });
      if (code !== 0) codes.push(`${code}: ${args.join(' ')} ${stderr}`);
    }
    // The one list that is wrong on purpose.
    expect(codes).toEqual(['1: --ledger walk/ledger.db import demo/account-lists/msp-with-mistakes.csv ']);
    expect(existsSync(windows.here('walk', 'walk', 'end-customers-098700005432.eml'))).toBe(true);
    const here = enroll();
    await here.json('demo', '--out', join(here.folder, 'demo'));
    const parts = ['account-lists', 'sheets', 'tickets'];
    const written = contents(windows.here('walk', 'demo'), parts);
    expect(Object.keys(written).length).toBeGreaterThan(40);
    expect(written).toEqual(contents(join(here.folder, 'demo'), parts));
  });

  test('a second writer is told who holds the ledger; the lock goes with a holder that is killed', async () => {
    const { ledger, on } = desk('two');
    const holder = await windows.start([ledger], {
      program: [onZ(process.env['WINDOWS_NODE'] ?? ''), windows.program('hold-ledger.js')],
    });
    while (!(await holder.said()).stdout.includes('holding')) await setTimeout(20);
    const second = await windows.run(on('mpa', 'set', '--profile', 'x'));
    expect(second).toMatchObject({ code: 5, stdout: '' });
    expect(second.stderr).toMatch(
      /^LEDGER_LOCKED: The ledger is being changed by an `enroll` command of holder \(process \d+ on \S+, since 2026-11-21T04:00:00/,
    );
    expect(await ok(on('mpa', 'list'))).toContain(MPA);
    await holder.kill();
    await ok(on('mpa', 'set', '--profile', 'x'));
  });

  test('killed at ten moments, the ledger is as before or as after, and no half file is left', async () => {
    const { rounds, inTime, faults } = await killInWindows(windows, 10);
    console.log(`${inTime} of ${rounds} kills in Windows came in time`);
    expect(faults).toEqual([]);
    expect(rounds).toBe(10);
    expect(inTime).toBeGreaterThan(0);
  });

  test('a sheet that another program has open is not replaced, and said to be open', async () => {
    const { folder, on } = desk('open sheet');
    const path = `${folder}\\${SHEET_1}`;
    const export1 = on('export', '1', '--out', folder, '--overwrite');
    for (const how of ['reader', 'writer'] as const) {
      writeFileSync(windows.here('open sheet', SHEET_1), 'what was there');
      const letGo = await windows.hold(path, how);
      const refused = await windows.inside(export1);
      expect(refused).toMatchObject({ code: 3, stdout: '' });
      expect(refused.stderr).toBe(
        `FILE_NOT_WRITTEN: ${SHEET_1} can't be written: it is open in another program, a spreadsheet program perhaps. The file is as it was. Close it there, or choose another name.\n`,
      );
      await letGo();
      expect(readFileSync(windows.here('open sheet', SHEET_1), 'utf8')).toBe('what was there');
      expect(readdirSync(windows.here('open sheet')).filter((name) => name.startsWith('.'))).toEqual([]);
    }
    await ok(export1);
    expect(readFileSync(windows.here('open sheet', SHEET_1)).subarray(0, 2).toString()).toBe('PK');
  });

  test('an account list is imported while a spreadsheet program has it open', async () => {
    const { folder, on } = desk('open list');
    const letGo = await windows.hold(`${folder}\\list.csv`, 'writer');
    expect(await ok(on('import', `${folder}\\list.csv`))).toContain('It would change nothing.');
    await letGo();
  });

  test('cost data is read, asked, and taken off the computer, where no other program has it open', async () => {
    const { folder, on } = desk('cost data');
    const env = { LOCALAPPDATA: `${folder}\\local` };
    const run = (...args: string[]): Promise<Ended> => windows.inside(on(...args), { env });
    const lines = [1, 2, 3].map((each) => ({ ...USAGE, line_item_unblended_cost: `${each}.0000000001` }));
    writeFileSync(windows.here('cost data', 'october ü.csv.gz'), gzipSync(csvOf(lines)));
    const added = await run('cur', 'add', `${folder}\\october ü.csv.gz`);
    expect(added).toMatchObject({ code: 0 });
    expect(added.stdout).toMatch(/^099999999999 +2026-10 +6\.0000000003 +USD +3 +1 +final +by checksums/mu);
    expect((await run('cur', 'lines', '--month', '2026-10')).stdout).toContain('2.0000000001');
    const local = windows.here('cost data', 'local');
    const [cached = ''] = (readdirSync(local, { recursive: true }) as string[]).filter((name) =>
      name.endsWith('.parquet'),
    );
    const letGo = await windows.hold(`${folder}\\local\\${cached.replaceAll('/', '\\')}`, 'reader');
    const refused = await run('cur', 'empty', '--yes');
    expect(refused).toMatchObject({ code: 3, stdout: '' });
    expect(refused.stderr).toContain('another program has it open');
    await letGo();
    expect((await run('cur', 'empty', '--yes')).stdout).toContain('Took 1 file away');
    expect((await run('cur', 'lines', '--month', '2026-10')).stderr).toContain('are not on this computer');
  });

  test('devices, dots and spaces at the end, streams: refused in every place, before anything is opened', async () => {
    const { folder, ledger, on } = desk('names');
    const before = readdirSync(windows.here('names')).sort();
    const wrong: unknown[] = [];
    let tried = 0;
    for (const { what, args, env } of namedPlaces(ledger, `${folder}\\list.csv`)) {
      for (const [name, says] of UNUSABLE) {
        const path = `${folder}\\${name}`;
        const { code, stderr } = await windows.inside(args(path), { env: env?.(path) ?? {} });
        const expected = `INVALID_INPUT: ${what} ${path} can't be used: ${says}. Choose another name. Nothing was opened or changed.\n`;
        if (code !== 2 || stderr !== expected) wrong.push({ what, path, code, stderr });
        tried += 1;
      }
    }
    expect(wrong).toEqual([]);
    expect(tried).toBe(150);
    expect(readdirSync(windows.here('names')).sort()).toEqual(before);
    // What once hung until it was killed; relative, and with nothing but the device.
    expect(await windows.run(on('backup', `${folder}\\aux.db`))).toMatchObject({ code: 2 });
    expect(await windows.inside(on('backup', 'CON'))).toMatchObject({ code: 2 });
    expect(await windows.inside(on('backup', '\\\\.\\COM1'))).toMatchObject({ code: 2 });
  });

  test('a name in another case is the same file: no backup onto the ledger, no rejects onto the list', async () => {
    const { folder, on } = desk('case');
    const onLedger = await windows.inside(on('backup', `${folder}\\LEDGER.DB`));
    expect(onLedger.stderr).toBe(
      `ALREADY_EXISTS: There is a file already at ${folder}\\LEDGER.DB. Choose another name.\n`,
    );
    await ok(on('export', '1', '--out', folder));
    const list = `${folder}\\${SHEET_1}`;
    const mapped = ['--header-row', '0', '--map', 'A=accountId'];
    const rejects = await windows.inside(on('import', list, ...mapped, '--rejects', list.toUpperCase()));
    expect(rejects.stderr).toBe(
      `INVALID_INPUT: ${list.toUpperCase()} is the list itself. Give another name for the rows that are wrong; the list was left as it is.\n`,
    );
  });

  test.each([
    ['spaces, Cyrillic and emoji', 'Kim (copy) Клиенты 😀\\учёт 1'],
    ['more than 260 characters', Array.from({ length: 6 }, (_, n) => `${n} ${'long'.repeat(15)}`).join('\\')],
  ])('a ledger and files in folders with %s in their names', async (_, name) => {
    const { folder, on } = desk(name);
    const names = (...parts: string[]): string => windows.here(...name.split('\\'), ...parts);
    expect(folder.length > 300).toBe(name.length > 260);
    const list = 'список 📋.csv';
    writeFileSync(names(list), '\uFEFFAccount ID,Account Name\r\n000000000013,Магазин 😀\r\n');
    await ok(on('import', `${folder}\\${list}`, '--yes'));
    expect(await ok(on('accounts', 'list'))).toContain('Магазин 😀');
    await ok(on('export', '1', '--format', 'csv', '--out', `${folder}\\sheets 1`));
    expect(readFileSync(names('sheets 1', `sheet1-subsets-${MPA}.csv`), 'utf8')).toContain('000000000011');
    await ok(on('ticket', 'subsets', '--out', `${folder}\\tickets 1`));
    expect(readdirSync(names('tickets 1'))).toHaveLength(3);
    await ok(on('backup', `${folder}\\копия 1.db`));
    await ok(on('mpa', 'set', '--profile', 'later'));
    const restored = await ok(on('restore', `${folder}\\копия 1.db`, '--yes'));
    expect(restored).toContain(`is kept at ${folder}\\ledger.db.replaced-`);
    expect(await ok(on('verify'))).toContain('The ledger is sound.');
  });

  test('drives, both slashes and the long form name the same ledger; shares give lists and take sheets, not ledgers', async () => {
    const { folder, ledger, on } = desk('forms');
    for (const form of [
      `\\\\?\\${ledger}`,
      ledger.replaceAll('\\', '/'),
      ledger.toLowerCase(),
      onZ(windows.here('forms', 'ledger.db')),
    ]) {
      expect(await ok(['--ledger', form, 'accounts', 'list'])).toContain('000000000012');
    }
    expect(await windows.inside(['--ledger', ledger.slice(2), 'mpa', 'list'])).toMatchObject({ code: 0 });
    // Wine keeps shares in a folder of its own.
    const share = join(process.env['WINEPREFIX'] ?? '', 'dosdevices', 'unc', 'enroll-test');
    mkdirSync(share, { recursive: true });
    onTestFinished(() => rmSync(share, { recursive: true, force: true }));
    symlinkSync(windows.here('forms'), join(share, 'lists'));
    expect(await ok(on('import', '\\\\enroll-test\\lists\\list.csv'))).toContain('It would change nothing.');
    await ok(on('export', '1', '--out', '//enroll-test/lists/out'));
    expect(existsSync(windows.here('forms', 'out', SHEET_1))).toBe(true);
    await ok(on('backup', '\\\\enroll-test\\lists\\copy.db'));
    await ok(on('restore', '\\\\enroll-test\\lists\\copy.db', '--yes'));
    const onShare = await windows.inside([
      '--ledger',
      '\\\\enroll-test\\lists\\ledger.db',
      'mpa',
      'set',
      '--profile',
      'x',
    ]);
    expect(onShare).toMatchObject({ code: 5, stdout: '' });
    expect(onShare.stderr).toMatch(/^LEDGER_IO: The ledger can't live on a network share/);
    expect(folder).toContain('forms');
  });

  test('ENROLL_LEDGER; else the ledger and the log are under %LOCALAPPDATA%', async () => {
    const { ledger } = desk('places');
    expect(await ok(['accounts', 'list'], { ENROLL_LEDGER: ledger })).toContain('000000000011');
    const local = { LOCALAPPDATA: `${windows.folder}\\places\\Local` };
    const added = await windows.run(['mpa', 'add', MPA, '--name', 'Own', '--scenario', 'msp'], { env: local });
    expect(added).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(windows.here('places', 'Local', 'Enrollment Desk', 'Data', 'ledger.db'))).toBe(true);
    const refused = await windows.run(['mpa', 'show', 'nobody'], { env: local });
    expect(refused).toMatchObject({ code: 2 });
    expect(readdirSync(windows.here('places', 'Local', 'Enrollment Desk', 'Log'))).toEqual(['enrollment-desk.log']);
  });

  test('a ledger that another program reads is not replaced by a backup: that is said, and nothing is lost', async () => {
    const { folder, ledger, on } = desk('restore');
    await ok(on('backup', `${folder}\\copy.db`));
    await ok(on('mpa', 'set', '--profile', 'later'));
    // SQLite keeps a log beside a ledger that is open.
    const files = (): string[] => readdirSync(windows.here('restore')).filter((each) => !/-(?:wal|shm)$/u.test(each));
    const before = files();
    for (const how of ['reader', 'snapshot'] as const) {
      const letGo = await windows.hold(ledger, how);
      const refused = await windows.inside(on('restore', `${folder}\\copy.db`, '--yes'));
      expect(refused).toMatchObject({ code: 3, stdout: '' });
      expect(refused.stderr).toMatch(
        /^FILE_NOT_WRITTEN: The backup could not be put in the ledger's place: another program has ledger\.db open, and Windows replaces no file that is open\. Nothing was changed: the ledger and the backup are as they were\./,
      );
      expect(await ok(on('mpa', 'show'))).toContain('later');
      await letGo();
    }
    expect(files()).toEqual(before);
    const later = ledgerState(windows.here('restore', 'ledger.db')).fingerprint;
    copyFileSync(windows.here('restore', 'copy.db'), windows.here('restore', 'looked-at.db'));
    const earlier = ledgerState(windows.here('restore', 'looked-at.db')).fingerprint;
    expect(earlier).not.toBe(later);
    await ok(on('restore', `${folder}\\copy.db`, '--yes'));
    expect(ledgerState(windows.here('restore', 'ledger.db')).fingerprint).toBe(earlier);
    const kept = readdirSync(windows.here('restore')).filter((name) => /^ledger\.db\.replaced-\w+$/u.test(name));
    expect(kept.map((name) => ledgerState(windows.here('restore', name)).fingerprint)).toEqual([later]);
  });

  test('lines that end as in Windows and as elsewhere are the same list', async () => {
    const { folder, on } = desk('lines');
    for (const [name, end] of [
      ['crlf.txt', '\r\n'],
      ['lf.txt', '\n'],
    ] as const) {
      writeFileSync(windows.here('lines', name), LIST.join(end).replaceAll(',', '\t'));
      expect(await ok(on('import', `${folder}\\${name}`))).toContain('It would change nothing.');
    }
  });
});
