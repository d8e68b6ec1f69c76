import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { dumpHash } from '../support/dump.ts';
import { skipOnWindows } from '../support/platform.ts';
import { tempFolder } from '../support/temp-core.ts';
import { tempLedger } from '../support/temp-ledger.ts';
import { homeIn, LAUNCHER } from '../cli/environment.ts';

/** Root may write everywhere: there the commands are run as the user nobody. */
const USER = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const ME = USER.uid ?? process.getuid?.();

interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs commands over a ledger as somebody who has a home, and no right to write to the ledger's folder. */
function reader(ledger: string): { home: string; run: (...args: string[]) => Ran } {
  const home = tempFolder();
  chmodSync(home, 0o777);
  const run = (...args: string[]): Ran => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [LAUNCHER, '--ledger', ledger, ...args], {
      ...USER,
      cwd: home,
      env: homeIn(home),
      encoding: 'utf8',
    });
    return { code: status, stdout, stderr };
  };
  return { home, run };
}

function cannotTry(): boolean {
  if (skipOnWindows('rights of folders are kept elsewhere there')) return true;
  if (spawnSync(process.execPath, [LAUNCHER, '--version'], { ...USER, cwd: '/' }).status === 0) return false;
  process.stderr.write('Skipped: root may write everywhere, and the user nobody may not read this clone\n');
  return true;
}

/** A ledger with a payer account; `folder` is what gets protected. */
function ledgerWithContent(): { folder: string; ledger: ReturnType<typeof tempLedger> } {
  const ledger = tempLedger();
  ledger.sql(
    `INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES ('099999999999', 'Acme', 'acme', 'msp', '2026')`,
  );
  return { folder: join(ledger.path, '..'), ledger };
}

/** A folder that others may only read, with files that they may read: nobody but its owner is given a ledger by the program itself. */
function protect(folder: string): void {
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o644);
  chmodSync(folder, 0o555);
  onTestFinished(() => chmodSync(folder, 0o755));
}

test.skipIf(cannotTry())(
  'a ledger in a folder that may only be read can be read and copied elsewhere; a change names the rights of the folder',
  () => {
    const { folder, ledger } = ledgerWithContent();
    ledger.close();
    protect(folder);
    const { home, run } = reader(ledger.path);
    expect(existsSync(`${ledger.path}-wal`)).toBe(false);
    expect(run('mpa', 'list').stdout).toContain('Acme');
    expect(run('verify').stdout).toContain('The ledger is sound.');
    expect(run('backup', join(home, 'copy.db')).code).toBe(0);
    expect(dumpHash(join(home, 'copy.db'))).toBe(dumpHash(ledger.path));
    const owner = process.getuid?.();
    const refused = {
      code: 5,
      stdout: '',
      stderr: `LEDGER_READ_ONLY: The ledger can be read, not changed: you may not write to the folder ${folder} (r-xr-xr-x, of user ${owner}; you are user ${ME}). Nothing was changed. Have the right to write there given to you, or keep the ledger in a folder of your own with --ledger.\n`,
    };
    expect(run('mpa', 'set', '--name', 'B')).toEqual(refused);
    expect(run('undo')).toEqual(refused);
    expect(run('restore', join(home, 'copy.db'), '--yes')).toEqual(refused);
  },
  120_000,
);

test.skipIf(cannotTry())(
  'one that another user has open for writing is read with its newest changes; one whose log can’t be read says so',
  () => {
    const { folder, ledger } = ledgerWithContent();
    chmodSync(folder, 0o755);
    protect(folder);
    const { run } = reader(ledger.path);
    // What was changed last is in the write-ahead log, and in the file only when the ledger is closed.
    ledger.db.pragma('wal_autocheckpoint = 0');
    ledger.sql(`UPDATE mpa SET name = 'Acme 2'`);
    expect(run('mpa', 'list').stdout).toContain('Acme 2');

    // A copy of both files, without the log's index.
    const other = tempFolder();
    for (const ending of ['', '-wal']) copyFileSync(`${ledger.path}${ending}`, join(other, `ledger.db${ending}`));
    protect(other);
    const copied = reader(join(other, 'ledger.db')).run('mpa', 'list');
    expect(copied).toEqual({
      code: 5,
      stdout: '',
      stderr: `LEDGER_READ_ONLY: The ledger can't be read as it is: its last changes are in ledger.db-wal, and to read that SQLite has to write to the folder ${other}, which you may not. Let somebody who may write there open the ledger and close it again, or copy both files into a folder of your own.\n`,
    });
  },
  120_000,
);

test.skipIf(cannotTry())(
  'a file that may only be read, in a folder that may be written to, is named with its rights',
  () => {
    const { folder, ledger } = ledgerWithContent();
    ledger.close();
    chmodSync(folder, 0o777);
    chmodSync(ledger.path, 0o444);
    const { run } = reader(ledger.path);
    expect(run('mpa', 'list').stdout).toContain('Acme');
    expect(run('mpa', 'set', '--name', 'B').stderr).toContain(
      `you may not write to the file ${ledger.path} (r--r--r--, of user ${process.getuid?.()}; you are user ${ME})`,
    );
  },
  120_000,
);
