import { select } from '../sqlite/sqlite.ts';
import type { WriteContext } from './context.ts';
import { playBack, putBack, rowWriter } from './play-back.ts';
import type { EventRow, RowWriter } from './play-back.ts';
import { nameOf } from './references.ts';

interface ObservedRow {
  entity: string;
  key: string;
  mpa_id: string | null;
}

const observedSince = select<{ id: number }, ObservedRow>(
  `SELECT DISTINCT e.entity, e.key, e.mpa_id FROM operation o JOIN audit_event e ON e.operation_id = o.id
   WHERE o.state = 'done' AND o.kind = 'observation' AND o.id > @id`,
);
const newestImage = select<{ entity: string; key: string }, { after: string | null }>(
  `SELECT after FROM audit_event WHERE entity = @entity AND key = @key ORDER BY id DESC LIMIT 1`,
);

/**
 * Plays an operation back past the observations that were made since: what they saw stays. Of a row that they wrote too, only the values
 * that are as the operation left them are put back; what they saw of a payer account goes with it.
 * @param onOther a row that is not as it was left, without an observation that says why
 * @returns how many changes were played back
 */
export function playBackPastObservations(
  context: WriteContext,
  operationId: number,
  onOther: (event: EventRow) => void,
): number {
  const { db } = context;
  const rows = observedSince.all(db, { id: operationId });
  const observed = new Set(rows.map(nameOf));
  return playBack(context, operationId, (table, event) => {
    if (observed.has(nameOf(event))) putBackUnseen(table, event);
    else if (putBack(table, event) !== 1) onOther(event);
    if (event.entity === 'mpa' && event.before === null) {
      for (const row of rows) if (row.mpa_id === event.key) removeRow(context, row);
    }
  });
}

/** Puts back those values of a row that nothing was seen of since. A row that is there again, or is gone, stays so. */
function putBackUnseen(table: RowWriter, { before, after }: EventRow): void {
  if (after !== null) table.merge({ before: before ?? table.untouched(after), after });
}

function removeRow({ db }: WriteContext, { entity, key }: ObservedRow): void {
  const image = newestImage.get(db, { entity, key })?.after ?? null;
  if (image !== null) rowWriter(db, { entity, before: null, after: image }).remove({ after: image });
}
