import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { LedgerChange } from '../../shared/contract/ledger.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import { resultOf } from '../../test/support/result-of.ts';
import { tempCore, tempFolder } from '../../test/support/temp-core.ts';
import { enroll } from '../../test/cli/enroll.ts';
import { SCHEMA_VERSION } from './ledger/migrations/index.ts';
import { migrate } from './ledger/migrate.ts';
import { openDatabase } from './sqlite/sqlite.ts';
import { takeWriterLock } from './ledger/lock.ts';

const A = accountId('099999999999');
const B = accountId('088888888888');

/** Waits for what has to come within some seconds. */
async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error('it did not come to that within ten seconds');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

it('an app that has the ledger open goes over to the one that another program restores', async () => {
  const { ledger, json, run } = enroll();
  await run('mpa', 'add', A, '--name', 'Backed up', '--scenario', 'msp');
  const { path } = await json<{ path: string }>('backup');
  await run('mpa', 'set', A, '--name', 'Later');
  const { core, client } = tempCore({ ledgerPath: ledger });
  const names = async (): Promise<string[]> => (await client.mpas.list()).map(({ name }) => name);
  const changes: LedgerChange[] = [];
  const stop = core.onChange((change) => changes.push(change));
  expect(await names()).toEqual(['Later']);

  await json('restore', path, '--yes');
  await until(() => changes.length > 0);
  expect(changes[0]).toEqual({ operationId: null, touched: [] });
  expect(await names()).toEqual(['Backed up']);
  expect(await resultOf(await client.ledger.verify())).toMatchObject({ sound: true, operations: 1 });

  // And it notices what comes to the restored ledger.
  const seen = changes.length;
  await run('mpa', 'set', A, '--name', 'After');
  await until(() => changes.length > seen);
  expect(await names()).toEqual(['After']);
  stop();
});

it('a ledger that was moved away is not written on, and a reader is told', async () => {
  const { core, client, ledgerPath } = tempCore();
  const changes: LedgerChange[] = [];
  core.onChange((change) => changes.push(change));
  await client.mpas.add({ id: A, name: 'A', scenario: 'msp' });
  expect(await client.mpas.list()).toHaveLength(1);
  const moved = `${ledgerPath}.moved`;
  for (const suffix of ['', '-wal', '-shm']) renameSync(`${ledgerPath}${suffix}`, `${moved}${suffix}`);
  const seen = changes.length;
  await until(() => changes.length > seen);

  await expect(client.mpas.list()).rejects.toMatchObject({ code: 'LEDGER_NOT_FOUND' });
  await expect(client.mpas.add({ id: B, name: 'B', scenario: 'msp' })).rejects.toMatchObject({
    code: 'LEDGER_IO',
    message: `The ledger file was moved, deleted or replaced while it was open: ${ledgerPath}. Nothing was changed. Look at what is there now, then do it again.`,
  });
  expect(existsSync(ledgerPath)).toBe(false);
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(`${moved}${suffix}`)) renameSync(`${moved}${suffix}`, `${ledgerPath}${suffix}`);
  }
  expect((await client.mpas.add({ id: B, name: 'B', scenario: 'msp' })).value).toMatchObject({ id: B });
  expect((await client.mpas.list()).map(({ id }) => id)).toEqual([A, B]);
});

it('a ledger that was deleted and made anew by another program is read and written as it is now', async () => {
  const { core, client, ledgerPath } = tempCore();
  await client.mpas.add({ id: A, name: 'A', scenario: 'msp' });
  expect(await client.mpas.list()).toHaveLength(1);
  for (const suffix of ['', '-wal', '-shm', '.lock']) rmSync(`${ledgerPath}${suffix}`, { force: true });
  const other = tempCore({ ledgerPath: join(tempFolder(), 'other.db') });
  await other.client.mpas.add({ id: B, name: 'B', scenario: 'msp' });
  expect(await other.client.mpas.list()).toHaveLength(1);
  await other.core.close();
  // Closed, the ledger is one file: nothing of it is in a write-ahead log beside it.
  expect(existsSync(`${other.ledgerPath}-wal`)).toBe(false);
  renameSync(other.ledgerPath, ledgerPath);
  await expect(client.mpas.set({ id: A, name: 'A2' })).rejects.toMatchObject({ code: 'LEDGER_IO' });
  expect((await client.mpas.list()).map(({ id }) => id)).toEqual([B]);
  await client.mpas.set({ id: B, name: 'B2' });
  expect(core.status().writing).toBe(true);
  expect((await client.mpas.list()).map(({ name }) => name)).toEqual(['B2']);
});

it('a ledger of an older schema is brought up to date for a reader; not while another program writes, which is said', async () => {
  const ledgerPath = join(tempFolder(), 'ledger.db');
  const old = openDatabase(ledgerPath, 'create');
  migrate(old, { path: ledgerPath, clock: () => new Date('2026-11-20T04:00:00Z'), appVersion: '0.1.0', to: 10 });
  old.close();
  const { core, client } = tempCore({ ledgerPath });
  core.onChange(() => undefined);
  const lock = takeWriterLock(ledgerPath, { who: 'kim', host: 'desktop' }, () => new Date('2026-11-21T04:00:00Z'));
  const refused = {
    code: 'LEDGER_LOCKED',
    message: expect.stringMatching(
      /^The ledger was made by an older Enrollment Desk and has to be brought up to date before it can be read\. The ledger is being changed by the Enrollment Desk app of kim /u,
    ) as string,
    data: { holder: { who: 'kim' } },
  };
  await expect(client.mpas.list()).rejects.toMatchObject(refused);
  await expect(client.ledger.verify().then(resultOf)).rejects.toMatchObject(refused);
  lock.release();
  expect(await client.mpas.list()).toEqual([]);
  expect(await resultOf(await client.ledger.verify())).toMatchObject({ sound: true, schema: SCHEMA_VERSION });
});
