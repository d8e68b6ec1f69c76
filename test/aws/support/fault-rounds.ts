import type { CallFaultKey } from '../../../main/core/sandbox/faults/call-faults.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { fingerprint, onCopy } from './phases.ts';
import type { OpenDesk, Phase } from './phases.ts';

/** Faults that pass: after them, apply run again must end as if they had never been. */
export const PASSING: readonly CallFaultKey[] = [
  'throttled',
  'server-error',
  'connection-lost',
  'connection-lost-after',
  'credentials-expired',
];

/** An answer that does not come, once at every call. These rounds are mostly waiting. */
export function silentRounds(phases: readonly Phase[]): FaultRound[] {
  return phases.flatMap((phase) =>
    Array.from({ length: phase.calls }, (_, index) => ({
      phase,
      call: index + 1,
      key: 'timed-out' as const,
      lasting: false,
    })),
  );
}

/** One fault at one call of one phase. */
export interface FaultRound {
  phase: Phase;
  call: number;
  key: CallFaultKey;
  /** How often the call is hindered: once, or until the apply ends. */
  lasting: boolean;
}

/** Every round there is. */
export function allRounds(phases: readonly Phase[]): FaultRound[] {
  return phases.flatMap((phase) =>
    Array.from({ length: phase.calls }, (_, index) => index + 1).flatMap((call) =>
      PASSING.flatMap((key) => [false, true].map((lasting) => ({ phase, call, key, lasting }))),
    ),
  );
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
    return end === phase.end
      ? null
      : `${phase.name}, call ${call} (${target}), ${key}${lasting ? ', lasting' : ''}: ${difference(phase.end, end)}`;
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

/** Runs rounds side by side. @returns what was different, for each that was */
export async function runRounds<T>(
  rounds: readonly T[],
  parallel: number,
  run: (round: T) => Promise<string | null>,
): Promise<string[]> {
  const faults: string[] = [];
  const waiting = [...rounds];
  const worker = async (): Promise<void> => {
    for (let round = waiting.shift(); round !== undefined; round = waiting.shift()) {
      const fault = await run(round);
      if (fault !== null) faults.push(fault);
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return faults;
}
