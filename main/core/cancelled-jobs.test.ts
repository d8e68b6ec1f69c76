import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Progress } from '../../shared/contract/base.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import { dumpHash } from '../../test/support/dump.ts';
import { tempCore, tempFolder } from '../../test/support/temp-core.ts';
import { tempLedger } from '../../test/support/temp-ledger.ts';
import type { Core } from './core.ts';

const MPA = accountId('099999999999');

/** 10,000 accounts in 20 subsets, and the draft of a ticket with all of them. */
function filled(): string {
  const ledger = tempLedger();
  ledger.sql(`
    INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES ('${MPA}', 'A', 'a', 'msp-design-partner', '2026');
    INSERT INTO workflow (id, mpa_id, name, name_key) VALUES (1, '${MPA}', 'W', 'w');
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20)
      INSERT INTO subset (id, mpa_id, name, name_key, workflow_id) SELECT i, '${MPA}', 'S' || i, 's' || i, 1 FROM n;
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)
      INSERT INTO account (id, mpa_id, name, subset_id) SELECT printf('%012d', i), '${MPA}', 'account ' || i, 1 + i % 20 FROM n;`);
  ledger.close();
  return ledger.path;
}

type Start = (core: Core, out: string, options: Parameters<Core['job']>[2]) => Promise<unknown>;

/** What writes files and takes long, each into a folder that is empty before. */
const JOBS: readonly [string, Start][] = [
  [
    'an export to .xlsx',
    (core, out, options) =>
      core.job('sheets.export', { mpaId: MPA, sheet: 2, format: 'xlsx', folder: out, overwrite: false }, options),
  ],
  [
    'an export to .csv',
    (core, out, options) =>
      core.job('sheets.export', { mpaId: MPA, sheet: 2, format: 'csv', folder: out, overwrite: false }, options),
  ],
  ['a backup', (core, out, options) => core.job('ledger.backup', { path: join(out, 'copy.db') }, options)],
  [
    'the files of a ticket',
    (core, out, options) =>
      core.job(
        'tickets.writeFiles',
        { of: { id: 1 }, folder: out, format: 'xlsx', overwrite: false, force: true },
        options,
      ),
  ],
];

/** A job on a busy machine may be done before it hears that it is cancelled: then it is begun again, in another folder. */
async function cancelOnTheWay(start: Start, core: Core): Promise<{ out: string; seen: Progress[]; error: unknown }> {
  for (let tries = 1; ; tries += 1) {
    const out = tempFolder();
    const abort = new AbortController();
    const seen: Progress[] = [];
    const onProgress = (progress: Progress): void => {
      seen.push(progress);
      abort.abort();
    };
    const error: unknown = await start(core, out, { signal: abort.signal, onProgress }).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (error !== null || tries === 20) return { out, seen, error };
  }
}

it.each(JOBS)('%s that is cancelled on the way leaves no file behind', async (_name, start) => {
  const ledgerPath = filled();
  const { core } = tempCore({ ledgerPath });
  await core.write('tickets.draft', { mpaId: MPA, kind: 'associate-workflows', channel: 'mail', force: true });
  const before = dumpHash(ledgerPath);
  const { out, seen, error } = await cancelOnTheWay(start, core);
  expect(error).toMatchObject({ code: 'CANCELLED' });
  const [{ done, total } = { done: 0, total: 0 }] = seen;
  expect(done).toBeLessThan(total ?? 0);
  expect(readdirSync(out, { recursive: true })).toEqual([]);
  expect(dumpHash(ledgerPath)).toBe(before);

  // Not cancelled, it is done, in the same place.
  await start(core, out, {});
  expect(readdirSync(out).length).toBeGreaterThan(0);
});
