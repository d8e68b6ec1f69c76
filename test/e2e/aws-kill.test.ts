import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { allFaults, allSilences, faultRound } from '../aws/support/fault-rounds.ts';
import { allAwsKills, awsKillRound, awsNoKill } from '../aws/support/kill-rounds.ts';
import { makePhases } from '../aws/support/phases.ts';
import type { Phase } from '../aws/support/phases.ts';
import { chooseRounds, runRounds } from '../faults/rounds.ts';

/* Samples: `npm run faults -- --all` does a kill before and after each call, each fault at each call, and each silence. */

let phases: readonly Phase[] = [];
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'enrollment-desk-phases-'));
  phases = await makePhases(folder);
  return () => rmSync(folder, { recursive: true, force: true });
});

if (process.platform === 'win32') process.stderr.write('skipped: Windows has no kill -9\n');
test.skipIf(process.platform === 'win32')(
  'kill -9 before and after AWS calls of the set-up: run again, it ends in the same state, with nothing made twice',
  async () => {
    const [first] = phases;
    expect(first && (await awsNoKill(first))).toBe(null);
    const chosen = chooseRounds('kills at AWS calls', allAwsKills(phases), 20);
    expect(await runRounds({ ...chosen, parallel: 2, run: awsKillRound })).toEqual([]);
  },
);

test('every kind of fault, once and lasting, at AWS calls of the set-up: run again, it ends in the same state', async () => {
  const chosen = chooseRounds('faults at AWS calls', allFaults(phases), 40);
  expect(await runRounds({ ...chosen, parallel: 3, run: faultRound })).toEqual([]);
});

test('an answer that does not come, at AWS calls of the set-up: it is asked again, and nothing is made twice', async () => {
  const chosen = chooseRounds('silences at AWS calls', allSilences(phases), 16);
  expect(await runRounds({ ...chosen, parallel: 8, run: faultRound })).toEqual([]);
});
