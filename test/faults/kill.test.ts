import { expect, it } from 'vitest';
import { ACTIONS } from './kill-setup.ts';
import { killMany } from './kill.ts';

/** A few in `npm test`; the end-to-end run does 500 (issue 1.8, item 5). */
const COUNT = 18;

it(
  'kill -9 at a random moment leaves the ledger as before or as after, never between',
  { timeout: 120_000 },
  async () => {
    const summary = await killMany(COUNT, 20261121);
    for (const action of ACTIONS) expect(summary[action].runs).toBeGreaterThanOrEqual(3);
  },
);
