import type { Jobs } from './registry.ts';

/**
 * Jobs whose answer depends on the ledger alone and is asked for again and again: the answer is kept until the ledger changes. Not in
 * the job thread, which ends when it has nothing to do.
 */
const KEPT: ReadonlySet<keyof Jobs> = new Set<keyof Jobs>(['checks.counts']);

/** The kept answers of one ledger. */
export class KeptJobs {
  readonly #answers = new Map<keyof Jobs, { revision: string; answer: unknown }>();

  /** The answer of a job at a revision of the ledger: the kept one, or what `run` gives now. @throws what `run` throws */
  async answer(name: keyof Jobs, revision: string, run: () => Promise<unknown>): Promise<unknown> {
    if (!KEPT.has(name)) return run();
    const known = this.#answers.get(name);
    if (known?.revision === revision) return known.answer;
    const answer = await run();
    this.#answers.set(name, { revision, answer });
    return answer;
  }
}
