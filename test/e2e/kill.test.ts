import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import { killRounds } from '../faults/kill-rounds.ts';

if (process.platform === 'win32') process.stderr.write('skipped: Windows has no kill -9\n');
test.skipIf(process.platform === 'win32')(
  'kill -9 at random moments, 500 times: the ledger opens, is sound, and is as before or as after; no half file',
  async () => {
    const say = (line: string): void => void process.stdout.write(`${line}\n`);
    const seed = randomInt(1_000_000);
    say(`seed ${seed}`);
    const tallies = await killRounds({ rounds: 500, parallel: 2, seed, say });
    expect(tallies.flatMap(({ faults }) => faults)).toEqual([]);
    expect(tallies.reduce((sum, { before, after }) => sum + before + after, 0)).toBe(500);
    // Most kills came in time.
    expect(tallies.filter(({ killed }) => killed < 10)).toEqual([]);
  },
  1_200_000,
);
