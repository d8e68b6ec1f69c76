import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { AppError } from '../../../shared/domain/app-error.ts';
import { skipOnWindows } from '../../../test/support/platform.ts';
import { tempCore, tempFolder } from '../../../test/support/temp-core.ts';
import { takeWriterLock } from '../ledger/lock.ts';
import { lastHolder, takeLock, thisProcess } from './lock.ts';
import type { Lock } from './lock.ts';
import { openDatabase, toWriteDb } from './sqlite.ts';

const ME = thisProcess('kim', 'cli', '2026-11-21T04:00:00Z');
const ADD = { id: '099999999999', name: 'Acme', scenario: 'msp' } as const;

const take = (path: string): Lock =>
  takeLock(path, ME, (by) => new AppError('LEDGER_LOCKED', 'taken', { by: by?.who ?? null }));

const mode = (path: string): number => statSync(path).mode & 0o777;

/** A lock's file as a killed holder leaves it. */
function leftBehind(): Buffer {
  const path = join(tempFolder(), 'left.lock');
  const lock = take(path);
  const bytes = readFileSync(path);
  lock.release();
  return bytes;
}

/** A database that is no lock's. */
function databaseWith(sql: string): Buffer {
  const path = join(tempFolder(), 'other.db');
  const db = openDatabase(path, 'create', 'rollback-journal');
  toWriteDb(db, 'a scratch file').exec(sql);
  db.close();
  return readFileSync(path);
}

/** A lock with some of its bytes made into nonsense. */
function withNonsense(from: number, to: number): Buffer {
  return leftBehind().fill(0x5a, from, to);
}

describe('a damaged lock', () => {
  it.each([
    ['text', (): Buffer => Buffer.from('no lock at all\n'.repeat(700))],
    ['nothing', (): Buffer => Buffer.alloc(0)],
    ['zeros', (): Buffer => Buffer.alloc(8192)],
    ['a part', (): Buffer => leftBehind().subarray(0, 5000)],
    ['nonsense at its beginning', (): Buffer => withNonsense(0, 100)],
    ['nonsense for the versions of its format', (): Buffer => withNonsense(18, 20)],
    ['nonsense for its schema', (): Buffer => withNonsense(100, 4096)],
    ['nonsense for its row', (): Buffer => withNonsense(4096, 8192)],
    [
      'another table of that name',
      (): Buffer => databaseWith('CREATE TABLE holder (a); INSERT INTO holder VALUES (1)'),
    ],
    [
      'a row that is no holder',
      (): Buffer => databaseWith(`CREATE TABLE holder (id, holder); INSERT INTO holder VALUES (1, 'kim')`),
    ],
  ])('of %s keeps nobody from writing, and is whole afterwards', async (_of, bytes) => {
    const { client, ledgerPath, core } = tempCore();
    await client.mpas.add(ADD);
    await core.close();
    writeFileSync(`${ledgerPath}.lock`, bytes());
    const after = tempCore({ ledgerPath });
    expect(await after.client.ledger.status()).toMatchObject({ writing: false, holder: null });
    await after.client.mpas.set({ id: ADD.id, name: 'Later' });
    expect(await after.client.ledger.status()).toMatchObject({ writing: true, holder: { who: 'tester' } });
    expect(() => takeWriterLock(ledgerPath, { who: 'other', host: 'test' }, () => new Date(0))).toThrow(
      expect.objectContaining({
        code: 'LEDGER_LOCKED',
        data: { path: ledgerPath, holder: expect.objectContaining({ who: 'tester' }) as object },
      }),
    );
    await after.core.close();
    const lock = take(`${ledgerPath}.lock`);
    expect(lock.afterUncleanExit).toBe(false);
    lock.release();
  });

  it('counts as left by a program that did not end well, so that the ledger is looked at', () => {
    const path = join(tempFolder(), 'a.lock');
    writeFileSync(path, 'no lock at all');
    expect(lastHolder(path)).toBeNull();
    const lock = take(path);
    expect(lock.afterUncleanExit).toBe(true);
    expect(lastHolder(path)).toEqual(ME);
    lock.release();
    expect(lastHolder(path)).toBeNull();
  });
});

test('who keeps reading a lock keeps nobody from taking it: it is held without a name', () => {
  const path = join(tempFolder(), 'a.lock');
  take(path).release();
  const reading = openDatabase(path, 'read');
  onTestFinished(() => void reading.close());
  reading.exec('BEGIN');
  reading.prepare('SELECT * FROM holder').all();
  const lock = take(path);
  expect(() => take(path)).toThrow(expect.objectContaining({ code: 'LEDGER_LOCKED', data: { by: null } }));
  lock.release();
  reading.exec('COMMIT');
  const named = take(path);
  expect(lastHolder(path)).toEqual(ME);
  named.release();
});

describe.skipIf(skipOnWindows('rights of files are kept elsewhere there'))('the rights of a lock', () => {
  it('are its user’s alone, also of one that an earlier version has made', () => {
    const path = join(tempFolder(), 'a.lock');
    take(path).release();
    expect(mode(path)).toBe(0o600);
    chmodSync(path, 0o644);
    take(path).release();
    expect(mode(path)).toBe(0o600);
  });

  it('are those to write of its ledger: nobody else can open it, and who shares the ledger can take it', async () => {
    const { client, ledgerPath, core } = tempCore();
    await client.mpas.add(ADD);
    expect(mode(`${ledgerPath}.lock`)).toBe(0o600);
    await core.close();
    chmodSync(ledgerPath, 0o664);
    takeWriterLock(ledgerPath, { who: 'kim', host: 'test' }, () => new Date(0)).release();
    expect(mode(`${ledgerPath}.lock`)).toBe(0o660);
  });
});
