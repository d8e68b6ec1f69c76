import { ticketChanges } from './changes.ts';
import { draftTicket, followUpTicket, previewTicket } from './draft.ts';
import { saveTicket, ticketFileBytes } from './files.ts';
import {
  getTicket,
  listPlans,
  listTickets,
  markSent,
  recordTicketFiles,
  removeTicket,
  setTicketNote,
  setTicketNumber,
  setTicketState,
  setTicketText,
} from './service.ts';

export const ticketReads = {
  'tickets.plans': listPlans,
  'tickets.list': listTickets,
  'tickets.get': getTicket,
  'tickets.preview': previewTicket,
};

export const ticketJobs = {
  'tickets.save': saveTicket,
  'tickets.files': ticketFileBytes,
  'tickets.changes': ticketChanges,
};

export const ticketWrites = {
  'tickets.draft': { run: draftTicket },
  'tickets.followUp': { run: followUpTicket },
  'tickets.setText': { run: setTicketText },
  'tickets.recordFiles': { run: recordTicketFiles },
  'tickets.markSent': { run: markSent },
  'tickets.setState': { run: setTicketState },
  'tickets.setNumber': { run: setTicketNumber },
  'tickets.setNote': { run: setTicketNote },
  'tickets.remove': { run: removeTicket },
};
