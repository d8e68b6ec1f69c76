import { expect, test } from 'vitest';
import { FAILURE_CASES } from '../../main/core/rehearsals/failures/cases.ts';
import { rehearseFailures } from '../../main/core/rehearsals/failures/rehearse.ts';
import { chooseRounds } from '../faults/rounds.ts';
import { allFailures, around, failureRounds, SHOWN } from './support/failure-rounds.ts';

/** A quarter of them; `npm run faults -- --all` brings about all. */
test('failures that are brought about in the sandbox show their code, a sentence and what helps', async () => {
  const { rounds } = chooseRounds('failures', allFailures(), 10);
  expect(await failureRounds(rounds)).toEqual([]);
}, 240_000);

test('it is known of each failure that can be brought about what it shows', () => {
  expect(FAILURE_CASES.map(({ key }) => key)).toEqual(SHOWN.map(([key]) => key));
});

test('who stops it is told that not all were looked at', async () => {
  const stop = new AbortController();
  const quick = SHOWN.slice(0, 12).map(([key]) => key);
  const stopped = rehearseFailures(around(stop.signal), quick, () => stop.abort());
  await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' });
});
