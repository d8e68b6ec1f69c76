import { nameKey } from '../../../shared/domain/name-key.ts';
import { select } from '../sqlite/sqlite.ts';
import type { ReadDb } from '../sqlite/sqlite.ts';
import type { JobContext } from './context.ts';
import { damageOf } from './damage.ts';
import type { VerifyReport } from './damage.ts';
import { newestGoodCopy } from './good-copy.ts';
import type { GoodCopy } from './good-copy.ts';
import { openFolders } from './private-ledger.ts';
import { schemaVersion } from './schema.ts';

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
  /** The newest backup beside it that is sound; null where there is none. */
  goodCopy: GoodCopy | null;
  /** Newer backups of it that are not. */
  damagedCopies: string[];
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
  context.progress({ what: 'Looking through the backups', done: 0 });
  return {
    path: context.ledgerPath,
    schema: schemaVersion(db),
    ...found,
    sound: problems.length === 0,
    problems,
    warnings,
    ...newestGoodCopy(context),
  };
}
