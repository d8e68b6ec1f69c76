import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Worker } from 'node:worker_threads';
import { expect, it, onTestFinished } from 'vitest';
import { dumpHash } from '../../test/support/dump.ts';
import { resultOf } from '../../test/support/result-of.ts';
import { tempCore } from '../../test/support/temp-core.ts';
import { tempLedger } from '../../test/support/temp-ledger.ts';
import { accountId } from '../../shared/domain/account-id.ts';

const MPA = accountId('099999999999');

/** A ledger with 30,000 accounts that one operation has added. */
function filled(): string {
  const ledger = tempLedger();
  ledger.sql(`INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES ('${MPA}', 'A', 'a', 'msp', '2026')`);
  ledger.sql(`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 29999)
    INSERT INTO account (id, mpa_id, name) SELECT printf('%012d', i), '${MPA}', 'account ' || i FROM n;`);
  ledger.close();
  return ledger.path;
}

/** The threads that are started from now on. */
function startedThreads(): Worker[] {
  const started: Worker[] = [];
  const onWorker = (message: unknown): void => void started.push((message as { worker: Worker }).worker);
  subscribe('worker_threads', onWorker);
  onTestFinished(() => void unsubscribe('worker_threads', onWorker));
  return started;
}

it('a writer that dies in the middle of a change has changed nothing, and the next change finds another one', async () => {
  const path = filled();
  const before = dumpHash(path);
  const started = startedThreads();
  const { core, client } = tempCore({ ledgerPath: path });
  let killed: Promise<number> | undefined;
  const undo = core.reverse('undo', { onProgress: () => void (killed ??= started[0]?.terminate()) });
  await expect(undo).rejects.toMatchObject({
    code: 'CORE_STOPPED',
    message: 'The ledger was closed while this was under way. See in the history whether it was done: enroll history',
  });
  await killed;
  expect(dumpHash(path)).toBe(before);
  expect(core.status().writing).toBe(false);

  expect(await client.subsets.add({ mpaId: MPA, name: 'After' })).toMatchObject({ name: 'After' });
  expect(core.status()).toMatchObject({ writing: true, afterUncleanExit: true, holder: { who: 'tester' } });
  expect(await resultOf(await client.ledger.verify())).toMatchObject({ sound: true, accounts: 30_000, operations: 3 });
  expect(await client.history.undo()).toMatchObject({ label: 'Added the subset After' });
});

it('a job that dies with its thread fails, and the next one runs', async () => {
  const path = filled();
  const started = startedThreads();
  const { core, client } = tempCore({ ledgerPath: path });
  expect(await resultOf(await client.ledger.verify())).toMatchObject({ sound: true });
  const [jobs] = started;
  const verify = core.job('ledger.verify', null);
  await jobs?.terminate();
  await expect(verify).rejects.toMatchObject({ code: 'CORE_STOPPED' });
  expect(await resultOf(await client.ledger.verify())).toMatchObject({ sound: true });
});
