import { nameKey } from '../../../shared/domain/name-key.ts';
import { select } from '../sqlite/sqlite.ts';
import type { ReadDb } from '../sqlite/sqlite.ts';
import type { JobContext } from './context.ts';
import { schemaVersion } from './migrate.ts';
import { openFolders } from './private-ledger.ts';

/** Whether a ledger is sound, and what is wrong with it. */
export interface VerifyReport {
  sound: boolean;
  /** One sentence for each problem. */
  problems: string[];
}

/** What `verify` found, with what the ledger holds. */
export interface VerifiedLedger extends VerifyReport {
  path: string;
  schema: number;
  mpas: number;
  accounts: number;
  operations: number;
  auditEvents: number;
  /** What is no damage, and still to be seen to. */
  warnings: string[];
}

const counts = select<void, { mpas: number; accounts: number; operations: number; auditEvents: number }>(
  `SELECT (SELECT count(*) FROM mpa) AS mpas, (SELECT count(*) FROM account) AS accounts,
          (SELECT count(*) FROM operation) AS operations, (SELECT count(*) FROM audit_event) AS auditEvents`,
);
const names = select<void, { entity: string; id: string; name: string; name_key: string }>(
  `SELECT 'payer account' AS entity, id, name, name_key FROM mpa
   UNION ALL SELECT 'subset', CAST(id AS TEXT), name, name_key FROM subset
   UNION ALL SELECT 'billing workflow', CAST(id AS TEXT), name, name_key FROM workflow`,
);
const openOperation = select<void, { operation_id: number }>(`SELECT operation_id FROM current_operation`);

/** Checks the file's pages and indexes and that every reference leads somewhere. */
export function soundness(db: ReadDb): VerifyReport {
  const integrity = db.pragma('integrity_check(20)') as { integrity_check: string }[];
  const problems = integrity.map((row) => row.integrity_check).filter((text) => text !== 'ok');
  const references = db.pragma('foreign_key_check') as { table: string; parent: string }[];
  for (const { table, parent } of references.slice(0, 20)) {
    problems.push(`A row of ${table} refers to a row of ${parent} that is not there.`);
  }
  return { sound: problems.length === 0, problems };
}

/** The whole check that `enroll verify` shows: soundness, and our own rules that a foreign program could have broken. */
export function verifyLedger(context: JobContext): VerifiedLedger {
  const { db } = context;
  context.progress({ what: 'Checking pages, indexes and references', done: 0 });
  const { problems } = soundness(db);
  if (openOperation.get(db)) problems.push('An operation was left open.');
  for (const { entity, id, name, name_key } of names.iterate(db)) {
    if (nameKey(name) !== name_key)
      problems.push(`The ${entity} ${id} (${name}) has a name that does not fit its key.`);
  }
  const found = counts.get(db) ?? { mpas: 0, accounts: 0, operations: 0, auditEvents: 0 };
  const warnings = openFolders(context.ledgerPath);
  return {
    path: context.ledgerPath,
    schema: schemaVersion(db),
    ...found,
    sound: problems.length === 0,
    problems,
    warnings,
  };
}
