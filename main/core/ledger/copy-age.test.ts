import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { resultOf } from '../../../test/support/result-of.ts';
import { tempCore, tempFolder } from '../../../test/support/temp-core.ts';
import { openLedger } from '../../../test/support/open-ledger.ts';
import { runOperation } from './operations.ts';
import { backUpDaily, listBackups } from './backup-files.ts';

// Days are by the clocks of the computer.
beforeEach(() => {
  vi.stubEnv('TZ', 'UTC');
});

/** A ledger in which something is done at some time by the computer's clock, after the day's copy where it is due. */
function ledgerWithClock() {
  const path = join(tempFolder(), 'ledger.db');
  const folder = join(path, '..', 'backups');
  const change = (...times: string[]): (string | null)[] => {
    const { options, close } = openLedger(path);
    try {
      return times.map((at, n) => {
        const clock = (): Date => new Date(at);
        const copy = backUpDaily(options.db, path, clock);
        // As the file's own clock would have it.
        if (copy !== null) utimesSync(copy, clock(), clock());
        runOperation(
          { ...options, clock },
          ({ db }) => db.exec(`INSERT OR REPLACE INTO setting (key, value) VALUES ('a', '"${at} ${n}"')`),
          undefined,
        );
        return copy?.slice(folder.length + 1) ?? null;
      });
    } finally {
      close();
    }
  };
  return { path, folder, change, copies: () => readdirSync(folder).sort() };
}

const day = (n: number, hour = '08'): string => `2026-12-${String(n).padStart(2, '0')}T${hour}:00:00Z`;
const copyOf = (n: number, hour = '08'): string => `daily-202612${String(n).padStart(2, '0')}T${hour}0000Z.db`;

test('copies that were made while the clock was ahead are no newer than what they hold, and go when seven newer ones are there', () => {
  const { change, copies } = ledgerWithClock();
  change(day(1));
  // Seven days of another time: they would be the newest seven for ten years.
  const ahead = [1, 2, 3, 4, 5, 6, 7].map((n) => `2036-01-0${n}T08:00:00Z`);
  change(...ahead);
  expect(copies()).toHaveLength(7);
  expect(change(...[2, 3, 4].map((n) => day(n)))).toEqual([copyOf(2), copyOf(3), copyOf(4)]);
  expect(copies()).toEqual([
    ...[2, 3, 4].map((n) => copyOf(n)),
    ...['04', '05', '06', '07'].map((n) => `daily-203601${n}T080000Z.db`),
  ]);
  change(...[5, 6, 7, 8].map((n) => day(n)));
  expect(copies()).toEqual([2, 3, 4, 5, 6, 7, 8].map((n) => copyOf(n)));
});

test('a copy whose day comes at last is none of that day: what was done since then was done before it', () => {
  const { change } = ledgerWithClock();
  change(day(1), '2026-12-24T08:00:00Z', day(2));
  expect(change('2026-12-24T09:00:00Z', '2026-12-24T10:00:00Z')).toEqual(['daily-20261224T090000Z.db', null]);
});

test('a clock that jumps to and fro does not push out the days before: of each day’s content the newest is kept first', () => {
  const { change, copies } = ledgerWithClock();
  change(...[1, 2, 3, 4, 5].map((n) => day(n)));
  expect(copies()).toEqual([2, 3, 4, 5].map((n) => copyOf(n)));
  for (let n = 10; n < 16; n += 1) change(`2036-01-01T${n}:00:00Z`, day(5, String(n)));
  expect(copies()).toHaveLength(7);
  expect(copies().filter((name) => /20261(?:20[234])/u.test(name))).toEqual([2, 3, 4].map((n) => copyOf(n)));
});

test('the newest backup is the one that holds most of the ledger, whatever the clock said; also where the ledger is damaged', async () => {
  const { path, folder, change } = ledgerWithClock();
  change(day(1), '2036-01-01T08:00:00Z', day(2), day(3));
  const order = [copyOf(3), copyOf(2), 'daily-20360101T080000Z.db'].map((name) => join(folder, name));
  expect(listBackups(path).map((backup) => backup.path)).toEqual(order);
  writeFileSync(path, 'no ledger at all');
  expect(listBackups(path).map((backup) => backup.path)).toEqual(order);
  await expect(tempCore({ ledgerPath: path }).client.mpas.list()).rejects.toMatchObject({
    code: 'LEDGER_DAMAGED',
    data: { backup: order[0] },
  });
});

test('after a restore the copies of now are kept, beside those of what the ledger had come to before', async () => {
  const { path, folder, change, copies } = ledgerWithClock();
  change(day(1));
  const { client, core } = tempCore({ ledgerPath: path, now: day(1) });
  const { path: begun } = await resultOf(await client.ledger.backup({ path: join(folder, '..', 'begun.db') }));
  change(...[2, 3, 4, 5, 6, 7, 8, 9].map((n) => day(n)));
  await client.ledger.restore({ path: begun });
  await core.close();
  expect(change(day(10), day(11))).toEqual([copyOf(10), copyOf(11)]);
  expect(basename(listBackups(path)[0]?.path ?? '')).toBe(copyOf(11));
  expect(copies()).toEqual([5, 6, 7, 8, 9, 10, 11].map((n) => copyOf(n)));
});
