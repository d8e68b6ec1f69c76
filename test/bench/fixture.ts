import { join } from 'node:path';
import { openWriter } from '../../main/core/ledger/open-writer.ts';
import { runOperation } from '../../main/core/ledger/operations.ts';
import { nameKey } from '../../shared/domain/name-key.ts';
import { benchRows } from './data.ts';
import type { BenchSize } from './data.ts';
import { writeWithExceljs, writeWithPapaparse } from './yardsticks.ts';

export const MPA_ID = '099999999999';

/** Where the things that the cases share lie in the bench's folder. */
export function fixturePaths(folder: string): { xlsx: string; csv: string; ledger: string; empty: string } {
  return {
    xlsx: join(folder, 'accounts.xlsx'),
    csv: join(folder, 'accounts.csv'),
    ledger: join(folder, 'full', 'ledger.db'),
    empty: join(folder, 'empty', 'ledger.db'),
  };
}

/** Makes the files to import (by other programs' writers, with shared strings as Excel does) and the ledgers to work on. */
export async function prepareFixture(folder: string, size: BenchSize): Promise<void> {
  const { xlsx, csv, ledger, empty } = fixturePaths(folder);
  await writeWithExceljs(xlsx, size, true);
  writeWithPapaparse(csv, size);
  fillLedger(empty, null);
  fillLedger(ledger, size);
}

/** A ledger with the payer account and, where a size is given, all its accounts, put in by plain SQL in one operation. */
function fillLedger(path: string, size: BenchSize | null): void {
  const clock = (): Date => new Date();
  const actor = { who: 'bench', host: 'test' as const };
  const writer = openWriter({ path, actor, clock, appVersion: '0.0.0' });
  const { db } = writer;
  const control = { progress: (): void => undefined, checkCancelled: (): void => undefined };
  const options = { db, clock, actor, ledgerPath: path, control };
  runOperation(
    { ...options, command: 'mpas.add' },
    () =>
      db
        .prepare(`INSERT INTO mpa (id, name, name_key, scenario, spot_org_id, added_at) VALUES (?, ?, ?, ?, ?, ?)`)
        .run(MPA_ID, 'Example MSP', 'example msp', 'enterprise', '606999999999', '2026-11-21T00:00:00Z'),
    null,
  );
  if (size) runOperation({ ...options, command: 'bench.fill' }, () => fill(db, size), null);
  writer.close();
}

function fill(db: Parameters<typeof runOperation>[0]['db'], size: BenchSize): void {
  const workflow = db.prepare(`INSERT OR IGNORE INTO workflow (mpa_id, name, name_key) VALUES (?, ?, ?)`);
  const customer = db.prepare(
    `INSERT OR IGNORE INTO end_customer (mpa_id, console_email, spot_org_id) VALUES (?, ?, ?)`,
  );
  const subset = db.prepare(
    `INSERT OR IGNORE INTO subset (mpa_id, name, name_key, workflow_id, end_customer_id)
     SELECT ?, ?, ?, w.id, c.id FROM workflow w, end_customer c WHERE w.name_key = ? AND c.spot_org_id = ?`,
  );
  const account = db.prepare(
    `INSERT INTO account (id, mpa_id, name, email, status, subset_id)
     SELECT ?, ?, ?, ?, 'ACTIVE', s.id FROM subset s WHERE s.mpa_id = ? AND s.name_key = ?`,
  );
  for (const [
    name = '',
    email = '',
    id = '',
    consoleEmail = '',
    orgId = '',
    subsetName = '',
    workflowName = '',
  ] of benchRows(size)) {
    workflow.run(MPA_ID, workflowName, nameKey(workflowName));
    customer.run(MPA_ID, consoleEmail, orgId);
    subset.run(MPA_ID, subsetName, nameKey(subsetName), nameKey(workflowName), orgId);
    account.run(id, MPA_ID, name, email, MPA_ID, nameKey(subsetName));
  }
}
