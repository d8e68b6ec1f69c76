import type { SetupStepKey } from './setup-step.ts';

/**
 * What became of a step in an apply: `done` by it · `begun` by it, and not at its end · `not-done` · `waits` for somebody else · `later`,
 * after others · `was-there` before it.
 */
export const APPLIED_STATES = ['done', 'begun', 'not-done', 'waits', 'later', 'was-there'] as const;

export type AppliedState = (typeof APPLIED_STATES)[number];

/** What an apply did of a step, and why no more. */
export interface AppliedStep {
  readonly step: SetupStepKey;
  readonly name: string;
  readonly state: AppliedState;
  /** The calls of it that changed something in AWS, as s3:CreateBucket. */
  readonly calls: string[];
  /** Why it is not done; empty where it is. */
  readonly why: string;
}

const HEADS: Readonly<Record<AppliedState, string>> = {
  done: 'Done',
  begun: 'Begun, not at its end',
  'not-done': 'Not done',
  waits: 'Waits',
  later: 'Comes after that',
  'was-there': 'In place before',
};

/** What an apply did, a line each: what was done first, then what was not and why. Steps that need no words share a line. */
export function appliedLines(applied: readonly AppliedStep[]): string[] {
  const lines = APPLIED_STATES.flatMap((state) => {
    const steps = applied.filter((each) => each.state === state);
    if (steps.length === 0) return [];
    const terse = state === 'later' || state === 'was-there';
    return terse ? [`${HEADS[state]}: ${steps.map(({ name }) => name).join(', ')}.`] : steps.map(lineOf);
  });
  return changed(applied) ? lines : ['Nothing was changed in AWS.', ...lines];
}

/** Whether an apply changed something in AWS, or may have. */
function changed(applied: readonly AppliedStep[]): boolean {
  return applied.some(({ calls }) => calls.length > 0);
}

function lineOf({ state, name, calls, why }: AppliedStep): string {
  const what = calls.length === 0 ? name : `${name} (${calls.join(', ')})`;
  return why === '' ? `${HEADS[state]}: ${what}.` : `${HEADS[state]}: ${what}: ${why}`;
}

/** Two applies, one after the other, as one: what the first has done was not there before. */
export function joinApplied(before: AppliedStep[] | null, after: AppliedStep[] | null): AppliedStep[] | null {
  if (before === null || after === null) return after ?? before;
  return after.map((now): AppliedStep => {
    const then = before.find(({ step }) => step === now.step);
    if (then === undefined) return now;
    const calls = [...then.calls, ...now.calls];
    const didSome = then.state === 'done' || then.calls.length > 0;
    if (now.state === 'was-there') return { ...now, calls, state: didSome ? 'done' : 'was-there' };
    return { ...now, calls, state: now.state === 'not-done' && calls.length > 0 ? 'begun' : now.state };
  });
}
