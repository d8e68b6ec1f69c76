import { AppError } from '../../../shared/domain/app-error.ts';
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
  // The newest first, as everything is played back: a row goes before that which it rests on.
  `SELECT e.entity, e.key, e.mpa_id FROM operation o JOIN audit_event e ON e.operation_id = o.id
   WHERE o.state = 'done' AND o.kind = 'observation' AND o.id > @id GROUP BY e.entity, e.key, e.mpa_id ORDER BY min(e.id) DESC`,
);
const newestImage = select<{ entity: string; key: string }, { after: string | null }>(
  `SELECT after FROM audit_event WHERE entity = @entity AND key = @key ORDER BY id DESC LIMIT 1`,
);

/**
 * Plays an operation back past the observations that were made since: what they saw stays. Of a row that they wrote too, only the values
 * that are as the operation left them are put back; what they saw of a payer account, or of its AWS set-up, goes with it.
 * @param onOther a row that is not as it was left, without an observation that says why
 * @returns how many changes were played back
 * @throws AppError CONFLICT where a row that it removed was seen anew since
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
    const seen = observed.has(nameOf(event));
    if (seen) putBackUnseen(table, event);
    else if (putBack(table, event) !== 1) onOther(event);
    if (event.before !== null) return;
    const goes = goesWith(event, seen);
    for (const row of rows) if (row.mpa_id === event.key && goes(row)) removeRow(context, row);
  });
}

/** What was seen that goes with a row that is taken away again. @param seen whether the row itself was seen since, and stays */
function goesWith({ entity }: EventRow, seen: boolean): (row: ObservedRow) => boolean {
  if (entity === 'mpa') return () => true;
  return (row) => entity === 'aws_setup' && !seen && row.entity === 'setup_step';
}

/**
 * Puts back those values of a row that nothing was seen of since; one that is gone stays so.
 * @throws AppError CONFLICT where the row was removed and has been seen anew: it may be about something else now, as a set-up in AWS is
 * after a rehearsal was ended.
 */
function putBackUnseen(table: RowWriter, { entity, key, before, after }: EventRow): void {
  if (after === null) {
    throw new AppError(
      'CONFLICT',
      `This can't be taken back: the ${entity.replaceAll('_', ' ')} ${key}, which it removed, was seen anew in AWS since. Nothing was changed.`,
      { entity, key },
    );
  }
  table.merge({ before: before ?? table.untouched(after), after });
}

function removeRow({ db }: WriteContext, { entity, key }: ObservedRow): void {
  const image = newestImage.get(db, { entity, key })?.after ?? null;
  if (image !== null) rowWriter(db, { entity, before: null, after: image }).remove({ after: image });
}
