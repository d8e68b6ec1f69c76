import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Consent, SetupEvent, SetupReport, SetupStepView } from '../../../shared/contract/aws.ts';
import { appliedLines } from '../../../shared/domain/aws/applied.ts';
import type { AppliedState } from '../../../shared/domain/aws/applied.ts';
import type { LookState } from '../../../shared/domain/aws/look-state.ts';
import { accountId, isAccountId } from '../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import type { WorkState } from '../../ui/state.tsx';
import { plural } from '../../ui/words.ts';

/** Account IDs as they were typed or pasted; null where there are none, or one is none. */
export function toAccountIds(list: string): AccountId[] | null {
  const ids = list.split(/[\s,;]+/u).filter((id) => id !== '');
  return ids.length === 0 || !ids.every(isAccountId) ? null : ids.map((id) => accountId(id));
}

/** An event of a step as a line of text, with what it should look like. */
export interface EventLine {
  readonly text: string;
  readonly kind: 'normal' | 'change' | 'error';
}

/** A question of a running task that only a person can answer. */
export type Question = Extract<SetupEvent, { type: 'question' }>;

/** What a plan or an apply that is under way has told so far. */
export interface RunState {
  readonly mode: 'plan' | 'apply' | null;
  /** The step at which it is. */
  readonly at: string | null;
  /** How the steps that were passed stand. */
  readonly states: Readonly<Record<string, { state: LookState; sentence: string }>>;
  /** What happened at each step, the last first lines only. */
  readonly lines: Readonly<Record<string, readonly EventLine[]>>;
  readonly question: Question | null;
  /** The last plan or apply that came to its end; AWS as it was then. */
  readonly report: SetupReport | null;
}

export type RunStore = StoreApi<RunState>;

const NOTHING: RunState = { mode: null, at: null, states: {}, lines: {}, question: null, report: null };

/** How many lines of a step are held. */
const MOST_LINES = 100;

/** A set-up of which nothing runs. */
export function createRunStore(): RunStore {
  return createStore<RunState>(() => NOTHING);
}

/** A run begins. */
export function beginRun(store: RunStore, mode: 'plan' | 'apply'): void {
  store.setState(({ report }) => ({ ...NOTHING, mode, report }));
}

/** A run has ended. @param report what it says; null where it did not come to its end */
export function endRun(store: RunStore, report: SetupReport | null): void {
  store.setState((before) => ({ ...before, mode: null, at: null, question: null, report: report ?? before.report }));
}

/** What the runs of before have found counts no more: the rehearsal has ended. */
export function forgetReport(store: RunStore): void {
  store.setState({ ...NOTHING });
}

/** What a run tells, taken into the store. */
export function takeEvent(store: RunStore, event: SetupEvent): void {
  switch (event.type) {
    case 'question':
      store.setState({ question: event });
      return;
    case 'step': {
      const { step, state, sentence } = event;
      store.setState(({ states }) => ({ at: step, states: { ...states, [step]: { state, sentence } } }));
      return;
    }
    case 'call': {
      const { step, service, operation, changes, outcome, code } = event;
      if (step === null) return;
      const kind = outcome === 'failed' ? 'error' : changes ? 'change' : 'normal';
      addLine(store, step, { text: `${service}:${operation} ${outcome === 'ok' ? 'ok' : (code ?? 'failed')}`, kind });
      return;
    }
    case 'stack': {
      const { step, stack, resource, status, reason } = event;
      const kind = status.endsWith('FAILED') ? 'error' : 'change';
      addLine(store, step, { text: `${stack}: ${resource} ${status}${reason === '' ? '' : `, ${reason}`}`, kind });
      return;
    }
    case 'waiting':
      // The bar of what is under way shows it.
      return;
    case 'bound':
  }
}

function addLine(store: RunStore, step: string, line: EventLine): void {
  store.setState(({ lines }) => ({
    at: step,
    lines: { ...lines, [step]: [...(lines[step] ?? []), line].slice(-MOST_LINES) },
  }));
}

/** The states of the set-up in the words that the whole app has for states. */
export const STATE_OF_LOOK: Readonly<Record<LookState, WorkState>> = {
  'in-place': 'done',
  'in-place-simulated': 'simulated',
  'will-do': 'needs-you',
  later: 'not-started',
  waiting: 'waiting',
  'needs-you': 'needs-you',
  blocked: 'blocked',
};

/** What apply would do, all steps together. */
export interface Intent {
  readonly steps: readonly SetupStepView[];
  readonly calls: number;
  readonly consents: readonly Consent[];
}

/** What a set-up comes to, with its actions. @param planned whether AWS was asked just now */
export function standingOf(report: SetupReport, planned: boolean): string {
  // What an apply did stands in lines of its own; after it comes what is next.
  if (report.applied !== null && report.outcome !== 'blocked') return report.next;
  switch (report.outcome) {
    case 'blocked': {
      const step = report.steps.find(({ state }) => state === 'blocked');
      const { failure } = step ?? { failure: null };
      return failure === null ? report.next : `${step?.name ?? ''}: ${failure.sentence} ${failure.remedy}`;
    }
    case 'to-do': {
      const { steps } = intentOf(report);
      return planned
        ? `${plural(steps.length, 'step')} can be done now: see the calls of each, then apply.`
        : 'There is something to do. Look at AWS now to see what.';
    }
    default:
      return report.next;
  }
}

/** How an apply ended, in a sentence: what it did, what it did not and why, and what is next. */
export function appliedInWords({ applied, next }: SetupReport): string {
  return [...appliedLines((applied ?? []).filter(({ state }) => !QUIET.has(state))), `Next: ${next}`].join(' ');
}

const QUIET: ReadonlySet<string> = new Set(['later', 'was-there']);

/** How good the news of an apply are: green is only what was done, with nothing left that hindered it. */
export function kindOfApplied({ applied, outcome }: SetupReport): 'success' | 'info' | 'warning' {
  const has = (state: AppliedState): boolean => (applied ?? []).some((each) => each.state === state);
  if (outcome === 'blocked' || has('begun') || (has('not-done') && !has('done'))) return 'warning';
  return (has('done') && !has('not-done')) || outcome === 'done' ? 'success' : 'info';
}

/** What the calls of steps would delete, each with its name. */
export function deletionsOf(steps: readonly SetupStepView[]): string[] {
  return steps
    .flatMap(({ calls }) => calls)
    .filter(({ operation }) => operation.startsWith('Delete'))
    .map(({ service, operation, what }) => `${what} (${service}:${operation})`);
}

/** The steps that apply would change, with everything that has to be agreed to. */
export function intentOf(report: SetupReport): Intent {
  const steps = report.steps.filter(
    ({ state, consents }) => state === 'will-do' || (state === 'needs-you' && consents.length > 0),
  );
  return {
    steps,
    calls: steps.reduce((sum, { calls }) => sum + calls.length, 0),
    consents: steps.flatMap(({ consents }) => consents),
  };
}
