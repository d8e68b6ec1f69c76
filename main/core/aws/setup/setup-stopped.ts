import type { SetupFailure } from '../../../../shared/domain/aws/setup-failure.ts';

/** Thrown by a step that can't go on; the run shows it at the step and goes on with those that do not need it. */
export class SetupStopped extends Error {
  readonly failure: SetupFailure;

  constructor(failure: SetupFailure, options: { cause?: unknown } = {}) {
    super(failure.sentence, options);
    this.name = 'SetupStopped';
    this.failure = failure;
  }
}
