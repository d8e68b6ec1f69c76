import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../cli/environment.ts';
import { faultsSeed, numberFrom, randomFrom, sampleOf } from './sample.ts';
import type { Round } from './sample.ts';

const PHASES = { first: 5, second: 20, third: 35 };
const KINDS = ['lost', 'refused', 'throttled'];

/** 60 calls in three phases of different lengths, each with three kinds of fault. */
const ROUNDS: readonly Round[] = Object.entries(PHASES).flatMap(([phase, calls]) =>
  Array.from({ length: calls }, (_, call) => call).flatMap((call) =>
    KINDS.map((kind) => ({ name: `${phase}, call ${call}, ${kind}`, facets: [phase, kind, `${phase} ${call}`] })),
  ),
);

function countOf(rounds: readonly Round[], facet: string): number {
  return rounds.filter(({ facets }) => facets.includes(facet)).length;
}

const namesOf = (rounds: readonly Round[]): string[] => rounds.map(({ name }) => name);

describe('a sample', () => {
  it('is as large as it is to be, has no round twice, and all rounds where there are no more', () => {
    for (const size of [0, 1, 7, 60, 179, 180]) {
      expect(new Set(namesOf(sampleOf(ROUNDS, size, 'seed'))).size, `size ${size}`).toBe(size);
    }
    expect(sampleOf(ROUNDS, 181, 'seed')).toHaveLength(180);
    expect(sampleOf([], 5, 'seed')).toEqual([]);
  });

  it('is the same for the same seed, in whatever order the rounds come, and another one for another seed', () => {
    const names = namesOf(sampleOf(ROUNDS, 12, 'seed 1'));
    expect(namesOf(sampleOf(ROUNDS, 12, 'seed 1'))).toEqual(names);
    expect(namesOf(sampleOf([...ROUNDS].reverse(), 12, 'seed 1'))).toEqual(names);
    expect(namesOf(sampleOf(ROUNDS, 12, 'seed 2'))).not.toEqual(names);
  });

  it('has each phase and each kind equally often, and no call twice', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const sample = sampleOf(ROUNDS, 15, String(seed));
      expect(Object.keys(PHASES).map((phase) => countOf(sample, phase))).toEqual([5, 5, 5]);
      expect(KINDS.map((kind) => countOf(sample, kind))).toEqual([5, 5, 5]);
      expect(new Set(sample.map(({ facets }) => facets[2])).size).toBe(15);
    }
  });

  it('reaches every round in the end: 400 seeds of 12 of 180', () => {
    const reached = new Set<string>();
    for (let seed = 0; seed < 400; seed += 1) {
      for (const { name } of sampleOf(ROUNDS, 12, String(seed))) reached.add(name);
    }
    expect(namesOf(ROUNDS).filter((name) => !reached.has(name))).toEqual([]);
  });
});

describe('the seed', () => {
  it('is what the environment says', () => {
    expect(faultsSeed({ FAULTS_SEED: '4711' })).toBe('4711');
  });

  it('is the hash of the commit otherwise, and the same text always where there is no repository', () => {
    const { status, stdout } = spawnSync('git', ['log', '-1', '--format=%H'], { cwd: ROOT, encoding: 'utf8' });
    const said = status === 0 ? stdout.trim() : 'no commit';
    expect(faultsSeed({})).toBe(said);
    expect(faultsSeed({ FAULTS_SEED: '' })).toBe(said);
  });

  it('always gives the same numbers: the first four bytes of SHA-256, and Mulberry32 from there', () => {
    // printf 'seed\npurpose' | sha256sum
    expect(numberFrom('seed', 'purpose')).toBe(3_227_135_872);
    const random = randomFrom('seed', 'purpose');
    expect([random(), random()]).toEqual([0.9607606253121048, 0.4300462049432099]);
  });
});
