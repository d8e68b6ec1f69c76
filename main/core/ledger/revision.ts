import { AppError } from '../../../shared/domain/app-error.ts';
import { select } from '../sqlite/sqlite.ts';
import type { ReadContext, WriteContext } from './context.ts';

const latestOperation = select<void, { id: number }>(`SELECT coalesce(max(id), 0) AS id FROM operation`);
const revisionBefore = select<void, { id: number }>(
  `SELECT coalesce(max(id), 0) AS id FROM operation
   WHERE id < (SELECT operation_id FROM current_operation)`,
);

/** The ledger's revision, to which previews are bound: the newest operation's id, 0 for an empty ledger. */
export function ledgerRevision({ db }: Pick<ReadContext, 'db'>): number {
  return latestOperation.get(db)?.id ?? 0;
}

/** The revision that the operation which is under way began with. */
export function revisionBeforeThis(db: ReadContext['db']): number {
  return revisionBefore.get(db)?.id ?? 0;
}

/**
 * Refuses a change whose preview was made on another state of the ledger.
 * @param revision as the preview gave it (`ledgerRevision`); null for a change that was not previewed.
 * @throws AppError CONFLICT when the ledger has changed since.
 */
export function assertRevision({ db }: WriteContext, revision: number | null): void {
  if (revision === null) return;
  const now = revisionBeforeThis(db);
  if (now === revision) return;
  throw new AppError(
    'CONFLICT',
    'The ledger has changed since the preview. Nothing was changed. Look at the preview again, then go on.',
    { revision, now },
  );
}
