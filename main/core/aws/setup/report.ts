import type { Consent, SetupReport, SetupStepView } from '../../../../shared/contract/aws.ts';
import type { Mpa } from '../../../../shared/contract/mpas.ts';
import { act } from '../../../../shared/domain/action.ts';
import { isInPlace, toldState } from '../../../../shared/domain/aws/look-state.ts';
import { setupFailure } from '../../../../shared/domain/aws/setup-failure.ts';
import type { SetupStepDefinition, SetupStepKey } from '../../../../shared/domain/aws/setup-step.ts';
import { isSameSubject } from '../../../../shared/domain/aws/step-subject.ts';
import { toApplied } from './applied.ts';
import type { Deeds } from './applied.ts';
import type { OpenRun } from './open-run.ts';
import type { KnownStep, Look } from './step.ts';

interface ReportParts {
  mpa: Pick<Mpa, 'id' | 'name'>;
  run: OpenRun | null;
  /** Whether it was looked at in the sandbox. */
  simulated: boolean;
  steps: readonly SetupStepDefinition[];
  looks: ReadonlyMap<SetupStepKey, Look>;
  known: ReadonlyMap<SetupStepKey, KnownStep>;
  only: SetupStepKey | null;
  /** What an apply did; null of a look. */
  deeds?: Deeds | null;
}

/** How a set-up stands, step by step, with what to do next. */
export function toReport({ mpa, run, simulated, steps, looks, known, only, deeds = null }: ReportParts): SetupReport {
  const views = steps.map((definition, index) =>
    toView(definition, index + 1, { look: looks.get(definition.key), known: known.get(definition.key), simulated }),
  );
  const asked = only === null ? views : views.filter(({ key }) => key === only);
  const outcome = outcomeOf(asked);
  return {
    mpaId: mpa.id,
    name: mpa.name,
    simulated,
    bound: run?.session.bound ?? null,
    runId: run?.runId ?? null,
    steps: views,
    outcome,
    calls: { reads: run?.journal.reads ?? 0, changes: run?.journal.changes ?? 0 },
    applied: deeds === null ? null : toApplied(asked, deeds),
    next: nextSentence(outcome, asked, { mpaId: mpa.id, simulated }),
  };
}

function toView(
  { key, name, purpose }: SetupStepDefinition,
  position: number,
  { look, known, simulated }: { look: Look | undefined; known: KnownStep | undefined; simulated: boolean },
): SetupStepView {
  const byWord = known?.knownBy === 'operator' && look?.state === 'in-place';
  const consentFailure =
    look?.state === 'needs-you' && look.failure === undefined && look.consents !== undefined && look.consents.length > 0
      ? setupFailure('consent-needed', { what: asked(look.consents) })
      : null;
  return {
    key,
    position,
    name,
    purpose,
    state: toldState(look?.state ?? 'later', simulated),
    sentence: look?.sentence ?? 'Not looked at yet.',
    wasTakenBack: known?.state === 'taken-back' && look?.state === 'will-do',
    calls: [...(look?.calls ?? [])],
    consents: [...(look?.consents ?? [])],
    failure: look?.failure ?? consentFailure,
    due: look?.state === 'waiting' ? dueOf(key, look, known) : null,
    byHand: look?.byHand ?? null,
    evidence: { ...known?.evidence, ...look?.evidence },
    knownBy: byWord ? 'operator' : 'app',
    note: known?.note ?? '',
  };
}

/** The first question, and how many there are. */
function asked(consents: readonly Consent[]): string {
  const [first, ...more] = consents;
  const others = more.length === 1 ? 'One more thing is' : `${more.length} more things are`;
  return `${first?.question ?? ''}${more.length === 0 ? '' : ` ${others} to be agreed to.`}`;
}

function outcomeOf(views: readonly SetupStepView[]): SetupReport['outcome'] {
  const has = (state: SetupStepView['state']): boolean => views.some((view) => view.state === state);
  if (has('blocked')) return 'blocked';
  if (has('will-do')) return 'to-do';
  if (has('needs-you')) return 'needs-you';
  if (has('waiting')) return 'waiting';
  return views.every(({ state }) => isInPlace(state)) ? 'done' : 'to-do';
}

function nextSentence(
  outcome: SetupReport['outcome'],
  views: readonly SetupStepView[],
  { mpaId, simulated }: Pick<SetupReport, 'mpaId' | 'simulated'>,
): string {
  const first = (state: SetupStepView['state']): SetupStepView | undefined =>
    views.find((view) => view.state === state);
  switch (outcome) {
    case 'done':
      return simulated
        ? `Everything is in place in the sandbox, and nothing in AWS. To set it up there, end the rehearsal with: ${act('aws.end-rehearsal', { mpaId })}`
        : 'Everything is in place; there is nothing to do.';
    case 'blocked':
      return first('blocked')?.failure?.remedy ?? 'See what blocks it.';
    case 'needs-you':
      return moveOf(first('needs-you'));
    case 'waiting': {
      const step = first('waiting');
      return `${step?.sentence ?? 'Wait.'}${step?.due ? ` Look again by ${step.due.slice(0, 16).replace('T', ' ')} UTC.` : ''}`;
    }
    case 'to-do':
      return `Do it with: ${act('aws.apply')}`;
  }
}

/** What the operator has to do: what is asked comes before what would be done then. */
function moveOf(step: SetupStepView | undefined): string {
  if (step === undefined) return 'It is your move.';
  const { name, consents, sentence } = step;
  const [consent] = consents;
  return consent === undefined ? sentence : `${name} has to be agreed to first: ${consent.question}`;
}

/** A wait that is going on keeps its end; a new one, or one for something else, has that of the look. */
function dueOf(key: SetupStepKey, { due = null, evidence = {} }: Look, known: KnownStep | undefined): string | null {
  const goesOn = known?.state === 'waiting' && isSameSubject(key, known.evidence, evidence);
  return goesOn ? known.dueAt : due;
}
