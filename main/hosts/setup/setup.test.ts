import { existsSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { tempFolder } from '../../../test/support/temp-core.ts';
import { Core } from '../../core/core.ts';
import { silentLog } from '../../core/log/log.ts';
import { openCore } from './open-core.ts';
import { ledgerPath } from './paths.ts';
import { APP_VERSION } from './version.ts';

test('the version is the one of package.json', () => {
  expect(APP_VERSION).toBe(manifest.version);
});

test('the ledger: what was asked for, else the environment, else the data folder', () => {
  expect(ledgerPath('/a/b.db', { ENROLL_LEDGER: '/c.db' })).toBe('/a/b.db');
  expect(ledgerPath('b.db', {})).toBe(resolve('b.db'));
  expect(ledgerPath(undefined, { ENROLL_LEDGER: '/c.db' })).toBe('/c.db');
  expect(ledgerPath(undefined, {})).toMatch(/Enrollment Desk.*ledger\.db$/);
  expect(ledgerPath(undefined, { ENROLL_LEDGER: '' })).toMatch(/Enrollment Desk.*ledger\.db$/);
});

const options = (path: string) =>
  ({ ledgerPath: path, host: 'web', who: 'tester', appVersion: '0', log: silentLog() }) as const;

test('a host makes the ledger, lets its lock go and can read and write it', async () => {
  const path = join(tempFolder(), 'deep', 'ledger.db');
  const core = await openCore(options(path));
  onTestFinished(() => core.close());
  expect([existsSync(path), core.status().holder]).toEqual([true, null]);
  expect(await core.read('mpas.list', undefined)).toEqual([]);

  const other = new Core({ ...options(path), host: 'cli' });
  onTestFinished(() => other.close());
  await other.openForWriting();
  expect(other.status().writing).toBe(true);
});

test('a sound ledger is not opened for writing; one that a program left by a crash is looked at first', async () => {
  const path = join(tempFolder(), 'ledger.db');
  await (await openCore(options(path))).close();
  const lock = new Database(`${path}.lock`);
  onTestFinished(() => void lock.close());
  const holder = (): unknown => lock.prepare('SELECT holder FROM holder').pluck().get();
  // Nobody can take the lock now: who tried would be refused, and the log would say so.
  lock.exec('BEGIN IMMEDIATE');
  const said: string[] = [];
  const beside = await openCore({ ...options(path), log: { ...silentLog(), warn: (id) => void said.push(id) } });
  expect(await beside.read('mpas.list', undefined)).toEqual([]);
  expect(said).toEqual([]);
  await beside.close();
  lock.exec('COMMIT');

  const dead = { who: 'tester', host: 'desktop', pid: 2 ** 22 + 1, machine: hostname(), since: '2026-11-21T00:00:00Z' };
  lock.prepare('INSERT INTO holder (id, holder) VALUES (1, ?)').run(JSON.stringify(dead));
  const after = await openCore(options(path));
  onTestFinished(() => after.close());
  expect([after.status().afterUncleanExit, after.status().writing, holder()]).toEqual([true, false, undefined]);
});

test('a host starts beside a program that writes, and over a ledger that is none', async () => {
  const path = join(tempFolder(), 'ledger.db');
  const writer = new Core({ ...options(path), host: 'cli' });
  await writer.openForWriting();
  onTestFinished(() => writer.close());
  const core = await openCore(options(path));
  onTestFinished(() => core.close());
  expect(await core.read('mpas.list', undefined)).toEqual([]);

  const broken = join(tempFolder(), 'ledger.db');
  writeFileSync(broken, 'no database '.repeat(500));
  const host = await openCore(options(broken));
  onTestFinished(() => host.close());
  await expect(host.read('mpas.list', undefined)).rejects.toMatchObject({ code: 'LEDGER_DAMAGED' });
});
