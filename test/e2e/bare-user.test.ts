/** A user of whom the system knows nothing, as in a container that was started with a number: no name, no home, no folder for temporary files. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { skipOffLinux } from '../support/platform.ts';
import { tempFolder } from '../support/temp-core.ts';
import { LAUNCHER } from '../cli/environment.ts';

/** No entry of /etc/passwd has it; only root can become another user. */
const USER = process.getuid?.() === 0 ? { uid: 47_110, gid: 47_110 } : null;

interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

function run(folder: string, environment: NodeJS.ProcessEnv, ...args: string[]): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [LAUNCHER, ...args], {
    ...USER,
    cwd: folder,
    env: { PATH: process.env['PATH'], ...environment },
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

function cannotTry(): boolean {
  if (skipOffLinux('a user without a name is had there')) return true;
  if (USER !== null && run('/', {}, '--version').code === 0) return false;
  process.stderr.write('Skipped: only root can become a user without a name, who has to be able to read this clone\n');
  return true;
}

test.skipIf(cannotTry())(
  'works with a ledger of its own, under its number; what is not there is said, and how to do without',
  () => {
    const folder = tempFolder();
    chmodSync(folder, 0o777);
    const none = { TMPDIR: join(folder, 'none') };
    const ledger = ['--ledger', join(folder, 'data', 'ledger.db')];
    const add = ['mpa', 'add', '099999999999', '--name', 'Northwind', '--scenario', 'enterprise'];
    const home = run(folder, none, ...add);
    expect([home.code, home.stdout]).toEqual([5, '']);
    expect(home.stderr).toContain("LEDGER_READ_ONLY: The ledger's folder can't be made (");
    expect(home.stderr).toContain('Give another place with --ledger, or see that you may write there.');

    expect(run(folder, none, ...ledger, ...add).code).toBe(0);
    expect(run(folder, none, ...ledger, 'history', '--json').stdout).toContain('"who": "user 47110"');
    writeFileSync(join(folder, 'list.csv'), 'Account ID,Account name\n098700005432,A\n');
    const imported = run(folder, none, ...ledger, 'import', 'list.csv', '--yes');
    expect(imported.code).toBe(3);
    expect(imported.stderr).toContain(
      `FILE_NOT_WRITTEN: The folder for temporary files, ${join(folder, 'none')}, is needed for this`,
    );
    expect(imported.stderr).toContain('name another folder in the environment variable TMPDIR.');
    mkdirSync(join(folder, 'tmp'));
    chmodSync(join(folder, 'tmp'), 0o777);
    const again = run(
      folder,
      { TMPDIR: join(folder, 'tmp'), LOGNAME: 'kim' },
      ...ledger,
      'import',
      'list.csv',
      '--yes',
    );
    expect([again.code, readdirSync(join(folder, 'tmp'))]).toEqual([0, []]);
    expect(run(folder, none, ...ledger, 'history', '--json').stdout).toContain('"who": "kim"');
    expect(run(folder, none, ...ledger, 'diagnose').code).toBe(0);
  },
  120_000,
);
