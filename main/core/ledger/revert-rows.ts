import type { KeptRow } from '../../../shared/contract/history.ts';
import { sqliteCode } from '../sqlite/sqlite-errors.ts';
import { select } from '../sqlite/sqlite.ts';
import type { ReadDb } from '../sqlite/sqlite.ts';
import type { WriteContext } from './context.ts';
import { ALL_AUDITED_TABLES } from './migrations/index.ts';
import { disagreement, playBack, putBack } from './play-back.ts';
import type { EventRow, RowWriter } from './play-back.ts';
import { brokenReferences, brokenRuleOrders, keyOf, nameOf } from './references.ts';
import type { RowName } from './references.ts';

/** Which rows of an operation were put back, and which could not be. */
export interface RevertedRows {
  rows: number;
  kept: KeptRow[];
}

/** A row that has to stay as it is, and by which other row the later operation is found. */
interface Obstacle {
  row: RowName;
  why: KeptRow['why'];
  by: RowName;
}

// Asked for each row of what may be many: by the row's own few events, never by the many of an operation.
const laterOnRow = select<RowName & { id: number }, KeptRow['by'][number]>(
  `SELECT DISTINCT o.id, o.label, o.at FROM audit_event e INDEXED BY audit_event_entity CROSS JOIN operation o ON o.id = e.operation_id
   WHERE e.entity = @entity AND e.key = @key AND o.id > @id AND o.kind NOT IN ('undo', 'redo') AND o.state = 'done'
   ORDER BY o.id DESC`,
);
const laterOnRules = select<{ mpaId: string; id: number }, KeptRow['by'][number]>(
  `SELECT DISTINCT o.id, o.label, o.at FROM operation o JOIN audit_event e ON e.operation_id = o.id
   WHERE o.id > @id AND o.kind NOT IN ('undo', 'redo') AND o.state = 'done' AND e.entity = 'assignment_rule' AND e.mpa_id = @mpaId
   ORDER BY o.id DESC`,
);
const lastImage = select<RowName & { id: number }, { image: string }>(
  `SELECT coalesce(after, before) AS image FROM audit_event INDEXED BY audit_event_entity WHERE operation_id = @id AND entity = @entity AND key = @key
   ORDER BY id DESC LIMIT 1`,
);

/**
 * Puts back those rows of an operation that are as it left them, where every rule of the ledger holds afterwards. It is tried; what
 * stands in the way of a row is left out, and the rest is tried again, until nothing does.
 * @param applied the operation whose events say what was done
 * @throws AppError LEDGER_DAMAGED where a row differs and no later operation says why; CANCELLED
 */
export function revertRows(context: WriteContext, applied: number): RevertedRows {
  const { db } = context;
  const kept = new Map<string, KeptRow>();
  // Rows come back child before parent and parent before child alike; only the end has to hold together.
  db.pragma('defer_foreign_keys = ON');
  for (;;) {
    db.exec('SAVEPOINT revert');
    const { done, obstacles } = tryRows(context, applied, kept);
    if (obstacles.length === 0) {
      db.exec('RELEASE revert');
      return { rows: done, kept: [...kept.values()] };
    }
    db.exec('ROLLBACK TO revert; RELEASE revert');
    for (const obstacle of obstacles) {
      const name = nameOf(obstacle.row);
      const row = described(context, applied, obstacle, kept);
      // Several may stand in the way of one row, as accounts do of their subset.
      kept.set(name, { ...row, by: merged(kept.get(name)?.by ?? [], row.by) });
    }
  }
}

type Kept = ReadonlyMap<string, KeptRow>;

function tryRows(context: WriteContext, applied: number, kept: Kept): { done: number; obstacles: Obstacle[] } {
  const { db } = context;
  const keptUnits = new Set([...kept.values()].map(unitOf));
  const rows = new Map<string, EventRow>();
  const obstacles = new Map<string, Obstacle>();
  playBack(context, applied, (table, event) => {
    const unit = unitOf(event);
    if (keptUnits.has(unit) || obstacles.has(unit)) return;
    const obstacle = obstacleOf(db, table, event);
    if (obstacle === null) rows.set(nameOf(event), event);
    else obstacles.set(unit, obstacle);
  });
  if (obstacles.size > 0) return { done: 0, obstacles: [...obstacles.values()] };
  return { done: rows.size, obstacles: [...brokenBy(db, rows), ...disorderedBy(db, rows)] };
}

/** Puts one row back. @returns what stands in its way; null where it was done */
function obstacleOf(db: ReadDb, table: RowWriter, event: EventRow): Obstacle | null {
  try {
    return putBack(table, event) === 1 ? null : { row: event, why: 'changed', by: event };
  } catch (error) {
    // The statement alone was taken back by SQLite.
    if (!sqliteCode(error)?.startsWith('SQLITE_CONSTRAINT')) throw error;
    return { row: event, why: 'taken', by: holderOf(db, event, error instanceof Error ? error.message : '') };
  }
}

/** The row that has the place of one which is to come back. @param message SQLite's, which names the columns */
function holderOf(db: ReadDb, { entity, key, before }: EventRow, message: string): RowName {
  const columns = [...message.matchAll(new RegExp(`\\b${entity}\\.(\\w+)`, 'gu'))].map(([, name]) => name ?? '');
  if (columns.length === 0) return { entity, key };
  const same = columns.map((name) => `${name} IS json_extract(@before, '$.${name}')`).join(' AND ');
  const holder = db
    .prepare(`SELECT CAST(${keyOf(db, entity).join(` || ':' || `)} AS TEXT) AS key FROM ${entity} WHERE ${same}`)
    .get({ before }) as { key: string } | undefined;
  return { entity, key: holder?.key ?? key };
}

/** What would lead nowhere: a row of ours whose other is gone, or one of ours that others refer to. */
function brokenBy(db: ReadDb, rows: ReadonlyMap<string, EventRow>): Obstacle[] {
  const tables = ALL_AUDITED_TABLES.map(({ name }) => name);
  const changed = new Set([...rows.values()].map(({ entity }) => entity));
  return brokenReferences(db, { tables, changed }).flatMap(({ child, parent }): Obstacle[] => {
    if (rows.has(nameOf(child))) return [{ row: child, why: 'missing', by: parent }];
    return rows.has(nameOf(parent)) ? [{ row: parent, why: 'referred-to', by: child }] : [];
  });
}

function disorderedBy(db: ReadDb, rows: ReadonlyMap<string, EventRow>): Obstacle[] {
  const rules = [...rows.values()].filter(({ entity }) => entity === 'assignment_rule');
  if (rules.length === 0) return [];
  const broken = brokenRuleOrders(db);
  return rules
    .map((rule) => ({ rule, mpaId: String(imageOf(rule.after ?? rule.before)['mpa_id']) }))
    .filter(({ mpaId }) => broken.has(mpaId))
    .map(({ rule, mpaId }) => ({ row: rule, why: 'order', by: { entity: 'mpa', key: mpaId } }));
}

function described({ db, ledgerPath }: WriteContext, applied: number, { row, why, by }: Obstacle, kept: Kept): KeptRow {
  const { entity, key } = row;
  const later =
    why === 'order'
      ? laterOnRules.all(db, { mpaId: by.key, id: applied })
      : laterOnRow.all(db, { entity: by.entity, key: by.key, id: applied });
  if (why === 'changed' && later.length === 0) throw disagreement(row, ledgerPath);
  const { name } = imageOf(lastImage.get(db, { entity, key, id: applied })?.image ?? null);
  return {
    entity,
    key,
    name: typeof name === 'string' && name !== '' ? name : null,
    why,
    // What stays because another row of the operation has to stay, stays for the same later operation.
    by: later.length === 0 ? (kept.get(nameOf(by))?.by ?? []) : later,
  };
}

/** Both, each operation once, the newest first. */
function merged(some: KeptRow['by'], more: KeptRow['by']): KeptRow['by'] {
  const all = new Map([...some, ...more].map((operation) => [operation.id, operation]));
  return [...all.values()].sort((a, b) => b.id - a.id);
}

/** What is put back together or not at all: a row, and a ticket with its rows and files. */
function unitOf({ entity, key }: RowName): string {
  return entity === 'ticket_row' || entity === 'ticket_file' ? `ticket ${key.split(':')[0]}` : nameOf({ entity, key });
}

function imageOf(json: string | null): Record<string, unknown> {
  return JSON.parse(json ?? '{}') as Record<string, unknown>;
}
