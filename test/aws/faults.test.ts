import { expect, test } from 'vitest';
import { chooseRounds, runRounds } from '../faults/rounds.ts';
import { tempFolder } from '../support/temp-core.ts';
import { allFaults, faultRound } from './support/fault-rounds.ts';
import { makePhases } from './support/phases.ts';

/** Each kind of fault at some call; the end-to-end tests take more of them, `npm run faults -- --all` all kinds at all calls. */
test('a fault at any call of the whole set-up: apply, run again, ends in the same state, and nothing is made twice', async () => {
  const phases = await makePhases(tempFolder());
  const chosen = chooseRounds('faults at AWS calls', allFaults(phases), 6);
  expect(await runRounds({ ...chosen, parallel: 2, run: faultRound })).toEqual([]);
}, 600_000);
