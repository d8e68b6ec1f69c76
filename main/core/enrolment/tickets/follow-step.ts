import { SCENARIOS } from '../../../../shared/domain/scenario.ts';
import type { ScenarioKey } from '../../../../shared/domain/scenario.ts';
import { ticketPlan } from '../../../../shared/domain/ticket.ts';
import type { TicketKind, TicketState } from '../../../../shared/domain/ticket.ts';
import type { WriteContext } from '../../ledger/context.ts';
import { requireMpa } from '../mpas/service.ts';
import { listSteps, markDone, noteStep, reopenStep, waitForStep } from '../steps/service.ts';
import type { TicketRecord } from './repo.ts';
import { requireRecord, toTicket } from './to-ticket.ts';

/**
 * Takes the step that a ticket belongs to along: sent or sent back for configuration, the step waits until the answer is due; in review or rejected it is the
 * operator's move again; approved, it is done, with the ticket as evidence. A step that a person has closed stays as it is.
 * Part of the ticket's own operation, so that undo takes back both.
 */
export function followStep(context: WriteContext, record: TicketRecord, state: TicketState): void {
  const { mpaId, kind, ticketNumber, sentAt, answerDue } = toTicket(record, context);
  const { scenario } = requireMpa(context.db, mpaId);
  const { step } = ticketPlan(scenario, kind);
  const present = listSteps(context, { mpaId }).steps.find(({ key }) => key === step);
  if (step === null || present?.state === 'done' || present?.state === 'skipped') return;
  const other = present?.openTickets.at(-1);
  // Where one is approved and another is not, the step goes by that one.
  if (state === 'approved' && other) return followStep(context, requireRecord(context.db, other.id), other.state);
  const number = ticketNumber === null ? `Ticket ${record.id} of this ledger` : `Ticket ${ticketNumber}`;
  if ((state === 'sent' || state === 'in-configuration') && sentAt !== null) {
    const wait = hasOwnWait(scenario, kind) ? null : `the answer to ${number}`;
    waitForStep(context, { mpaId, step, wait: null, what: wait, since: sentAt, due: answerDue });
  }
  if (state === 'in-review') reopenStep(context, { mpaId, step, reason: `${number}: the vendor asks for your review` });
  if (state === 'rejected') reopenStep(context, { mpaId, step, reason: `${number} was rejected` });
  if (state === 'approved') {
    const evidence = { approval: `${number} was approved` };
    markDone(context, { mpaId, step, how: evidence.approval, evidence, outOfOrder: 'the vendor has approved it' });
  }
  const asked = new Set(present?.evidenceFields.map(({ key }) => key));
  const evidence = {
    ...(ticketNumber !== null && { ticketNumber }),
    ...(sentAt !== null && asked.has('mailOn') && { mailOn: sentAt }),
  };
  if (Object.keys(evidence).length > 0) noteStep(context, { mpaId, step, note: null, evidence });
}

/** Whether the step's document announces one wait, which then gives its words. */
function hasOwnWait(scenario: ScenarioKey, kind: TicketKind): boolean {
  const step = SCENARIOS[scenario].steps.find(({ ticket }) => ticket?.kind === kind);
  return step?.waits.length === 1;
}
