import type { SetupChoices } from '../../../../shared/contract/aws.ts';
import type { Mpa } from '../../../../shared/contract/mpas.ts';
import { handOffState } from '../../../../shared/domain/aws/hand-off.ts';
import type { KeptStep } from '../../../../shared/domain/aws/kept-step.ts';
import { SETUP_STEPS, setupStepsOf } from '../../../../shared/domain/aws/setup-step.ts';
import type { SetupStepKey } from '../../../../shared/domain/aws/setup-step.ts';
import { SETUP_WAITS } from '../../../../shared/domain/step-catalogue.ts';
import type { WriteContext } from '../../ledger/context.ts';
import { isDemo } from '../../ledger/identity.ts';
import { listSteps, markDone, noteStep, reopenStep, waitForStep } from '../steps/service.ts';
import { connectEvidence } from './connect-evidence.ts';

/** The waits of the set-up as the procedure knows them. */
const WAITS: Partial<Record<SetupStepKey, string>> = {
  'first-delivery': 'first-delivery',
  'vendor-link': 'extractor-link',
  'console-data': 'data',
};

/**
 * Lets the procedure's `connect` step follow the set-up: done when every set-up step is in place, waiting while one waits and
 * nothing else is to be done, else the operator's move; with the evidence that the set-up has. A step that a person has closed
 * stays closed, until a set-up step is taken back. Part of the same operation, so that undo takes back both. A rehearsal leaves the
 * procedure as it is, but in a demo: see `withRehearsal`.
 */
export function followConnect(context: WriteContext, mpa: Mpa, choices: SetupChoices, kept: readonly KeptStep[]): void {
  if (choices.simulated === true && !isDemo(context.db)) return;
  const target = { mpaId: mpa.id, step: 'connect' as const };
  const connect = listSteps(context, { mpaId: mpa.id }).steps.find(({ key }) => key === 'connect');
  if (!connect || connect.state === 'skipped') return;
  // A mail that was made and not sent: that a former one was, or that somebody said so and took it back, is no evidence any more.
  const isToSend = kept.some((each) => each.step === 'hand-off' && handOffState(each, false) === 'made');
  const evidence = { ...(isToSend && { mailOn: '' }), ...connectEvidence(kept, choices.simulated === true) };
  const byStep = new Map(kept.map((step) => [step.step, step]));
  const steps = setupStepsOf(mpa.scenario, choices.withAthena).map(({ key }) => ({ key, known: byStep.get(key) }));
  const open = steps.filter(({ known }) => known?.state !== 'in-place');
  if (open.length === 0) {
    if (connect.state === 'done') return;
    markDone(context, {
      ...target,
      how: 'Every step of the AWS set-up is in place',
      evidence,
      outOfOrder: 'AWS is set up',
    });
    return;
  }
  if (connect.state === 'done') {
    if (open.some(({ known }) => known?.state === 'taken-back')) {
      reopenStep(context, { ...target, reason: 'A step of the AWS set-up was taken back' });
    }
    return;
  }
  const waiting = open.find(({ known }) => known?.state === 'waiting');
  const blocked = open.some(({ known }) => known?.state === 'blocked');
  if (waiting?.known && !blocked) {
    const documented = WAITS[waiting.key];
    const wait = connect.waits.some(({ key }) => key === documented) ? (documented ?? null) : null;
    waitForStep(context, {
      ...target,
      wait,
      what:
        wait === null
          ? (SETUP_WAITS.find(({ key }) => key === documented)?.what ?? SETUP_STEPS[waiting.key].name)
          : null,
      since: waiting.known.since,
      due: waiting.known.dueAt ?? (wait === null ? aDayAfter(waiting.known.since) : null),
    });
  } else if (connect.state !== 'needs-you' && connect.state !== 'not-started') {
    reopenStep(context, { ...target, reason: 'The AWS set-up goes on' });
  }
  if (Object.keys(evidence).length > 0) noteStep(context, { ...target, note: null, evidence });
}

/** When to look again at a wait that the procedure does not know and that has no end of its own. */
function aDayAfter(at: string): string {
  return new Date(new Date(at).getTime() + 86_400_000).toISOString();
}
