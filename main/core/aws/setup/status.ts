import type { SetupReport, SetupStepView } from '../../../../shared/contract/aws.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { setupStepsOf } from '../../../../shared/domain/aws/setup-step.ts';
import type { SetupStepKey } from '../../../../shared/domain/aws/setup-step.ts';
import type { KeptStep } from '../../../../shared/domain/aws/kept-step.ts';
import type { TaskLedger } from '../../runtime/task.ts';
import { toReport } from './report.ts';
import type { Look } from './step.ts';
import { lookOf } from './view-look.ts';

/** Among how many runs the one of the last report is looked for. */
const RUNS = 200;

/**
 * How a set-up stood when it was last seen: from the ledger alone, AWS is not asked. What a run found counts, unless the ledger
 * has learned of the step since: by a run that was interrupted, by the operator's word, or because the step was taken back.
 * @throws AppError NOT_FOUND.
 */
export async function setupStatus(
  task: Pick<TaskLedger, 'read'>,
  { mpaId }: { mpaId: AccountId },
): Promise<SetupReport> {
  const mpa = await task.read('mpas.get', { id: mpaId });
  const choices = await task.read('aws.choices', { mpaId });
  const known = new Map((await task.read('aws.knownSteps', { mpaId })).map((step) => [step.step, step]));
  const last = await task.read('aws.lastReport', { mpaId });
  const runs = await task.read('aws.runs', { mpaId, limit: RUNS });
  const reportedAt = runs.find(({ id }) => id === last?.runId)?.endedAt ?? '';
  const steps = setupStepsOf(mpa.scenario, choices.withAthena);
  const looks = new Map<SetupStepKey, Look>();
  for (const { key, needs } of steps) {
    const view = last?.steps.find((each) => each.key === key);
    const look = lastLook(known.get(key), view, reportedAt);
    // As in a run: what rests on something that is open is for later.
    const later = look !== null && couldBeLater(look) && needs.some((need) => isOpen(looks.get(need)));
    if (look !== null)
      looks.set(key, later ? { ...look, state: 'later', sentence: since(known.get(key), look) } : look);
  }
  // One that was begun is what it was begun as; else it is what was looked at last.
  const simulated = choices.simulated ?? last?.bound?.simulated ?? false;
  const report = toReport({ mpa, run: null, simulated, steps, looks, known, only: null });
  return { ...report, bound: last?.bound ?? null, runId: last?.runId ?? null };
}

/** Whether it could only be looked at with all in place that it needs: the ledger tells of it, or a person was to move. */
function couldBeLater({ state, calls, consents = [] }: Look): boolean {
  return (state === 'will-do' && calls === undefined) || (state === 'needs-you' && consents.length === 0);
}

/** What the ledger says of a step that is for later now, which was not when the last run looked. */
function since(kept: KeptStep | undefined, look: Look): string {
  return kept?.sentence ?? look.sentence;
}

function isOpen(look: Look | undefined): boolean {
  return look !== undefined && look.state !== 'in-place';
}

/** The newer of what the ledger keeps of a step and what the last run reported of it. */
function lastLook(kept: KeptStep | undefined, view: SetupStepView | undefined, reportedAt: string): Look | null {
  const reported = view === undefined ? null : lookOf(view);
  if (kept === undefined) return reported;
  if (reported === null || reported.state === 'later' || kept.since > reportedAt || kept.knownBy === 'operator')
    return fromKept(kept);
  // In the same second the run came first: what it has seen itself, it has kept.
  const isNewer = kept.state === 'taken-back' || (kept.state === 'to-do' && kept.since === reportedAt);
  const wasGood = reported.state === 'in-place' || reported.state === 'waiting';
  return isNewer && wasGood ? fromKept(kept) : reported;
}

function fromKept({ state, sentence, dueAt, failure, evidence }: KeptStep): Look {
  const words = state === 'taken-back' ? `Taken back. ${sentence}` : sentence;
  return { state: STATES[state], sentence: words, due: dueAt, evidence, ...(failure !== null && { failure }) };
}

const STATES = {
  'in-place': 'in-place',
  'to-do': 'will-do',
  waiting: 'waiting',
  blocked: 'blocked',
  'taken-back': 'will-do',
} as const;
