import type { ScenarioKey } from './scenario.ts';
import type { SheetNumber } from './sheets.ts';
import { TICKET_KINDS, ticketPlan } from './ticket.ts';
import type { TicketKind, TicketPlan } from './ticket.ts';

const SHEET_DELIVERABLES = ['sheet-1', 'sheet-2', 'sheet-3', 'sheet-4', 'sheet-5'] as const;

/** What is handed to the vendor: the five sheets, and the tickets by their kind. */
export const DELIVERABLES = [...SHEET_DELIVERABLES, ...TICKET_KINDS] as const;
export type Deliverable = (typeof DELIVERABLES)[number];

/**
 * What a deliverable is made of, as far as checks go by it: a sheet, the lines of an association written into a ticket's text,
 * the description of workflows, the request itself, which names the organization, and the mail that it is sent by. `mpa` is no
 * deliverable but all there is.
 */
export const PARTS = [
  'mpa',
  ...SHEET_DELIVERABLES,
  'request',
  'mail',
  'description',
  'workflow-lines',
  'customer-lines',
] as const;
export type Part = (typeof PARTS)[number];

/** The parts of a deliverable in a scenario, which says whether a ticket carries its rows as a sheet or as lines. */
export function partsOf(deliverable: Deliverable | null, scenario: ScenarioKey): Part[] {
  if (deliverable === null) return ['mpa'];
  if (!isTicketKind(deliverable)) return [deliverable];
  return ticketParts(deliverable, ticketPlan(scenario, deliverable));
}

/** The parts of a ticket as it is sent. */
export function ticketParts(kind: TicketKind, { channel, sheet }: Pick<TicketPlan, 'channel' | 'sheet'>): Part[] {
  const parts: Part[] = channel === 'mail' ? ['request', 'mail'] : ['request'];
  if (sheet !== null) return [...parts, sheetPart(sheet)];
  const lines = LINES_OF[kind];
  return lines ? [...parts, lines] : parts;
}

/** What a ticket without a sheet says in its text. */
const LINES_OF: Readonly<Partial<Record<TicketKind, Part>>> = {
  workflows: 'description',
  'associate-workflows': 'workflow-lines',
  'end-customers': 'customer-lines',
};

/** The part that a sheet is. */
export function sheetPart(sheet: SheetNumber): (typeof SHEET_DELIVERABLES)[number] {
  return `sheet-${sheet}`;
}

function isTicketKind(deliverable: Deliverable): deliverable is TicketKind {
  return (TICKET_KINDS as readonly string[]).includes(deliverable);
}
