import { expect, test } from 'vitest';
import { allRounds, faultRound, runRounds, silentRounds } from '../aws/support/fault-rounds.ts';
import { allKills, killRound } from '../aws/support/kill-rounds.ts';
import { makePhases } from '../aws/support/phases.ts';
import { tempFolder } from '../support/temp-core.ts';

if (process.platform === 'win32') process.stderr.write('skipped: Windows has no kill -9\n');
test.skipIf(process.platform === 'win32')(
  'kill -9 before and after every single AWS call of the set-up: run again, it ends in the same state, with nothing made twice',
  async () => {
    const rounds = allKills(await makePhases(tempFolder()));
    process.stdout.write(`${rounds.length} kills\n`);
    expect(await runRounds(rounds, 2, killRound)).toEqual([]);
  },
  2_400_000,
);

test('every kind of fault, once and lasting, at every single AWS call of the set-up: run again, it ends in the same state', async () => {
  const rounds = allRounds(await makePhases(tempFolder()));
  process.stdout.write(`${rounds.length} faults\n`);
  expect(await runRounds(rounds, 3, faultRound)).toEqual([]);
}, 2_400_000);

test('an answer that does not come, at every single AWS call of the set-up: it is asked again, and nothing is made twice', async () => {
  const rounds = silentRounds(await makePhases(tempFolder()));
  process.stdout.write(`${rounds.length} answers that do not come\n`);
  expect(await runRounds(rounds, 8, faultRound)).toEqual([]);
}, 2_400_000);
