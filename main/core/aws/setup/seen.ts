import type { SetupStepKey } from '../../../../shared/domain/aws/setup-step.ts';
import type { SeenStep } from '../../../../shared/domain/aws/kept-step.ts';
import type { KnownStep, Look } from './step.ts';

/**
 * What the ledger keeps of a look; null where it tells nothing new: a step that is for later, or one that is known by the
 * operator's word and still rests on it.
 */
export function toSeen(key: SetupStepKey, look: Look, known: KnownStep | undefined): SeenStep | null {
  if (look.state === 'later') return null;
  const byWord = known?.knownBy === 'operator' && known.state === 'in-place';
  if (byWord && look.state === 'in-place') return null;
  const { sentence, evidence = {}, failure = null, due = null } = look;
  return { step: key, state: STATES[look.state], dueAt: due, sentence, failure, evidence };
}

const STATES = {
  'in-place': 'in-place',
  'will-do': 'to-do',
  'needs-you': 'to-do',
  waiting: 'waiting',
  blocked: 'blocked',
} as const;
