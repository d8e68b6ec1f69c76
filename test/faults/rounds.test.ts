import { expect, it } from 'vitest';
import { runRounds } from './rounds.ts';

const ROUNDS = ['one', 'two', 'three'].map((name) => ({ name: `fault: ${name}`, facets: [] }));

it('a round that fails, or throws, is told of with its seed and the command that repeats it; the others are still done', async () => {
  const done: string[] = [];
  const run = ({ name }: { name: string }): Promise<string | null> => {
    done.push(name);
    if (name === 'fault: two') return Promise.reject(new Error('it broke'));
    return Promise.resolve(name === 'fault: one' ? 'line 3 differs' : null);
  };
  const faults = await runRounds({ rounds: ROUNDS, seed: 'abc', parallel: 1, run });
  expect(done).toEqual(['fault: one', 'fault: two', 'fault: three']);
  expect(faults).toHaveLength(2);
  expect(faults[0]).toBe(
    "fault: one: line 3 differs\n  Again, alone: npm run faults -- --seed 'abc' --only 'fault: one'",
  );
  expect(faults[1]).toMatch(/^fault: two: Error: it broke\n/u);
  expect(faults[1]).toContain("npm run faults -- --seed 'abc' --only 'fault: two'");
});
