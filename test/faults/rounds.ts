import { faultsSeed, sampleOf } from './sample.ts';
import type { Round } from './sample.ts';

/** The rounds that a run does, and what chose them. */
export interface Chosen<R extends Round> {
  rounds: R[];
  seed: string;
}

/** Chooses the rounds of a test, and says which seed did. */
export function chooseRounds<R extends Round>(what: string, all: readonly R[], size: number): Chosen<R> {
  const seed = faultsSeed();
  const rounds = sampleOf(all, size, seed);
  process.stdout.write(`${what}: ${rounds.length} of ${all.length}, chosen by the seed ${seed} (FAULTS_SEED)\n`);
  return { rounds, seed };
}

/** How rounds are run. */
export interface Running<R extends Round> extends Chosen<R> {
  /** How many at a time. */
  parallel: number;
  /** Does one. @returns null when all is well, else what is not */
  run: (round: R) => Promise<string | null>;
  /** Gets a line now and then. */
  say?: (line: string) => void;
}

/** Runs rounds side by side. @returns what was wrong, each with the round's name and the command that repeats it alone */
export async function runRounds<R extends Round>({ rounds, seed, parallel, run, say }: Running<R>): Promise<string[]> {
  const faults: string[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let round = rounds[next++]; round !== undefined; round = rounds[next++]) {
      const wrong = await tryRound(round, run);
      if (wrong !== null) faults.push(`${round.name}: ${wrong}\n  ${repeatCommand(round, seed)}`);
      if (next % 50 === 0) say?.(`${next} of ${rounds.length} rounds`);
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return faults;
}

/** What is thrown in a round is a fault of that round; the others are still done. */
async function tryRound<R extends Round>(round: R, run: Running<R>['run']): Promise<string | null> {
  try {
    return await run(round);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

function repeatCommand({ name }: Round, seed: string): string {
  return `Again, alone: npm run faults -- --seed '${seed}' --only '${name}'`;
}
