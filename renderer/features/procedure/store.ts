import type { Procedure, Step } from '../../../shared/contract/steps.ts';
import type { MpaPage } from '../../session/route.ts';

/** The step to show: the one that was asked for, else the next to do, else the first. */
export function shownStep(procedure: Procedure, wanted: string | undefined): Step | null {
  const find = (key: string | undefined): Step | undefined => procedure.steps.find((step) => step.key === key);
  return find(wanted) ?? find(procedure.next?.step) ?? procedure.steps[0] ?? null;
}

/** The page on which a step is done, and what its button says; null for what is done elsewhere (the Spot console). */
export function pageOfStep(step: Step): { page: MpaPage; text: string } | null {
  const own = PAGES[step.key];
  if (own !== undefined) return own;
  return step.ticket === null ? null : { page: 'tickets', text: TICKET_TEXTS[step.ticket.channel] };
}

const TICKET_TEXTS = { ticket: 'Prepare the ticket', mail: 'Prepare the mail' } as const;

const PAGES: Partial<Record<Step['key'], { page: MpaPage; text: string }>> = {
  connect: { page: 'aws-set-up', text: 'Open the AWS set-up' },
  'create-subsets': { page: 'subsets', text: 'Open the subsets' },
  workflows: { page: 'workflows', text: 'Open the workflows' },
};

/** Which tickets a step that was closed leaves open, to follow what was done; empty where there are none. */
export function openTicketsText({ openTickets }: Pick<Step, 'openTickets'>): string {
  const names = openTickets.map(({ id, ticketNumber }) => ticketNumber ?? `${id} of this ledger`);
  if (names.length === 0) return '';
  return names.length === 1
    ? ` Its ticket ${names[0]} is still open.`
    : ` Its tickets ${names.join(', ')} are still open.`;
}

/** Whether a step is still to be done. */
export function isOpen({ state }: Step): boolean {
  return state !== 'done' && state !== 'skipped';
}
