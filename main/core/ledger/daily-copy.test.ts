import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { accountId } from '../../../shared/domain/account-id.ts';
import { tempFolder } from '../../../test/support/temp-core.ts';
import { procedureNamed } from '../procedures.ts';
import type { ThreadReply } from '../runtime/threads/protocol.ts';
import { startWriter } from '../runtime/threads/writer-runner.ts';
import { openReader } from './open-writer.ts';

afterEach(() => vi.unstubAllEnvs());

const MPA = accountId('099999999999');

/** The writer of every host, with a clock that a test sets. */
function longLivedWriter(at: string) {
  const ledgerPath = join(tempFolder(), 'ledger.db');
  const time = { now: at };
  const told: ThreadReply[] = [];
  const writer = startWriter(
    { role: 'writer', ledgerPath, actor: { who: 'tester', host: 'test' }, appVersion: '0', now: null },
    { clock: () => new Date(time.now), named: procedureNamed, reply: (message) => void told.push(message) },
  );
  onTestFinished(() => writer.close());
  const control = { progress: () => undefined, checkCancelled: () => undefined };
  return {
    ledgerPath,
    folder: join(ledgerPath, '..', 'backups'),
    run: (now: string, name: string, input: object): void => {
      time.now = now;
      writer.run(name, input, control);
    },
    told: (type: ThreadReply['type']) => told.filter((message) => message.type === type),
  };
}

const subset = (name: string) => ({ mpaId: MPA, name, workflow: null, endCustomer: null, note: '' });
const ADD = { id: MPA, name: 'A', scenario: 'msp' };
const UNDO = { expect: null };

/** The names of the subsets that a copy has. */
function subsetsIn(folder: string, copy: string): unknown {
  const db = openReader(join(folder, copy));
  try {
    return db.prepare('SELECT name FROM subset ORDER BY id').pluck().all();
  } finally {
    db.close();
  }
}

test('a writer that stays open copies the ledger before the first change of each day: in its first session, over midnight, and before an undo', () => {
  vi.stubEnv('TZ', 'Europe/Berlin');
  const { folder, run } = longLivedWriter('2026-11-30T20:00:00Z');
  // There is nothing to copy before the first change of all.
  run('2026-11-30T20:00:00Z', 'mpas.add', ADD);
  run('2026-11-30T20:25:00Z', 'subsets.add', subset('evening'));
  expect(readdirSync(folder)).toEqual(['daily-20261130T202500Z.db']);
  run('2026-11-30T22:59:59Z', 'subsets.add', subset('late'));
  expect(readdirSync(folder)).toEqual(['daily-20261130T202500Z.db']);
  // It is 0:00 in Berlin.
  run('2026-11-30T23:00:00Z', 'subsets.add', subset('midnight'));
  run('2026-12-01T22:00:00Z', 'subsets.add', subset('the next evening'));
  run('2026-12-02T09:00:00Z', 'history.undo', UNDO);
  const copies = ['daily-20261130T202500Z.db', 'daily-20261130T230000Z.db', 'daily-20261202T090000Z.db'];
  expect(readdirSync(folder).sort()).toEqual(copies);
  expect(copies.map((copy) => subsetsIn(folder, copy))).toEqual([
    [],
    ['evening', 'late'],
    ['evening', 'late', 'midnight', 'the next evening'],
  ]);
});

test('that a copy could not be made is told once a day, and every change is made', () => {
  vi.stubEnv('TZ', 'UTC');
  const { ledgerPath, folder, run, told } = longLivedWriter('2026-11-30T20:00:00Z');
  writeFileSync(folder, '');
  run('2026-11-30T20:00:00Z', 'mpas.add', ADD);
  run('2026-11-30T20:01:00Z', 'subsets.add', subset('a'));
  run('2026-11-30T20:02:00Z', 'subsets.add', subset('b'));
  expect(told('daily-copy-failed')).toHaveLength(1);
  run('2026-12-01T20:02:00Z', 'history.undo', UNDO);
  expect(told('daily-copy-failed')).toHaveLength(2);
  expect(told('changed')).toHaveLength(4);
  const db = openReader(ledgerPath);
  expect(db.prepare('SELECT name FROM subset').pluck().all()).toEqual(['a']);
  db.close();
});
