import type { SetupReport, SetupStepView } from '../../../../shared/contract/aws.ts';
import type { AppliedState } from '../../../../shared/domain/aws/applied.ts';
import { isInPlace } from '../../../../shared/domain/aws/look-state.ts';
import type { SetupStepKey } from '../../../../shared/domain/aws/setup-step.ts';

/** What was done in a run. */
export interface Deeds {
  /** The steps that acted to their end. */
  readonly acted: ReadonlySet<SetupStepKey>;
  /** The calls of a step that changed something in AWS. */
  readonly callsOf: (step: SetupStepKey) => readonly string[];
  /** Whether a step's changes were agreed to. */
  readonly agreed: (step: SetupStepView) => boolean;
}

/** What an apply did, step by step, by the journal of its calls and by how each step was found afterwards. */
export function toApplied(views: readonly SetupStepView[], deeds: Deeds): NonNullable<SetupReport['applied']> {
  return views.map((view) => {
    const { key, name } = view;
    const calls = [...deeds.callsOf(key)];
    const state = stateOf(view, calls.length > 0, deeds.acted.has(key));
    return { step: key, name, state, calls, why: whyOf(view, state, deeds.agreed(view)) };
  });
}

function stateOf({ state }: SetupStepView, changed: boolean, acted: boolean): AppliedState {
  if (isInPlace(state)) return acted || changed ? 'done' : 'was-there';
  if (changed) return 'begun';
  if (state === 'waiting') return 'waits';
  return state === 'later' ? 'later' : 'not-done';
}

function whyOf({ state, sentence, consents, failure }: SetupStepView, became: AppliedState, agreed: boolean): string {
  if (became === 'done' || became === 'was-there') return '';
  if (state === 'needs-you' && consents.length > 0)
    return `It has to be agreed to first: ${consents.map(({ question }) => question).join(' ')}`;
  if (state === 'will-do' && !agreed) return 'It was not among what was agreed to.';
  return failure?.sentence ?? sentence;
}
