import { expect, test } from 'vitest';
import { allCommandKills, killCommands } from '../faults/kill-rounds.ts';
import { chooseRounds } from '../faults/rounds.ts';

if (process.platform === 'win32') process.stderr.write('skipped: Windows has no kill -9\n');
/** A sample of the 500 kills of `npm run faults -- --all`. */
test.skipIf(process.platform === 'win32')(
  'kill -9 at random moments: the ledger opens, is sound, and is as before or as after; no half file',
  async () => {
    const chosen = chooseRounds('kills of commands', allCommandKills(), 40);
    const { faults, tallies } = await killCommands({ ...chosen, parallel: 2 });
    expect(faults).toEqual([]);
    expect(tallies.map(({ rounds, before, after }) => `${rounds} ${before + after}`)).toEqual(Array(10).fill('4 4'));
    // Those that are killed at any time always come in time: the last try of each gives it no time at all.
    expect(tallies.filter(({ killed }) => killed < 2)).toEqual([]);
  },
);
