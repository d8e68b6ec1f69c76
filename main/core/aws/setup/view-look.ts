import type { SetupStepView } from '../../../../shared/contract/aws.ts';
import { stateThere } from '../../../../shared/domain/aws/look-state.ts';
import type { SetupFailure } from '../../../../shared/domain/aws/setup-failure.ts';
import type { Look } from './step.ts';

/** The look that a step of a report was made from; that a consent is missing is told by its consents alone. */
export function lookOf(view: SetupStepView): Look {
  const { sentence, calls, consents, failure, due, byHand, evidence } = view;
  const look = {
    state: stateThere(view.state),
    sentence,
    calls,
    consents,
    due,
    evidence,
    ...(byHand !== null && { byHand }),
  };
  if (failure === null || failure.key === 'consent-needed') return look;
  // Made by setupFailure alone, whose keys these are.
  return { ...look, failure: failure as SetupFailure };
}
