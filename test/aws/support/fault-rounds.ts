import type { CallFaultKey } from '../../../main/core/sandbox/faults/call-faults.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { Round } from '../../faults/sample.ts';
import { callsOf, fingerprint, onCopy } from './phases.ts';
import type { OpenDesk, Phase } from './phases.ts';

/** Faults that pass: after them, apply run again must end as if they had never been. */
const PASSING: readonly CallFaultKey[] = [
  'throttled',
  'server-error',
  'connection-lost',
  'connection-lost-after',
  'not-from-aws',
  'credentials-expired',
  'keys-refused',
];

/** One fault at one call of one phase. */
export interface FaultRound extends Round {
  phase: Phase;
  call: number;
  key: CallFaultKey;
  /** How often the call is hindered: once, or until the apply ends. */
  lasting: boolean;
}

/** Every kind of fault, once and lasting, at every call of every phase. */
export function allFaults(phases: readonly Phase[]): FaultRound[] {
  return callsOf(phases).flatMap(({ phase, call, facets }) =>
    PASSING.flatMap((key) =>
      [false, true].map((lasting) => {
        const kind = lasting ? `${key}, lasting` : key;
        return {
          name: `fault: ${phase.name}, call ${call}, ${kind}`,
          facets: [...facets, kind],
          phase,
          call,
          key,
          lasting,
        };
      }),
    ),
  );
}

/** An answer that does not come, once at every call of every phase. These rounds are mostly waiting. */
export function allSilences(phases: readonly Phase[]): FaultRound[] {
  return callsOf(phases).map(({ phase, call, facets }) => ({
    name: `silence: ${phase.name}, call ${call}`,
    facets,
    phase,
    call,
    key: 'timed-out',
    lasting: false,
  }));
}

/**
 * Injects a fault at the n-th call of a phase's apply, and runs apply again.
 * @returns null when everything stands as it does without the fault; else what is different
 */
export async function faultRound({ phase, call, key, lasting }: FaultRound): Promise<string | null> {
  return onCopy(phase, async (desk) => {
    let target = '';
    desk.sandbox.intercept((each) => {
      if (each.number === call) target = `${each.service}:${each.operation}`;
      const hit = each.number === call || (lasting && target === `${each.service}:${each.operation}`);
      return hit ? key : undefined;
    });
    await tryApply(desk);
    desk.sandbox.intercept(null);
    await desk.apply();
    const end = await fingerprint(desk);
    return end === phase.end ? null : `(${target}) ${difference(phase.end, end)}`;
  });
}

async function tryApply(desk: OpenDesk): Promise<void> {
  try {
    await desk.apply();
  } catch (error) {
    // A refusal with a code is what a fault may lead to; anything else is a fault of our own.
    if (!(error instanceof AppError) || error.code === 'INTERNAL') throw error;
  }
}

/** The first lines that differ. */
export function difference(wanted: string, found: string): string {
  const [a, b] = [wanted.split('\n'), found.split('\n')];
  const index = a.findIndex((line, at) => line !== b[at]);
  return `line ${index + 1}: wanted ${(a.slice(index, index + 3).join(' ') || 'nothing').slice(0, 300)}, found ${b
    .slice(index, index + 3)
    .join(' ')
    .slice(0, 300)}`;
}
