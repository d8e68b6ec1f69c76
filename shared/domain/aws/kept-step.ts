import type { SetupFailure } from './setup-failure.ts';
import type { SetupStepKey } from './setup-step.ts';

/** A set-up step as the ledger keeps it. */
export interface KeptStep {
  step: SetupStepKey;
  state: 'in-place' | 'to-do' | 'waiting' | 'blocked' | 'taken-back';
  knownBy: 'app' | 'operator';
  /** Since when it is in this state; ISO 8601 UTC. */
  since: string;
  dueAt: string | null;
  sentence: string;
  failure: SetupFailure | null;
  evidence: Readonly<Record<string, string>>;
  note: string;
}

/** What apply saw of a step. */
export type SeenStep = Pick<KeptStep, 'step' | 'state' | 'dueAt' | 'sentence' | 'failure' | 'evidence'>;
