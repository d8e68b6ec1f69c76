import type { CheckFindings } from '../../../../shared/contract/checks.ts';
import type { Mpa } from '../../../../shared/contract/mpas.ts';
import type { CheckedTicket, DraftInput, TicketPreview } from '../../../../shared/contract/tickets.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { changeCount } from '../../../../shared/domain/ticket-changes.ts';
import { ticketHeaders } from '../../../../shared/domain/ticket-rows.ts';
import type { TicketRow } from '../../../../shared/domain/ticket-rows.ts';
import { rowsInText, ticketText } from '../../../../shared/domain/ticket-text.ts';
import type { TicketFacts, TicketText } from '../../../../shared/domain/ticket-text.ts';
import { TICKET_NAMES, ticketPlan, ticketPlanBy } from '../../../../shared/domain/ticket.ts';
import type { TicketKind, TicketPlan } from '../../../../shared/domain/ticket.ts';
import type { ReadContext, WriteContext } from '../../ledger/context.ts';
import { nowText } from '../../time/clock.ts';
import type { WriteDb } from '../../sqlite/sqlite.ts';
import { requireMpa } from '../mpas/service.ts';
import { getSettings } from '../settings/service.ts';
import { previewSheet } from '../sheets/service.ts';
import { changesSince, rootOf } from './changes.ts';
import { presentRows } from './present-rows.ts';
import {
  deleteTicketFiles,
  deleteTicketRows,
  draftOf,
  insertTicket,
  insertTicketRow,
  ticketRows,
  updateTicketText,
} from './repo.ts';
import type { TicketSaid } from './repo.ts';
import { checkTicket, forcedText, refuseErrors } from './ticket-checks.ts';
import { requireRecord, ticketDetail, toStored, toTicket } from './to-ticket.ts';

/** What a ticket would say, as the ledger stands; nothing is kept. @throws AppError NOT_FOUND. */
export function previewTicket(context: ReadContext, input: DraftInput & { limit: number }): TicketPreview {
  const { db } = context;
  const mpa = requireMpa(db, input.mpaId);
  const plan = planFor(mpa, input);
  const { rows, total } = previewRows(context, mpa, input, plan);
  const text = ticketText(facts(mpa, input.kind, plan, rows, total), getSettings(context));
  return {
    channel: plan.channel,
    sheet: plan.sheet,
    ...text,
    headers: ticketHeaders(input.kind, plan.sheet),
    firstRows: rows.slice(0, input.limit).map(({ cells }) => [...cells]),
    rows: total,
  };
}

/** All rows where they go into the text; only the first where they go into a sheet. */
function previewRows(
  context: ReadContext,
  mpa: Mpa,
  { kind, limit }: { kind: TicketKind; limit: number },
  plan: TicketPlan,
): { rows: TicketRow[]; total: number } {
  const { db } = context;
  if (plan.sheet === null) {
    const rows = [...presentRows(db, mpa, kind, null)];
    return { rows, total: rows.length };
  }
  const rows: TicketRow[] = [];
  for (const row of presentRows(db, mpa, kind, plan.sheet)) {
    if (rows.length === limit) break;
    rows.push(row);
  }
  return { rows, total: previewSheet(context, { mpaId: mpa.id, sheet: plan.sheet, limit: 1 }).total };
}

/**
 * Makes the draft of a kind of ticket from the ledger as it stands. There is one draft of a kind and channel: made again, it
 * takes the present text and rows, and forgets files that were written from the former ones.
 * @throws AppError NOT_FOUND (the payer account), CHECKS_FAILED (errors, and no `force`).
 */
export function draftTicket(context: WriteContext, input: DraftInput & { force: boolean }): CheckedTicket {
  const draft = presentDraft(context, input);
  const check = checkDraft(context, draft);
  refuseErrors(check, input.kind, input.force);
  const id = saveDraft(context, draft);
  context.label(`Drafted: ${TICKET_NAMES[input.kind]}${forcedText(check)}`);
  context.mpa(draft.mpa.id);
  return { ...ticketDetail(context, id), check };
}

function checkDraft(context: WriteContext, { mpa, kind, plan, said, followUpOf }: Draft): CheckFindings {
  const { channel, sheet } = plan;
  return checkTicket(context, { kind, mpaId: mpa.id, channel, sheet, said, isFollowUp: followUpOf !== null });
}

/** The draft of a kind as the ledger stands, not kept yet. @throws AppError NOT_FOUND (the payer account). */
export function presentDraft(context: ReadContext, input: DraftInput): Draft {
  const { db } = context;
  const { kind } = input;
  const mpa = requireMpa(db, input.mpaId);
  const plan = planFor(mpa, input);
  const rows = [...presentRows(db, mpa, kind, plan.sheet)];
  const text = ticketText(facts(mpa, kind, plan, rows, rows.length), getSettings(context));
  const said = toSaid(text, plan);
  const kept = draftOf.get(db, { mpaId: mpa.id, kind, channel: plan.channel, followUpOf: null });
  return { mpa, kind, plan, said, rows, followUpOf: null, createdAt: kept?.created_at ?? nowText(context.clock) };
}

function toSaid({ subject, body, to, cc }: TicketText, { sheet }: TicketPlan): TicketSaid {
  return { recipients: JSON.stringify({ to, cc }), subject, body, sheet };
}

/**
 * Makes a draft that carries only what has changed since a ticket and its follow-ups were sent.
 * @throws AppError NOT_FOUND, CONFLICT (the ticket was not sent, says no rows, or nothing has changed), CHECKS_FAILED.
 */
export function followUpTicket(context: WriteContext, input: { id: number; force: boolean }): CheckedTicket {
  const { db } = context;
  const root = rootOf(db, requireRecord(db, input.id));
  const { kind, channel, sheet, sentAt, ticketNumber, mpaId } = toTicket(root, context);
  if (sentAt === null) {
    throw new AppError('CONFLICT', `Ticket ${root.id} was not sent yet. Make the draft anew instead.`, { id: root.id });
  }
  const mpa = requireMpa(db, mpaId);
  const changes = changesSince(context, root);
  if (changeCount(changes) === 0) {
    throw new AppError(
      'CONFLICT',
      `Nothing has changed since ticket ${root.id} was sent. There is nothing to follow up.`,
      {
        id: root.id,
      },
    );
  }
  const named = [
    ...changes.new,
    ...changes.changed.map(({ key, after }) => ({ key, cells: after })),
    ...changes.moved.filter(({ cells }) => cells.length > 0),
  ];
  // What is gone is kept as a row without cells, so that later comparisons know that the vendor was told. New names stand in the text only.
  const rows = [...named, ...changes.ended.map(({ key }) => ({ key, cells: [] }))];
  const plan: TicketPlan = { ...ticketPlan(mpa.scenario, kind), channel, sheet: named.length === 0 ? null : sheet };
  const headers = ticketHeaders(kind, sheet);
  const followUp = { changes, headers, ticketNumber: ticketNumber ?? '', sentAt };
  const text = ticketText({ ...facts(mpa, kind, plan, named, named.length), followUp }, getSettings(context));
  const said = toSaid(text, plan);
  const createdAt = nowText(context.clock);
  const draft: Draft = { mpa, kind, plan, said, rows, followUpOf: root.id, createdAt };
  const check = checkDraft(context, draft);
  refuseErrors(check, kind, input.force);
  const id = saveDraft(context, draft);
  context.label(`Drafted the follow-up of ticket ${root.id}: ${TICKET_NAMES[kind]}${forcedText(check)}`);
  context.mpa(mpa.id);
  return { ...ticketDetail(context, id), check };
}

function planFor(mpa: Mpa, { kind, channel }: DraftInput): TicketPlan {
  return channel === null ? ticketPlan(mpa.scenario, kind) : ticketPlanBy(mpa.scenario, kind, channel);
}

function facts(mpa: Mpa, kind: TicketKind, plan: TicketPlan, rows: TicketRow[], rowCount: number): TicketFacts {
  const written = rowsInText(kind, plan) ? rows : [];
  return { kind, plan, mpaId: mpa.id, spotOrgId: mpa.spotOrgId ?? '', rows: written, rowCount, followUp: null };
}

/** A draft as it is to be kept. */
export interface Draft {
  mpa: Mpa;
  kind: TicketKind;
  plan: TicketPlan;
  said: TicketSaid;
  rows: readonly TicketRow[];
  followUpOf: number | null;
  /** Of one that is kept already: when it was made first. */
  createdAt: string;
}

/** Keeps a draft: a new one, or the one of its kind and channel that is there. @returns its ID */
export function saveDraft({ db }: WriteContext, { mpa, kind, plan, said, rows, followUpOf, createdAt }: Draft): number {
  const key = { mpaId: mpa.id, kind, channel: plan.channel, followUpOf };
  const present = draftOf.get(db, key);
  if (!present) {
    const { lastId } = insertTicket.run(db, { ...key, ...said, createdAt });
    putRows(db, lastId, rows);
    return lastId;
  }
  const { id } = present;
  const before = requireRecord(db, id);
  updateTicketText.run(db, { id, ...said });
  const newRows = !sameRows(db, id, rows);
  if (newRows) {
    deleteTicketRows.run(db, { id });
    putRows(db, id, rows);
  }
  const newText = before.subject !== said.subject || before.body !== said.body || before.recipients !== said.recipients;
  if (newRows || newText) deleteTicketFiles.run(db, { id });
  return id;
}

function putRows(db: WriteDb, id: number, rows: readonly TicketRow[]): void {
  for (const [index, { row_key: key, cells }] of rows.map(toStored).entries()) {
    insertTicketRow.run(db, { id, position: index + 1, key, cells });
  }
}

function sameRows(db: WriteDb, id: number, rows: readonly TicketRow[]): boolean {
  const stored = ticketRows.all(db, { id });
  const wanted = rows.map(toStored);
  return (
    stored.length === wanted.length &&
    stored.every(({ row_key: key, cells }, index) => key === wanted[index]?.row_key && cells === wanted[index].cells)
  );
}
