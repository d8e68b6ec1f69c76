import { join } from 'node:path';
import { openWriter } from '../../main/core/ledger/open-writer.ts';
import { runOperation } from '../../main/core/ledger/operations.ts';
import { systemClock } from '../../main/core/time/clock.ts';
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

/** How many accounts each payer account of `prepareDesk` has beside the first, which has all the others. */
const ACCOUNTS_OF_OTHERS = 1000;

/** A ledger as a busy MSP has it: many payer accounts, the first with most of the accounts. */
export function prepareDesk(path: string, size: BenchSize, mpas: number): void {
  const first = size.accounts - (mpas - 1) * ACCOUNTS_OF_OTHERS;
  fillLedger(path, size, mpas, (row) => (row < first ? 0 : 1 + Math.floor((row - first) / ACCOUNTS_OF_OTHERS)));
}

/** A ledger with its payer accounts and, where a size is given, all their accounts, put in by plain SQL in one operation. */
function fillLedger(path: string, size: BenchSize | null, mpas = 1, mpaOfRow: (row: number) => number = () => 0): void {
  const clock = systemClock;
  const actor = { who: 'bench', host: 'test' as const };
  const writer = openWriter({ path, actor, clock, appVersion: '0.0.0' });
  const { db } = writer;
  const control = { progress: (): void => undefined, checkCancelled: (): void => undefined };
  const options = { db, clock, actor, ledgerPath: path, control };
  runOperation(
    { ...options, command: 'mpas.add' },
    () => {
      const add = db.prepare(
        `INSERT INTO mpa (id, name, name_key, scenario, spot_org_id, added_at) VALUES (?, ?, ?, ?, ?, ?)`,
      );
      for (let mpa = 0; mpa < mpas; mpa += 1) {
        const name = mpa === 0 ? 'Example MSP' : `Example MSP ${mpa + 1}`;
        add.run(mpaIdOf(mpa), name, nameKey(name), 'enterprise', '606999999999', '2026-11-21T00:00:00Z');
      }
    },
    null,
  );
  if (size) runOperation({ ...options, command: 'bench.fill' }, () => fill(db, size, mpaOfRow), null);
  writer.close();
}

/** 099999999999 and those before it. */
function mpaIdOf(mpa: number): string {
  return String(Number(MPA_ID) - mpa).padStart(12, '0');
}

function fill(db: Parameters<typeof runOperation>[0]['db'], size: BenchSize, mpaOfRow: (row: number) => number): void {
  const workflow = db.prepare(`INSERT OR IGNORE INTO workflow (mpa_id, name, name_key) VALUES (?, ?, ?)`);
  const customer = db.prepare(
    `INSERT OR IGNORE INTO end_customer (mpa_id, console_email, spot_org_id) VALUES (?, ?, ?)`,
  );
  const subset = db.prepare(
    `INSERT OR IGNORE INTO subset (mpa_id, name, name_key, workflow_id, end_customer_id)
     SELECT ?, ?, ?, w.id, c.id FROM workflow w, end_customer c
     WHERE w.mpa_id = ? AND w.name_key = ? AND c.mpa_id = ? AND c.spot_org_id = ?`,
  );
  const account = db.prepare(
    `INSERT INTO account (id, mpa_id, name, email, status, subset_id)
     SELECT ?, ?, ?, ?, 'ACTIVE', s.id FROM subset s WHERE s.mpa_id = ? AND s.name_key = ?`,
  );
  let row = 0;
  for (const [
    name = '',
    email = '',
    id = '',
    consoleEmail = '',
    orgId = '',
    subsetName = '',
    workflowName = '',
  ] of benchRows(size)) {
    const mpaId = mpaIdOf(mpaOfRow(row));
    row += 1;
    workflow.run(mpaId, workflowName, nameKey(workflowName));
    customer.run(mpaId, consoleEmail, orgId);
    subset.run(mpaId, subsetName, nameKey(subsetName), mpaId, nameKey(workflowName), mpaId, orgId);
    account.run(id, mpaId, name, email, mpaId, nameKey(subsetName));
  }
}
