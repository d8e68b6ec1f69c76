import type { CheckResult } from '../../../shared/contract/checks.ts';
import type { TicketChangeList, TicketDetail, TicketPlanned, TicketPreview } from '../../../shared/contract/tickets.ts';
import { nameKey } from '../../../shared/domain/name-key.ts';
import type { TicketState } from '../../../shared/domain/ticket.ts';
import type { WorkState } from '../../ui/state.tsx';

/** A kind of ticket in a payer account's scenario: the latest one of it, and what keeps it from being sent. */
export interface TicketItem {
  readonly plan: TicketPlanned;
  readonly state: WorkState;
  readonly findings: CheckResult;
}

/** The kinds of tickets with what was found of each; null until all of it is there. */
export function ticketItems(
  plans: readonly TicketPlanned[] | null,
  checks: readonly (CheckResult | null)[],
): TicketItem[] | null {
  const items = (plans ?? []).flatMap((plan, index): TicketItem[] => {
    const findings = checks[index] ?? null;
    return findings === null ? [] : [{ plan, findings, state: stateOf(plan, findings) }];
  });
  return plans === null || items.length < plans.length ? null : items;
}

/** How a kind of ticket stands in the words of the app. */
export function stateOf({ latest }: TicketPlanned, { counts }: Pick<CheckResult, 'counts'>): WorkState {
  if (latest === null || latest.state === 'draft' || latest.state === 'rejected') {
    return counts.error > 0 ? 'blocked' : 'needs-you';
  }
  if (latest.state === 'approved') return 'done';
  if (latest.state === 'in-review') return 'needs-you';
  return latest.overdue ? 'overdue' : 'waiting';
}

/** What the page shows of one kind: its open ticket, or how a new one would look. */
export interface TicketView {
  readonly ticket: TicketDetail | null;
  /** Null where a ticket is there, which has its own text. */
  readonly preview: TicketPreview | null;
  /** What is different from what was sent; null for a draft. */
  readonly changes: TicketChangeList | null;
}

/** How many rows are different from what was sent. */
export function changedRows(changes: TicketChangeList | null): number {
  if (changes === null) return 0;
  const { added, removed, changed } = changes.counts;
  return added + removed + changed;
}

/** How a row is different from what was sent. */
export interface Difference {
  readonly key: string;
  readonly what: 'added' | 'changed' | 'removed';
  /** What the row is about, as it is written there. */
  readonly title: string;
  /** Of a changed row: the cells that are different. */
  readonly cells: readonly { readonly header: string; readonly before: string; readonly after: string }[];
}

/** What is different from what was sent, row by row: changed ones first. */
export function differencesOf({ headers, added, changed, removed }: TicketChangeList): Difference[] {
  return [
    ...changed.map(({ key, before, after }): Difference => {
      const cells = headers.map((header, at) => ({ header, before: before[at] ?? '', after: after[at] ?? '' }));
      const different = cells.filter((cell) => cell.before !== cell.after);
      return { key, what: 'changed', title: titleOf(key, after), cells: different };
    }),
    ...added.map(({ key, cells }): Difference => ({ key, what: 'added', title: titleOf(key, cells), cells: [] })),
    ...removed.map(({ key, cells }): Difference => ({ key, what: 'removed', title: titleOf(key, cells), cells: [] })),
  ];
}

/** A row's key is a name without case; the cell that it was made of has the name as it is written. */
function titleOf(key: string, cells: readonly string[]): string {
  return cells.find((cell) => nameKey(cell) === key) ?? key;
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
