import type { TicketChangeList } from '../../../../shared/contract/tickets.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { compareRows, ticketHeaders } from '../../../../shared/domain/ticket-rows.ts';
import type { TicketRow } from '../../../../shared/domain/ticket-rows.ts';
import type { JobContext } from '../../ledger/context.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { requireMpa } from '../mpas/service.ts';
import { presentRows } from './present-rows.ts';
import { sentFollowUps, ticketRows } from './repo.ts';
import type { TicketRecord } from './repo.ts';
import { requireRecord, toRow, toTicket } from './to-ticket.ts';

/**
 * What has changed since a ticket was sent. What its sent follow-ups said counts as known to the vendor; one that was rejected
 * does not.
 * @throws AppError NOT_FOUND, CONFLICT (it was not sent).
 */
export function ticketChanges(context: JobContext, input: { id: number; limit: number }): TicketChangeList {
  const { db } = context;
  const root = rootOf(db, requireRecord(db, input.id));
  const { id, kind, sheet, mpaId, state } = toTicket(root, context);
  if (state === 'draft') {
    throw new AppError('CONFLICT', `Ticket ${id} was not sent yet, so nothing can have changed since.`, { id });
  }
  const { added, removed, changed, unchanged } = compareRows(
    knownRows(db, id),
    presentRows(db, requireMpa(db, mpaId), kind, sheet),
  );
  return {
    headers: ticketHeaders(kind, sheet),
    counts: { added: added.length, removed: removed.length, changed: changed.length, unchanged },
    added: added.slice(0, input.limit).map(copied),
    removed: removed.slice(0, input.limit).map(copied),
    changed: changed
      .slice(0, input.limit)
      .map(({ key, before, after }) => ({ key, before: [...before], after: [...after] })),
  };
}

/** The ticket that a follow-up belongs to; itself when it is none. */
export function rootOf(db: ReadDb, record: TicketRecord): TicketRecord {
  return record.follow_up_of === null ? record : requireRecord(db, record.follow_up_of);
}

/** What the vendor knows from a ticket and its follow-ups. */
export function knownRows(db: ReadDb, rootId: number): Iterable<TicketRow> {
  const known = new Map<string, TicketRow>();
  for (const id of [rootId, ...sentFollowUps.all(db, { id: rootId }).map((each) => each.id)]) {
    for (const stored of ticketRows.iterate(db, { id })) {
      const row = toRow(stored);
      if (row.cells.length === 0) known.delete(row.key);
      else known.set(row.key, row);
    }
  }
  return known.values();
}

function copied({ key, cells }: TicketRow): { key: string; cells: string[] } {
  return { key, cells: [...cells] };
}
