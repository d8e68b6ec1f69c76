/** Nobody else on the computer may read what the program makes of a ledger, whatever the umask; see files/own-files.ts. */
import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { skipOnWindows } from '../../../test/support/platform.ts';
import { resultOf } from '../../../test/support/result-of.ts';
import { tempCore, tempFolder } from '../../../test/support/temp-core.ts';
import { openLog } from '../log/log.ts';
import { openSandbox } from '../sandbox/sandbox.ts';
import { makeLedgerPrivate, openFolders } from './private-ledger.ts';

const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);

/** Everything below a folder with its rights. */
function rightsBelow(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true }).map(String).sort();
  return Object.fromEntries(names.map((name) => [name.replaceAll(/\d{8}T\d{6}Z/gu, 'TIME'), mode(join(folder, name))]));
}

function withUmask(umask: number): void {
  const before = process.umask(umask);
  onTestFinished(() => void process.umask(before));
}

describe.each([0o000, 0o022])('under the umask %o', (umask) => {
  test.skipIf(skipOnWindows('it keeps rights elsewhere'))(
    'the ledger, what SQLite makes beside it, the lock, backups, logs and the sandbox are private',
    async () => {
      withUmask(umask);
      const root = tempFolder();
      const { core, client } = tempCore({ ledgerPath: join(root, 'data', 'ledger.db'), now: '2026-11-21T06:00:00Z' });
      await client.mpas.add({ id: '099999999999', name: 'Northwind', scenario: 'enterprise' });
      const made = await resultOf(await client.ledger.backup({}));
      await resultOf(await client.ledger.backup({ path: join(root, 'elsewhere', 'copy.db') }));
      const open = rightsBelow(root);
      await core.restore(made.path, null);
      const sandbox = await openSandbox({ folder: join(root, 'sandbox'), accounts: [] });
      sandbox.advance(1000);
      const log = openLog(join(root, 'log'));
      log.info('test.line', 'a line');
      await log.close();
      expect(open).toEqual({
        data: '700',
        'data/backups': '700',
        'data/backups/manual-TIME.db': '600',
        'data/ledger.db': '600',
        'data/ledger.db-shm': '600',
        'data/ledger.db-wal': '600',
        'data/ledger.db.lock': '600',
        elsewhere: '700',
        'elsewhere/copy.db': '600',
      });
      const all = rightsBelow(root);
      expect(Object.keys(all)).toContain('data/ledger.db.replaced-TIME');
      expect(Object.keys(all)).toEqual(
        expect.arrayContaining(['log/enrollment-desk.log', 'sandbox/sandbox.json', 'sandbox/world.json']),
      );
      expect(Object.entries(all).filter(([, rights]) => !/^[67]00$/u.test(rights))).toEqual([]);
      await sandbox.stop();
    },
  );
});

/** A folder as an earlier version has left it. */
function openToAll(): { folder: string; path: string } {
  const folder = join(tempFolder(), 'ledgers');
  mkdirSync(join(folder, 'backups'), { recursive: true });
  const names = [
    'ledger.db',
    'ledger.db-wal',
    'ledger.db.lock',
    'ledger.db.replaced-20261121T060000Z-2',
    'ledger.dbx',
    'note.txt',
  ];
  for (const name of [...names, 'backups/daily-20261120T080000Z.db', 'backups/manual-20261120T080000Z-2.db'])
    writeFileSync(join(folder, name), '');
  for (const name of ['.', ...readdirSync(folder, { recursive: true }).map(String)])
    chmodSync(join(folder, name), statSync(join(folder, name)).isDirectory() ? 0o755 : 0o644);
  return { folder, path: join(folder, 'ledger.db') };
}

test.skipIf(skipOnWindows('it keeps rights elsewhere'))(
  'what was made for all to read is made private, and named; what is none of it stays, the folder as well',
  () => {
    const { folder, path } = openToAll();
    expect(makeLedgerPrivate(path)).toEqual([
      'ledger.db (rw-r--r--)',
      'ledger.db-wal (rw-r--r--)',
      'ledger.db.lock (rw-r--r--)',
      'ledger.db.replaced-20261121T060000Z-2 (rw-r--r--)',
      'backups/ (rwxr-xr-x)',
      'backups/daily-20261120T080000Z.db (rw-r--r--)',
      'backups/manual-20261120T080000Z-2.db (rw-r--r--)',
    ]);
    expect([mode(folder), mode(path), mode(join(folder, 'ledger.dbx')), mode(join(folder, 'note.txt'))]).toEqual([
      '755',
      '600',
      '644',
      '644',
    ]);
    expect(makeLedgerPrivate(path)).toEqual([]);
  },
);

test.skipIf(skipOnWindows('it keeps rights elsewhere'))(
  'a folder of backups with something else in it is somebody’s own: it is warned of, not changed',
  () => {
    const { folder, path } = openToAll();
    writeFileSync(join(folder, 'backups', 'of-another-program.txt'), '');
    symlinkSync(join(folder, 'note.txt'), join(folder, 'backups', 'daily-20261119T080000Z.db'));
    expect(makeLedgerPrivate(path)).not.toContain('backups/ (rwxr-xr-x)');
    expect([mode(join(folder, 'backups')), mode(join(folder, 'note.txt'))]).toEqual(['755', '644']);
    chmodSync(join(folder, 'backups'), 0o777);
    const [first, second, ...others] = openFolders(path);
    expect(others).toEqual([]);
    expect(first).toMatch(
      `Other users of this computer may use the folder ${folder} (rwxr-xr-x): they can see which files are in it.`,
    );
    expect(second).toMatch(
      `the folder ${folder}/backups (rwxrwxrwx): they can take its files away, or put others in their place.`,
    );
  },
);

test.skipIf(skipOnWindows('it keeps rights elsewhere'))(
  'a core says once what was open, and always which folders are; verify is sound all the same',
  async () => {
    const path = join(tempFolder(), 'walk', 'ledger.db');
    const first = tempCore({ ledgerPath: path });
    await first.client.mpas.add({ id: '099999999999', name: 'Northwind', scenario: 'enterprise' });
    await first.core.close();
    chmodSync(path, 0o644);
    chmodSync(join(path, '..'), 0o755);
    const { client } = tempCore({ ledgerPath: path });
    const warning = expect.stringContaining(`may use the folder ${join(path, '..')} (rwxr-xr-x)`) as string;
    expect(await client.ledger.status()).toMatchObject({
      madePrivate: ['ledger.db (rw-r--r--)'],
      openFolders: [warning],
    });
    expect(await resultOf(await client.ledger.verify())).toMatchObject({
      sound: true,
      problems: [],
      warnings: [warning],
    });
    const next = tempCore({ ledgerPath: path });
    expect(next.core.status()).toMatchObject({ madePrivate: [], openFolders: [warning] });
  },
);
