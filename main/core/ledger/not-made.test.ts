/** Files that are no ledger of ours although SQLite would take them for one, and ledgers that have two names. */
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { act } from '../../../shared/domain/action.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { tempCore, tempFolder } from '../../../test/support/temp-core.ts';
import { skipOnWindows } from '../../../test/support/platform.ts';
import { listBackups } from './backup-files.ts';
import { ledgerFailure } from './way-back.ts';

const added = { id: '099999999999', name: 'Northwind', scenario: 'enterprise' } as const;

it('a database of SQLite without tables is no new ledger: it was emptied, and stays as it is', async () => {
  const { client, core, ledgerPath } = tempCore();
  await client.mpas.add(added);
  await core.close();
  mkdirSync(join(ledgerPath, '..', 'backups'), { recursive: true });
  rmSync(ledgerPath);
  const empty = new Database(ledgerPath);
  empty.pragma('user_version = 0');
  empty.exec('VACUUM');
  empty.close();
  const bytes = readFileSync(ledgerPath);
  expect(bytes.length).toBe(4096);
  const again = tempCore({ ledgerPath });
  const damaged = {
    code: 'LEDGER_DAMAGED',
    message: `The ledger file is a database without tables: what was in it is gone. Nothing was changed. To begin a new ledger, move the file away first. There is no backup beside it; restore one that you keep elsewhere with: ${act('ledger.restore')}`,
  };
  await expect(again.client.mpas.add(added)).rejects.toMatchObject(damaged);
  await expect(again.client.mpas.list()).rejects.toMatchObject(damaged);
  expect(readFileSync(ledgerPath).equals(bytes)).toBe(true);
});

it('a ledger that has a second name is read, and not written to by either', async () => {
  const { client, core, ledgerPath } = tempCore();
  await client.mpas.add(added);
  await core.close();
  const other = join(ledgerPath, '..', 'other.db');
  linkSync(ledgerPath, other);
  for (const [path, name] of [
    [ledgerPath, 'other.db'],
    [other, basename(ledgerPath)],
  ] as const) {
    const named = tempCore({ ledgerPath: path });
    expect(await named.client.mpas.list()).toHaveLength(1);
    await expect(named.client.mpas.set({ id: added.id, name: 'Changed' })).rejects.toMatchObject({
      code: 'LEDGER_READ_ONLY',
      message: `The ledger can be read, not changed: its file has another name as well (a hard link), ${name}. Each name has a lock and a write-ahead log of its own, so two programs could write to it at once. Nothing was changed. Take the other name away, or make a copy that is a file of its own and use that.`,
    });
    await named.core.close();
  }
  const elsewhere = join(tempFolder(), 'elsewhere.db');
  rmSync(other);
  linkSync(ledgerPath, elsewhere);
  await expect(tempCore({ ledgerPath }).client.mpas.set({ id: added.id, name: 'Changed' })).rejects.toMatchObject({
    message: expect.stringContaining('(a hard link), in another folder. Each name') as string,
  });
  rmSync(elsewhere);
  await tempCore({ ledgerPath }).client.mpas.set({ id: added.id, name: 'Changed' });
});

it.skipIf(skipOnWindows('a restore makes no second name there'))(
  'a restore that was killed after it gave the ledger its second name is not in the way',
  async () => {
    const { client, core, ledgerPath } = tempCore();
    await client.mpas.add(added);
    await core.close();
    linkSync(ledgerPath, `${ledgerPath}.replaced-20261121T060000Z`);
    const again = tempCore({ ledgerPath });
    await again.client.mpas.set({ id: added.id, name: 'Changed' });
    expect((await again.client.mpas.list()).map(({ name }) => name)).toEqual(['Changed']);
  },
);

/** Runs something as a user who may not do everything; who is no root is one. */
function asNobody(run: () => void): void {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    run();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

it.skipIf(skipOnWindows('it keeps rights elsewhere'))(
  'a folder of backups that can’t be looked into is told of, and hides no damage',
  () => {
    const folder = tempFolder();
    chmodSync(folder, 0o755);
    const [path, backups] = [join(folder, 'garbage.db'), join(folder, 'backups')];
    writeFileSync(path, 'no ledger at all, but long enough to be looked at');
    mkdirSync(backups, { mode: 0o000 });
    onTestFinished(() => chmodSync(backups, 0o700));
    const said = `The folder of the backups, ${backups}, can't be looked into (EACCES: permission denied, scandir '${backups}'). Nothing was changed. See that you may read it and what is in it.`;
    asNobody(() => {
      expect(() => listBackups(path)).toThrow(said);
      const told = ledgerFailure(new AppError('LEDGER_DAMAGED', 'Damaged.', { path }), path);
      expect(told).toMatchObject({ code: 'LEDGER_DAMAGED', message: `Damaged. ${said}` });
    });
  },
);
