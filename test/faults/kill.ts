import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KillResult } from './kill-run.ts';
import { killOnce } from './kill-run.ts';
import { ACTIONS, prepareActions } from './kill-setup.ts';
import type { Action, Prepared } from './kill-setup.ts';

/** What many kills have shown. */
export interface KillSummary {
  runs: number;
  killed: number;
  before: number;
  after: number;
}

/** A command may end before its kill comes; then there is another run, up to so many. */
const MOST_RUNS_A_KILL = 3;

/**
 * Kills imports, undos, redos, exports and backups at random moments, again and again, in turn, and checks what is left each time.
 * @param count how many kills; a command that ended before its kill came does not count. @param seed makes the moments the same again.
 * @throws AggregateError with what was wrong in which run.
 */
export async function killMany(count: number, seed: number): Promise<Record<Action, KillSummary>> {
  const root = mkdtempSync(join(tmpdir(), 'enrollment-desk-kill-'));
  try {
    const prepared = prepareActions(root);
    const random = randomOf(seed);
    let started = 0;
    let kills = 0;
    const next = (): { index: number; action: Action; share: number } | null => {
      if (kills >= count || started >= count * MOST_RUNS_A_KILL) return null;
      const index = started++;
      return { index, action: ACTIONS[index % ACTIONS.length] ?? 'import', share: random() };
    };
    const summary = Object.fromEntries(
      ACTIONS.map((action) => [action, { runs: 0, killed: 0, before: 0, after: 0 }]),
    ) as Record<Action, KillSummary>;
    const failures: Error[] = [];
    mkdirSync(join(root, 'runs'));
    const worker = async (): Promise<void> => {
      for (let run = next(); run; run = next()) {
        const { action, index, share } = run;
        const afterMs = moment(share, prepared[action].lastsMs);
        try {
          const result = await killOnce(action, prepared[action], join(root, 'runs', String(index)), afterMs);
          add(summary[action], result);
          if (result.killed) kills += 1;
          adapt(prepared[action], result);
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          failures.push(new Error(`run ${index}, ${action} killed after ${afterMs.toFixed(0)} ms: ${reason}`));
        }
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, worker));
    if (failures.length > 0) throw new AggregateError(failures, failures.map(({ message }) => message).join('\n'));
    return summary;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Half of the moments anywhere in a command's life, half near its end, where files are renamed and the ledger is closed. */
function moment(share: number, lastsMs: number): number {
  return share < 0.5 ? share * 2 * lastsMs : (0.85 + (share - 0.5) * 0.4) * lastsMs;
}

/** Follows how long a command really lasts while the machine is busy, so that the kills go on to meet its end. */
function adapt(prepared: Prepared, { killed }: KillResult): void {
  prepared.lastsMs *= killed ? 1.02 : 0.94;
}

function add(summary: KillSummary, { killed, state }: KillResult): void {
  summary.runs += 1;
  if (killed) summary.killed += 1;
  summary[state] += 1;
}

/** Mulberry32: a small generator whose numbers, 0 to 1, are the same for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
