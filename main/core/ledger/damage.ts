import { sqliteCode } from '../sqlite/sqlite-errors.ts';
import { select } from '../sqlite/sqlite.ts';
import type { ReadDb } from '../sqlite/sqlite.ts';
import { contentProblems } from './content.ts';

/** Whether a ledger is sound, and what is wrong with it. */
export interface VerifyReport {
  sound: boolean;
  /** One sentence for each problem. */
  problems: string[];
}

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
