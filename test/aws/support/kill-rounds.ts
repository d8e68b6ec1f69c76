import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Round } from '../../faults/sample.ts';
import { difference } from './fault-rounds.ts';
import { callsOf, fingerprint, onCopy } from './phases.ts';
import type { OpenDesk, Phase } from './phases.ts';

const APPLY = fileURLToPath(new URL('./apply-process.ts', import.meta.url));

/** A kill at one call: before AWS has done it, or after, before its answer came. */
export interface AwsKill extends Round {
  phase: Phase;
  call: number;
  when: 'before' | 'after';
}

/** A kill at every call of every phase, before and after it. */
export function allAwsKills(phases: readonly Phase[]): AwsKill[] {
  return callsOf(phases).flatMap(({ phase, call, facets }) =>
    (['before', 'after'] as const).map((when) => ({
      name: `AWS kill: ${phase.name}, ${when} call ${call}`,
      facets: [...facets, when],
      phase,
      call,
      when,
    })),
  );
}

/**
 * Runs an apply in a program of its own to its end: what nothing hinders must end as in this program. It also leaves compiled code for
 * those that are killed, which leave none.
 * @returns null when everything stands as after an apply in this program; else what is different
 */
export async function awsNoKill(phase: Phase): Promise<string | null> {
  return onCopy(phase, async (desk) => {
    const [code] = (await once(startApply(desk), 'exit')) as [number | null];
    if (code !== 0) return `apply ended with ${code}`;
    return endOf(desk, phase);
  });
}

/**
 * Kills an apply (SIGKILL) at its n-th call, and runs apply again, in this program.
 * @returns null when everything stands as it does without the kill; else what is different
 */
export async function awsKillRound({ phase, call, when }: AwsKill): Promise<string | null> {
  return onCopy(phase, async (desk) => {
    const killed = await applyKilled(desk, call, when);
    // How often a stack is looked at depends on the time that passes: an apply may have come to its end with fewer calls.
    if (!killed && desk.sandbox.calls.length >= call) return 'it was not killed';
    await desk.apply();
    return endOf(desk, phase);
  });
}

async function endOf(desk: OpenDesk, phase: Phase): Promise<string | null> {
  const end = await fingerprint(desk);
  return end === phase.end ? null : difference(phase.end, end);
}

async function applyKilled(desk: OpenDesk, call: number, when: 'before' | 'after'): Promise<boolean> {
  const { sandbox } = desk;
  const child = startApply(desk);
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const release = sandbox.onCall((each, phase) => {
    if (each.number === call && phase === when) child.kill('SIGKILL');
  });
  // Killed before the call means that AWS has never seen it.
  if (when === 'before') sandbox.intercept((each) => (each.number === call ? 'connection-lost' : undefined));
  const [, signal] = await ended;
  release();
  sandbox.intercept(null);
  return signal === 'SIGKILL';
}

function startApply({ folder, consents }: OpenDesk): ChildProcess {
  return spawn(process.execPath, [APPLY, folder, ...consents], { stdio: ['ignore', 'ignore', 'inherit'] });
}
