import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { difference } from './fault-rounds.ts';
import { fingerprint, onCopy } from './phases.ts';
import type { OpenDesk, Phase } from './phases.ts';

const APPLY = fileURLToPath(new URL('./apply-process.ts', import.meta.url));

/** A kill at one call: before AWS has done it, or after, before its answer came. */
export interface KillRound {
  phase: Phase;
  call: number;
  when: 'before' | 'after';
}

/** A kill at every call of every phase, before and after it. */
export function allKills(phases: readonly Phase[]): KillRound[] {
  return phases.flatMap((phase) =>
    Array.from({ length: phase.calls }, (_, index) => index + 1).flatMap((call) =>
      (['before', 'after'] as const).map((when) => ({ phase, call, when })),
    ),
  );
}

/**
 * Kills an apply (SIGKILL) at its n-th call, and runs it again.
 * @returns null when everything stands as it does without the kill; else what is different
 */
export async function killRound({ phase, call, when }: KillRound): Promise<string | null> {
  return onCopy(phase, async (desk) => {
    // The ledger belongs to the programs that run now.
    await desk.core.close();
    const killed = await applyKilled(desk, call, when);
    // How often a stack is looked at depends on the time that passes: an apply may have come to its end with fewer calls.
    const reached = desk.sandbox.calls.length >= call;
    await applyOnce(desk);
    const end = await fingerprint(desk);
    const what = `${phase.name}, killed ${when} call ${call}`;
    if (!killed && reached) return `${what}: it was not killed`;
    return end === phase.end ? null : `${what}: ${difference(phase.end, end)}`;
  });
}

async function applyKilled({ folder, sandbox }: OpenDesk, call: number, when: 'before' | 'after'): Promise<boolean> {
  const child = spawn(process.execPath, [APPLY, folder], { stdio: 'ignore' });
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

async function applyOnce({ folder }: OpenDesk): Promise<void> {
  const child = spawn(process.execPath, [APPLY, folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`apply ended with ${code}`);
}
