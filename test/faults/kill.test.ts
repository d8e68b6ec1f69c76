import { expect, test } from 'vitest';
import { skipOnWindows } from '../support/platform.ts';
import { killRounds } from './kill-rounds.ts';

/** A taste of `npm run faults`, which does it 500 times. */
test.skipIf(skipOnWindows('it has no kill -9'))(
  'commands that are killed leave the ledger as before or as after, and no half file',
  async () => {
    const tallies = await killRounds({ rounds: 16, parallel: 2, seed: 4711, say: () => undefined });
    expect(tallies.flatMap(({ faults }) => faults)).toEqual([]);
    expect(tallies.map(({ action, rounds, before, after }) => [action, rounds, before + after])).toEqual([
      ['import', 2, 2],
      ['import, when it commits', 2, 2],
      ['undo', 2, 2],
      ['redo', 2, 2],
      ['first change of the day', 2, 2],
      ['export xlsx', 2, 2],
      ['export csv over an older file', 2, 2],
      ['backup', 2, 2],
    ]);
  },
  120_000,
);
