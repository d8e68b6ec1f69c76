import { expect, it } from 'vitest';
import { killMany } from '../faults/kill.ts';

it('500 kills of imports, undos, redos, exports and backups', { timeout: 1_200_000 }, async () => {
  const summary = await killMany(500, 5_000_001);
  console.log(JSON.stringify(summary));
  const runs = Object.values(summary);
  expect(runs.reduce((sum, { killed }) => sum + killed, 0)).toBeGreaterThanOrEqual(500);
  // Imports must have been met on both sides of their commit, or nothing was tried.
  expect(summary.import.before).toBeGreaterThan(5);
  expect(summary.import.after).toBeGreaterThan(1);
});
