import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tempFolder } from '../../../test/support/temp-core.ts';
import { takeWriterLock } from '../ledger/lock.ts';
import { silentLog } from '../log/log.ts';
import { openLedgerThread } from '../open-ledger-thread.ts';
import { systemClock } from '../time/clock.ts';
import { LedgerThreads } from './ledger-threads.ts';

const ACTOR = { who: 'tester', host: 'test' } as const;

async function openThreads(): Promise<{ threads: LedgerThreads; ledgerPath: string }> {
  const ledgerPath = join(tempFolder(), 'ledger.db');
  const data = { ledgerPath, actor: ACTOR, appVersion: '0', now: null, log: silentLog(), open: openLedgerThread };
  const threads = new LedgerThreads(data, () => undefined);
  onTestFinished(() => threads.stop());
  await threads.start('writer');
  return { threads, ledgerPath };
}

const count = (threads: LedgerThreads): Promise<unknown> => threads.call('jobs', 'checks.counts', null, {});

test('a thread that was let go is started again by the next call; no call is lost between', async () => {
  const { threads } = await openThreads();
  for (let round = 0; round < 5; round += 1) {
    expect(await count(threads)).toEqual([]);
    // Both at once, in either order.
    const both = round % 2 === 0 ? [threads.retire('jobs'), count(threads)] : [count(threads), threads.retire('jobs')];
    await Promise.all(both);
  }
  expect(await count(threads)).toEqual([]);
});

test('a writer that is let go lets the lock go, and takes it again', async () => {
  const { threads, ledgerPath } = await openThreads();
  expect(threads.writing).toBe(true);
  await threads.retire('writer');
  expect(threads.writing).toBe(false);
  takeWriterLock(ledgerPath, ACTOR, systemClock).release();
  await threads.start('writer');
  expect(threads.writing).toBe(true);
});

test('a thread that is at work is not let go', async () => {
  const { threads } = await openThreads();
  await threads.start('jobs');
  const counting = count(threads);
  await threads.retire('jobs');
  expect(await counting).toEqual([]);
});
