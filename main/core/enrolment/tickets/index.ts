import type { LedgerProcedures } from '../../runtime/procedure.ts';
import { ticketChanges } from './changes.ts';
import { draftTicket, followUpTicket, previewTicket } from './draft.ts';
import { saveTicket, ticketFileBytes } from './files.ts';
import {
  getTicket,
  listPlans,
  listTickets,
  removeTicket,
  setTicketNote,
  setTicketNumber,
  setTicketState,
  setTicketText,
} from './service.ts';
import { recordTicketFiles } from './record-files.ts';
import { ticketCheck } from './check-contents.ts';
import { markSent } from './sent.ts';

export const tickets = {
  plans: listPlans,
  list: listTickets,
  get: getTicket,
  preview: previewTicket,
  check: ticketCheck,
  changes: ticketChanges,
  draft: draftTicket,
  followUp: followUpTicket,
  setText: setTicketText,
  markSent,
  setState: setTicketState,
  setNumber: setTicketNumber,
  setNote: setTicketNote,
  remove: removeTicket,
} satisfies LedgerProcedures<'tickets'>;

/** What only the tasks of tickets ask for; see shared/contract/own-procedures.ts. */
export const ticketsOwn = {
  'tickets.writeFiles': saveTicket,
  'tickets.fileBytes': ticketFileBytes,
  'tickets.recordFiles': recordTicketFiles,
};
