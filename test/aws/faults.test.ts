import { expect, test } from 'vitest';
import { tempFolder } from '../support/temp-core.ts';
import { allRounds, faultRound, PASSING, runRounds } from './support/fault-rounds.ts';
import { makePhases } from './support/phases.ts';

/** At every third call one kind of fault, in turn; all kinds at all calls are in the end-to-end tests. */
test('a fault at any call of the whole set-up: apply, run again, ends in the same state, and nothing is made twice', async () => {
  const phases = await makePhases(tempFolder());
  const kinds = PASSING.length * 2;
  const rounds = allRounds(phases).filter((_, index) => index % kinds === Math.floor(index / kinds) % kinds);
  expect(rounds.length).toBeGreaterThan(60);
  expect(await runRounds(rounds, 2, faultRound)).toEqual([]);
}, 900_000);
