import { describe, expect, it } from 'vitest';
import { skipOnWindows } from '../support/platform.ts';
import { ACTIONS } from './actions.ts';
import { allCommandKills, killCommands } from './kill-rounds.ts';
import { chooseRounds } from './rounds.ts';

describe.skipIf(skipOnWindows('it has no kill -9'))('commands that are killed', () => {
  /** A few; the end-to-end tests take more of them, `npm run faults -- --all` all. */
  it('leave the ledger as before or as after, and no half file', async () => {
    const chosen = chooseRounds('kills of commands', allCommandKills(), 2);
    const { faults, tallies } = await killCommands({ ...chosen, parallel: 2 });
    expect(faults).toEqual([]);
    expect(tallies.map(({ rounds, before, after }) => [rounds, before + after])).toEqual([
      [1, 1],
      [1, 1],
    ]);
  }, 600_000);

  it('are killed 500 times in a full run: each command, half of the times at work', () => {
    const kills = allCommandKills();
    expect(new Set(kills.map(({ name }) => name)).size).toBe(500);
    const counts = ACTIONS.map(({ name }) =>
      ['at any time', 'at work'].map(
        (when) => kills.filter((kill) => kill.action.name === name && kill.when === when).length,
      ),
    );
    expect(counts).toEqual([
      [25, 25],
      [25, 25],
      [25, 25],
      [25, 25],
      [25, 25],
      [25, 25],
      [25, 25],
      [25, 25],
      [25, 25],
      [25, 25],
    ]);
  });
});
