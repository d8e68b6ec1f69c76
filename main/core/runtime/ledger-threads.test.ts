import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openImportInput } from '../../../shared/contract/imports.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { tempFolder } from '../../../test/support/temp-core.ts';
import { takeWriterLock } from '../ledger/lock.ts';
import type { JobLimits } from './procedure.ts';
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

const MPA = '099999999999';
const NO_LIMITS: JobLimits = { ms: 600_000, memoryMb: 1_024, refusal: () => new AppError('INTERNAL', 'no limit') };

/** A ledger with a payer account, and an import of so many accounts that it takes a while. */
async function longImport(): Promise<{ threads: LedgerThreads; input: object }> {
  const { threads } = await openThreads();
  await threads.call('writer', 'mpas.add', { id: MPA, name: 'Northwind', scenario: 'enterprise' }, {});
  const rows = Array.from({ length: 150_000 }, (_, at) => `${String(100_000_000_000 + at)};Account ${at}`);
  const text = ['Account ID;Account Name', ...rows].join('\n');
  return { threads, input: openImportInput.parse({ mpaId: MPA, source: { kind: 'text', text } }) };
}

test('other jobs go on while a job with limits is under way', { timeout: 120_000 }, async () => {
  const { threads, input } = await longImport();
  await count(threads);
  const cancel = new AbortController();
  let over = false;
  let importing: Promise<unknown> | undefined;
  await new Promise<void>((resolve) => {
    const options = { signal: cancel.signal, onProgress: () => resolve() };
    const call = threads.limited(NO_LIMITS, 'imports.open', input, options);
    importing = call.catch((error: unknown) => error).finally(() => (over = true));
  });
  expect(await count(threads)).toMatchObject([{ mpaId: MPA }]);
  expect(over).toBe(false);
  cancel.abort();
  expect(await importing).toMatchObject({ code: 'CANCELLED' });
});

test('a job that takes longer than its limit is refused by its own words, and the next one is done', async () => {
  const { threads, input } = await longImport();
  const limits: JobLimits = { ms: 1, memoryMb: 1_024, refusal: (limit) => new AppError('FILE_TOO_LARGE', limit) };
  await expect(threads.limited(limits, 'imports.open', input, {})).rejects.toMatchObject({
    code: 'FILE_TOO_LARGE',
    message: 'ms',
  });
  expect(await threads.limited(NO_LIMITS, 'imports.close', { importId: '1-abcdef' }, {})).toEqual({ closed: true });
});
