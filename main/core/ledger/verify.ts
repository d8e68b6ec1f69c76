import { nameKey } from '../../../shared/domain/name-key.ts';
import { sqliteCode } from '../sqlite/sqlite-errors.ts';
import { select } from '../sqlite/sqlite.ts';
import type { ReadDb } from '../sqlite/sqlite.ts';
import { contentProblems } from './content.ts';
import type { JobContext } from './context.ts';
import { openFolders } from './private-ledger.ts';
import { schemaVersion } from './schema.ts';

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
  const damage = damagedPages(db);
  const problems = damage.length > 0 ? damage : lostReferences(db);
  return { sound: problems.length === 0, problems };
}

/** The first damage of pages and indexes: what lies behind damaged pages may have no end. */
function damagedPages(db: ReadDb): string[] {
  const rows = db.pragma('integrity_check(1)') as { integrity_check: string }[];
  return rows.map((row) => row.integrity_check).filter((text) => text !== 'ok');
}

function lostReferences(db: ReadDb): string[] {
  const references = db.pragma('foreign_key_check') as { table: string; parent: string }[];
  return references
    .slice(0, 20)
    .map(({ table, parent }) => `A row of ${table} refers to a row of ${parent} that is not there.`);
}

/** All damage of a ledger or a backup whose schema is ours. @param look is called now and then, and may throw */
export function damageOf(db: ReadDb, look: () => void): string[] {
  const found = (what: string, check: () => string[]): string[] => {
    try {
      look();
      return check();
    } catch (error) {
      if (sqliteCode(error) === undefined) throw error;
      return [`${what} can't be read to the end (${error instanceof Error ? error.message : ''}).`];
    }
  };
  const damage = found('The file', () => damagedPages(db));
  if (damage.length > 0) return damage;
  return [
    ...found('What refers to other rows', () => lostReferences(db)),
    ...found('The open operation', () => (openOperation.get(db) ? ['An operation was left open.'] : [])),
    ...found('The content', () => contentProblems(db, look)),
  ];
}

function strangeNames(db: ReadDb): string[] {
  return names
    .all(db)
    .filter(({ name, name_key }) => nameKey(name) !== name_key)
    .map(({ entity, id, name }) => `The ${entity} ${id} (${name}) has a name that does not fit its key.`);
}

/** The whole check that `enroll verify` shows: soundness, and our own rules that a foreign program could have broken. */
export function verifyLedger(context: JobContext): VerifiedLedger {
  const { db } = context;
  context.progress({ what: 'Checking pages, indexes and references', done: 0 });
  const damage = damageOf(db, () => context.checkCancelled());
  const problems = damage.length > 0 ? damage : strangeNames(db);
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
