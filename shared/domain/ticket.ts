import type { ScenarioKey } from './scenario.ts';
import { SCENARIOS } from './scenario.ts';
import type { SheetNumber } from './sheets.ts';
import type { StepKey } from './step.ts';
import { waitEnds } from './procedure.ts';

/** What the vendor is written to about (docs/procedure.md: 'Tickets and mails'). */
export const TICKET_KINDS = ['enable-subsets', 'subsets', 'workflows', 'associate-workflows', 'end-customers'] as const;
export type TicketKind = (typeof TICKET_KINDS)[number];

/** What a ticket of a kind is called. */
export const TICKET_NAMES: Readonly<Record<TicketKind, string>> = {
  'enable-subsets': 'Enabling subsets',
  subsets: 'Subsets request',
  workflows: 'Workflow description',
  'associate-workflows': 'Association of workflows',
  'end-customers': 'Association of end customers',
};

/** By support ticket, or by mail to the account representative. */
export const TICKET_CHANNELS = ['ticket', 'mail'] as const;
export type TicketChannel = (typeof TICKET_CHANNELS)[number];

/** The states of a ticket; from 'sent' on the next move is the vendor's, in review it is the operator's again. */
export const TICKET_STATES = ['draft', 'sent', 'in-configuration', 'in-review', 'approved', 'rejected'] as const;
export type TicketState = (typeof TICKET_STATES)[number];

const NEXT_STATES: Readonly<Record<TicketState, readonly TicketState[]>> = {
  draft: ['sent'],
  sent: ['in-configuration', 'in-review', 'approved', 'rejected'],
  'in-configuration': ['in-review', 'approved', 'rejected'],
  // A review that finds a fault goes back to the vendor.
  'in-review': ['in-configuration', 'approved', 'rejected'],
  approved: [],
  rejected: [],
};

/** The states that a ticket may go to from one; none when it is closed. A slip is taken back by undo. */
export function nextTicketStates(state: TicketState): readonly TicketState[] {
  return NEXT_STATES[state];
}

/** Whether the vendor has given the final word. */
export function isTicketClosed(state: TicketState): boolean {
  return state === 'approved' || state === 'rejected';
}

/** How a ticket is sent in a scenario. */
export interface TicketPlan {
  channel: TicketChannel;
  /** The sheet that goes with it; null where the text alone says it all. */
  sheet: SheetNumber | null;
  /** The step that it belongs to; null where the scenario's document asks for no such ticket. */
  step: StepKey | null;
}

/** What a kind of ticket carries where the scenario's document does not ask for it, and it is sent all the same. */
const UNUSUAL_SHEETS: Readonly<Record<TicketKind, SheetNumber | null>> = {
  'enable-subsets': null,
  subsets: 1,
  workflows: null,
  'associate-workflows': 4,
  'end-customers': 5,
};

/**
 * How a kind of ticket is sent in a scenario: as its document says, else the way in which that scenario writes to the vendor.
 * A support ticket's text carries the lines itself, so it has no sheet.
 */
export function ticketPlan(scenario: ScenarioKey, kind: TicketKind): TicketPlan {
  const step = SCENARIOS[scenario].steps.find(({ ticket }) => ticket?.kind === kind);
  if (step?.ticket) return { channel: step.ticket.channel, sheet: step.ticket.sheet, step: step.key };
  const channel = SCENARIOS[scenario].writesBy;
  return { channel, sheet: sheetFor(kind, channel, UNUSUAL_SHEETS[kind]), step: null };
}

/** The same with another channel, when a person chooses it. */
export function ticketPlanBy(scenario: ScenarioKey, kind: TicketKind, channel: TicketChannel): TicketPlan {
  const plan = ticketPlan(scenario, kind);
  if (plan.channel === channel) return plan;
  return { ...plan, channel, sheet: sheetFor(kind, channel, plan.sheet ?? UNUSUAL_SHEETS[kind]) };
}

function sheetFor(kind: TicketKind, channel: TicketChannel, sheet: SheetNumber | null): SheetNumber | null {
  const inText = kind === 'associate-workflows' || kind === 'end-customers';
  return channel === 'ticket' && inText ? null : sheet;
}

const HOURS_BY_CHANNEL: Readonly<Record<TicketChannel, number>> = { mail: 7 * 24, ticket: 4 * 24 };

/**
 * By when the vendor should have answered; both times ISO 8601 UTC. The wait of the step in the scenario's document where it
 * names one; else about a week by mail and four days by ticket (docs/procedure.md: 'Waits').
 */
export function answerDue(scenario: ScenarioKey, kind: TicketKind, channel: TicketChannel, sentAt: string): string {
  const step = SCENARIOS[scenario].steps.find(({ ticket }) => ticket?.kind === kind && ticket.channel === channel);
  return waitEnds(step?.waits[0] ?? { hours: HOURS_BY_CHANNEL[channel] }, sentAt);
}
