import { createHash } from 'node:crypto';
import { commitHash } from '../../scripts/run.ts';

/** Something that can be chosen for a sample. */
export interface Round {
  /** Its own among all rounds; the same in every run. */
  readonly name: string;
  /** What a sample is to be spread over evenly: its phase, its kind of fault, its call … */
  readonly facets: readonly string[];
}

/**
 * What chooses the samples: the environment's FAULTS_SEED; else the hash of the commit, so that each commit tries others and all are
 * tried in time; else, where there is no repository, a fixed text.
 */
export function faultsSeed(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  return environment['FAULTS_SEED'] || commitHash() || 'no commit';
}

/** A number of 32 bits that a seed and a purpose always give. */
export function numberFrom(seed: string, purpose: string): number {
  return createHash('sha256').update(`${seed}\n${purpose}`).digest().readUInt32BE();
}

/** Numbers from 0 up to 1 that a seed and a purpose always give. Mulberry32. */
export function randomFrom(seed: string, purpose: string): () => number {
  let state = numberFrom(seed, purpose);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Chooses some rounds: the seed puts them in an order; then always the one is taken whose facets were taken least so far. So each facet
 * comes up as often as its like, and which rounds have it is left to the seed.
 * @returns `size` rounds, or all of them where there are no more
 */
export function sampleOf<R extends Round>(rounds: readonly R[], size: number, seed: string): R[] {
  const rank = new Map(rounds.map((round) => [round, numberFrom(seed, round.name)]));
  const left = [...rounds].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
  const taken = new Map<string, number>();
  const takenOf = ({ facets }: R): number => facets.reduce((sum, facet) => sum + (taken.get(facet) ?? 0), 0);
  const chosen: R[] = [];
  while (chosen.length < size && left.length > 0) {
    const counts = left.map(takenOf);
    const [next] = left.splice(counts.indexOf(Math.min(...counts)), 1);
    if (!next) break;
    chosen.push(next);
    for (const facet of next.facets) taken.set(facet, (taken.get(facet) ?? 0) + 1);
  }
  return chosen;
}
