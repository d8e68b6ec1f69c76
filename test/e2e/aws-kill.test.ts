import { expect, test } from 'vitest';
import { runRounds, allRounds, faultRound } from '../aws/support/fault-rounds.ts';
import { allKills, killRound } from '../aws/support/kill-rounds.ts';
import { makePhases } from '../aws/support/phases.ts';
import { tempFolder } from '../support/temp-core.ts';

test.skipIf(process.platform === 'win32')(
  'kill -9 before and after every single AWS call of the set-up: run again, it ends in the same state, with nothing made twice',
  async () => {
    const rounds = allKills(await makePhases(tempFolder()));
    process.stdout.write(`${rounds.length} kills\n`);
    expect(await runRounds(rounds, 2, killRound)).toEqual([]);
  },
  1_200_000,
);

test('every kind of fault, once and lasting, at every single AWS call of the set-up: run again, it ends in the same state', async () => {
  const rounds = allRounds(await makePhases(tempFolder()));
  process.stdout.write(`${rounds.length} faults\n`);
  expect(await runRounds(rounds, 3, faultRound)).toEqual([]);
}, 1_200_000);
