import { AppError } from '../../../shared/domain/app-error.ts';
import { isStepKey, STEP_KEYS } from '../../../shared/domain/step.ts';
import type { StepKey } from '../../../shared/domain/step.ts';

/** The key of a step as it was typed. @throws AppError INVALID_INPUT. */
export function toStep(text: string): StepKey {
  if (isStepKey(text)) return text;
  throw new AppError('INVALID_INPUT', `There is no step ${text}. The steps are: ${STEP_KEYS.join(', ')}.`, {
    steps: STEP_KEYS,
  });
}

/** `--evidence key=value`, as often as it was given. @throws AppError INVALID_INPUT. */
export function toEvidence(given: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf('=');
      if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
      throw new AppError('INVALID_INPUT', `${text} is not key=value, such as dataSince=2026-11-20.`);
    }),
  );
}
