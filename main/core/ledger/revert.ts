import type { KeptRow, Reverted } from '../../../shared/contract/history.ts';
import { act } from '../../../shared/domain/action.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { localDay } from '../../../shared/domain/local-day.ts';
import { select } from '../sqlite/sqlite.ts';
import type { ReadDb } from '../sqlite/sqlite.ts';
import type { WriteContext } from './context.ts';
import { lastApplied } from './play-back.ts';
import { revertRows } from './revert-rows.ts';
import { assertRevision, revisionBeforeThis } from './revision.ts';

interface Target {
  id: number;
  kind: string;
  state: string;
  label: string;
  mpa_id: string | null;
  target_id: number | null;
}

const operationById = select<{ id: number }, Target>(
  `SELECT id, kind, state, label, mpa_id, target_id FROM operation WHERE id = @id`,
);
const rowsOf = select<{ id: number }, { rows: number }>(
  `SELECT count(*) AS rows FROM (SELECT DISTINCT entity, key FROM audit_event WHERE operation_id = @id)`,
);

/** How many rows that can't be put back an answer names; the rest is counted. */
const MOST_NAMED = 100;
/** How many later operations a sentence names. */
const MOST_SAID = 5;

/**
 * Takes back what one operation did, wherever it stands in the history, as a new operation: each row that is as it left it gets its
 * earlier values again. What was done later stays (ADR 2).
 * @param rest leaves out the rows that later changes stand on; without it they stop the whole
 * @param revision of the refusal that named those rows, so that what is left out is what was shown; null: whatever it is now
 * @throws AppError NOT_FOUND; CONFLICT where it is not in force, is an undo or a redo, or none of its rows can be put back, and where the
 * ledger has changed since; CHOICE_NEEDED where some of them can: `data` is a `RevertChoice`.
 */
export function revertOperation(
  context: WriteContext,
  { id, rest, revision }: { id: number; rest: boolean; revision: number | null },
): Reverted {
  assertRevision(context, revision);
  const { db } = context;
  const target = revertible(db, id);
  const applied = lastApplied(db, id);
  const { rows, kept } = revertRows(context, applied);
  const all = rowsOf.get(db, { id: applied })?.rows ?? 0;
  if (kept.length > 0 && (rows === 0 || !rest)) throw standsInTheWay(context, target, { rows, all, kept });
  context.label(kept.length === 0 ? `Reversed: ${target.label}` : `Reversed ${rows} of ${all} rows: ${target.label}`);
  if (target.mpa_id !== null) context.mpa(target.mpa_id);
  return { operationId: id, label: target.label, rows, all, kept: kept.slice(0, MOST_NAMED) };
}

/** @throws AppError NOT_FOUND, CONFLICT */
function revertible(db: ReadDb, id: number): Target {
  const target = operationById.get(db, { id });
  if (!target) {
    throw new AppError('NOT_FOUND', `There is no operation ${id} in the history. See: ${act('history.list')}`, { id });
  }
  const no = whyNot(target);
  if (no !== null) throw new AppError('CONFLICT', `Operation ${id} can't be reversed: ${no}`, { id });
  return target;
}

function whyNot({ kind, state, target_id: of }: Target): string | null {
  if (kind === 'observation') return 'it is an observation: it says how something was seen in AWS.';
  if (kind === 'undo') return `it is itself the undo of operation ${of}.`;
  if (kind === 'redo') return `it is the redo of operation ${of}. Reverse that one.`;
  return state === 'done' ? null : 'it was taken back already.';
}

function standsInTheWay(
  context: WriteContext,
  { id, label }: Target,
  { rows, all, kept }: { rows: number; all: number; kept: readonly KeptRow[] },
): AppError {
  const said = `Operation ${id} (${label}) can't be reversed as a whole: ${laterText(all - rows, all, kept)} Nothing was changed.`;
  const data = { id, rows, all, kept: kept.slice(0, MOST_NAMED), revision: revisionBeforeThis(context.db) };
  if (rows === 0) return new AppError('CONFLICT', said, data);
  return new AppError(
    'CHOICE_NEEDED',
    `${said} The other ${rows === 1 ? 'row' : `${rows} rows`} can be reversed without ${all - rows === 1 ? 'it' : 'them'}${act('history.revert-rest')}.`,
    data,
  );
}

/** Which later operations stand on how many rows: the newest first. */
function laterText(count: number, all: number, kept: readonly KeptRow[]): string {
  const later = new Map(kept.flatMap(({ by }) => by).map((operation) => [operation.id, operation]));
  const named = [...later.values()]
    .sort((a, b) => b.id - a.id)
    .map((by) => `${by.id} of ${localDay(new Date(by.at))} (${by.label})`);
  const more = named.length > MOST_SAID ? ` and ${named.length - MOST_SAID} more` : '';
  const which = named.length === 1 ? 'operation' : 'operations';
  const rows = all === 1 ? 'its only row' : `${count} of its ${all} rows`;
  if (named.length === 0) return `another row has the place of ${rows}.`;
  return `later changes stand on ${rows}: ${which} ${named.slice(0, MOST_SAID).join(', ')}${more}.`;
}
