import type { KeptJob } from './procedure.ts';

/** Whether a job's answer is kept until the ledger changes. */
export function isKept(job: unknown): job is KeptJob {
  return typeof job === 'object' && job !== null && 'kept' in job;
}

/** The kept answers of one ledger. Not in the job thread, which ends when it has nothing to do. */
export class KeptJobs {
  readonly #answers = new Map<string, { revision: string; answer: unknown }>();

  /** The answer of a job at a revision of the ledger: the kept one, or what `run` gives now. @throws what `run` throws */
  async answer(name: string, revision: string, run: () => Promise<unknown>): Promise<unknown> {
    const known = this.#answers.get(name);
    if (known?.revision === revision) return known.answer;
    const answer = await run();
    this.#answers.set(name, { revision, answer });
    return answer;
  }
}
