import type { TicketChangeList } from '../../../../shared/contract/tickets.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { nameKey } from '../../../../shared/domain/name-key.ts';
import { compareRows, namedCells, renameRow } from '../../../../shared/domain/ticket-changes.ts';
import type { KnownRow, NamedCells, TicketChanges } from '../../../../shared/domain/ticket-changes.ts';
import { ticketHeaders } from '../../../../shared/domain/ticket-rows.ts';
import type { TicketRow } from '../../../../shared/domain/ticket-rows.ts';
import type { ReadContext } from '../../ledger/context.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { requireMpa } from '../mpas/service.ts';
import { movedAccounts, namesBetween } from './names.ts';
import { presentRows } from './present-rows.ts';
import { contentEvent, sentFollowUps, ticketRows } from './repo.ts';
import type { TicketRecord } from './repo.ts';
import { requireRecord, toRow, toTicket } from './to-ticket.ts';

/**
 * What has changed since a ticket was sent. What its sent follow-ups said counts as known to the vendor; one that was rejected
 * does not.
 * @throws AppError NOT_FOUND, CONFLICT (it was not sent).
 */
export function ticketChanges(context: ReadContext, input: { id: number; limit: number }): TicketChangeList {
  const { db } = context;
  const root = rootOf(db, requireRecord(db, input.id));
  const { id, kind, sheet, state } = toTicket(root, context);
  if (state === 'draft') {
    throw new AppError('CONFLICT', `Ticket ${id} was not sent yet, so nothing can have changed since.`, { id });
  }
  const changes = changesSince(context, root);
  const { new: added, changed, moved, renamed, ended, unchanged } = changes;
  const { limit } = input;
  return {
    headers: ticketHeaders(kind, sheet),
    counts: {
      new: added.length,
      changed: changed.length,
      moved: moved.length,
      renamed: renamed.length,
      ended: ended.length,
      unchanged,
    },
    new: added.slice(0, limit).map(copied),
    changed: changed.slice(0, limit).map(({ key, before, after }) => ({ key, before: [...before], after: [...after] })),
    moved: moved.slice(0, limit).map(({ key, from, to }) => ({ key, from, to })),
    renamed: renamed.slice(0, limit),
    ended: ended.slice(0, limit).map(copied),
  };
}

/** The ticket that a follow-up belongs to; itself when it is none. */
export function rootOf(db: ReadDb, record: TicketRecord): TicketRecord {
  return record.follow_up_of === null ? record : requireRecord(db, record.follow_up_of);
}

/** What is different between the ledger and what the vendor knows from a ticket and its follow-ups. @param root which was sent */
export function changesSince(context: ReadContext, root: TicketRecord): TicketChanges {
  const { db } = context;
  const { kind, sheet, mpaId } = toTicket(root, context);
  const named = namedCells(ticketHeaders(kind, sheet));
  const { since, rows } = knownRows(db, root, named);
  const names = namesBetween(db, mpaId, since, null);
  const known = rows.map((told): KnownRow => ({ told, now: renameRow(told, named, names) }));
  const present = [...presentRows(db, requireMpa(db, mpaId), kind, sheet)];
  const changes = compareRows(known, present, named);
  if (named.byAccount || named.subset === null) return changes;
  // Rows are subsets, which say nothing of their accounts.
  const subset = named.subset;
  const told = new Set([...rows, ...present].map(({ cells }) => nameKey(cells[subset] ?? '')));
  const moved = movedAccounts(db, mpaId, since).filter(
    ({ from, to }) => told.has(nameKey(from)) || told.has(nameKey(to)),
  );
  return { ...changes, moved };
}

/** What the vendor knows from a ticket and its follow-ups, in the names of the last of them, and the event since which it knows no more. */
function knownRows(db: ReadDb, root: TicketRecord, named: NamedCells): { since: number; rows: TicketRow[] } {
  const { id: rootId } = root;
  const mpaId = accountId(root.mpa_id);
  let since = 0;
  let known = new Map<string, TicketRow>();
  for (const id of [rootId, ...sentFollowUps.all(db, { id: rootId }).map((each) => each.id)]) {
    const made = contentEvent.get(db, { key: String(id), from: `${id}:`, to: `${id};` })?.event ?? since;
    const rows = ticketRows.all(db, { id }).map(toRow);
    for (const { key, cells } of rows) if (cells.length === 0) known.delete(key);
    // Its text has told the vendor of the names that were new then.
    const names = namesBetween(db, mpaId, since, made);
    known = new Map([...known.values()].map((row) => renameRow(row, named, names)).map((row) => [row.key, row]));
    for (const row of rows) if (row.cells.length > 0) known.set(row.key, row);
    since = made;
  }
  return { since, rows: [...known.values()] };
}

function copied({ key, cells }: TicketRow): { key: string; cells: string[] } {
  return { key, cells: [...cells] };
}
