import { faultsSeed, numberFrom } from '../faults/sample.ts';

/**
 * How fast-check tries a property: from the seed of the samples, which each commit changes, so many times; PROPERTY_RUNS in the
 * environment gives another number. The seed is printed, and fast-check says with it how a counterexample is come by again.
 * @param what names the property: the same seed gives each of them other values
 */
export function propertyRuns(what: string, times: number): { seed: number; numRuns: number } {
  const seed = faultsSeed();
  const numRuns = Number(process.env['PROPERTY_RUNS'] || times);
  process.stdout.write(`${what}: ${numRuns} runs, seed ${seed} (FAULTS_SEED, PROPERTY_RUNS)\n`);
  return { seed: numberFrom(seed, what) | 0, numRuns };
}
