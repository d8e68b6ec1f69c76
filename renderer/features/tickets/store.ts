import type { CheckFindings } from '../../../shared/contract/checks.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import type {
  Ticket,
  TicketChangeList,
  TicketDetail,
  TicketPlanned,
  TicketPreview,
} from '../../../shared/contract/tickets.ts';
import { namedCells, rowTitle, TICKET_CHANGE_PARTS } from '../../../shared/domain/ticket-changes.ts';
import type { TicketKind, TicketState } from '../../../shared/domain/ticket.ts';
import type { RouteParams } from '../../session/route.ts';
import type { WorkState } from '../../ui/state.tsx';

/** A ticket of a payer account, or a kind of which there is none yet, and what keeps it from being sent. */
export interface TicketItem {
  readonly plan: TicketPlanned;
  readonly ticket: Ticket | null;
  readonly state: WorkState;
  readonly findings: CheckFindings;
}

/** The tickets of every kind, and the kinds of which there is none. */
export function listedTickets(plans: readonly TicketPlanned[]): Pick<TicketItem, 'plan' | 'ticket'>[] {
  return plans.flatMap((plan) => {
    const tickets = plan.tickets.length === 0 ? [null] : plan.tickets;
    return tickets.map((ticket) => ({ plan, ticket }));
  });
}

/** The same with what was found of each; null until all of it is there. */
export function ticketItems(
  listed: readonly Pick<TicketItem, 'plan' | 'ticket'>[] | null,
  checks: readonly (CheckFindings | null)[],
): TicketItem[] | null {
  const found = checks.filter((findings) => findings !== null);
  if (listed === null || found.length < listed.length) return null;
  return listed.flatMap(({ plan, ticket }, index) => {
    const findings = found[index];
    return findings === undefined ? [] : [{ plan, ticket, findings, state: stateOf(ticket, findings) }];
  });
}

/** What there is of a ticket: itself, or its kind where a new one would be made. */
export function ticketOrKind(
  mpaId: AccountId,
  { plan, ticket }: Pick<TicketItem, 'plan' | 'ticket'>,
): { id: number } | { mpaId: AccountId; kind: TicketKind } {
  return ticket === null || ticket.state === 'rejected' ? { mpaId, kind: plan.kind } : { id: ticket.id };
}

/** What the page calls a ticket. */
export function itemName({ plan, ticket }: Pick<TicketItem, 'plan' | 'ticket'>): string {
  return ticket?.followUpOf == null ? plan.name : `${plan.name}: follow-up`;
}

/** The item that the address names, else the first one that needs somebody. */
export function shownItem(items: readonly TicketItem[], { kind, id }: RouteParams): TicketItem | undefined {
  const needs = (item: TicketItem): boolean => item.state === 'needs-you' || item.state === 'overdue';
  const ofKind = items.filter(({ plan }) => plan.kind === kind);
  return (
    ofKind.find(({ ticket }) => ticket !== null && String(ticket.id) === id) ??
    ofKind.find(needs) ??
    ofKind[0] ??
    items.find(needs) ??
    items[0]
  );
}

/** How a ticket stands in the words of the app. */
export function stateOf(ticket: Ticket | null, { counts }: Pick<CheckFindings, 'counts'>): WorkState {
  if (ticket === null || ticket.state === 'draft' || ticket.state === 'rejected') {
    return counts.error > 0 ? 'blocked' : 'needs-you';
  }
  if (ticket.state === 'approved') return 'done';
  if (ticket.state === 'in-review') return 'needs-you';
  return ticket.overdue ? 'overdue' : 'waiting';
}

/** What the page shows of one item: its ticket, or how a new one would look. */
export interface TicketView {
  readonly ticket: TicketDetail | null;
  /** Null where a ticket is there, which has its own text. */
  readonly preview: TicketPreview | null;
  /** What is different from what was sent; null for a draft. */
  readonly changes: TicketChangeList | null;
}

/** How many changes there are since it was sent. */
export function changesSince(changes: TicketChangeList | null): number {
  return changes === null ? 0 : TICKET_CHANGE_PARTS.reduce((sum, part) => sum + changes.counts[part], 0);
}

/** One thing that is different from what was sent. */
export interface Difference {
  readonly key: string;
  readonly what: (typeof TICKET_CHANGE_PARTS)[number];
  /** What it is about, as it is written there. */
  readonly title: string;
  /** What was and is now: cells of a changed row, the subset of an account that moved, a name. */
  readonly values: readonly { readonly name: string; readonly before: string; readonly after: string }[];
}

/** What is different from what was sent, part by part. */
export function differencesOf({ headers, changed, moved, renamed, ...list }: TicketChangeList): Difference[] {
  const named = namedCells(headers);
  const whole = (what: 'new' | 'ended'): Difference[] =>
    list[what].map((row) => ({ key: row.key, what, title: rowTitle(row, named), values: [] }));
  return [
    ...changed.map(({ key, before, after }): Difference => {
      const cells = headers.map((name, at) => ({ name, before: before[at] ?? '', after: after[at] ?? '' }));
      const values = cells.filter((cell) => cell.before !== cell.after);
      return { key, what: 'changed', title: rowTitle({ key, cells: after }, named), values };
    }),
    ...moved.map(({ key, from, to }): Difference => {
      return { key, what: 'moved', title: key, values: [{ name: 'Subset Name', before: from, after: to }] };
    }),
    ...renamed.map(({ what, from, to }): Difference => {
      const title = what === 'subset' ? 'Subset' : 'Billing workflow';
      return { key: `${what} ${from}`, what: 'renamed', title, values: [{ name: '', before: from, after: to }] };
    }),
    ...whole('new'),
    ...whole('ended'),
  ];
}

/** What each state of a ticket is called, and what a person says to bring it there. */
export const TICKET_STATE_WORDS: Readonly<Record<TicketState, { name: string; act: string }>> = {
  draft: { name: 'Draft', act: 'Make a draft' },
  sent: { name: 'Sent', act: 'I sent it…' },
  'in-configuration': { name: 'Spot configures it', act: 'Spot configures it' },
  'in-review': { name: 'In review', act: 'It is ready for review' },
  approved: { name: 'Approved', act: 'It is approved' },
  rejected: { name: 'Rejected', act: 'It was rejected' },
};
