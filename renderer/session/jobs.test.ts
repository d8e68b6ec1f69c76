import { expect, test } from 'vitest';
import { createJobs } from './jobs.ts';

const WAITING = {
  type: 'waiting',
  step: null,
  service: 's3',
  operation: 'HeadBucket',
  host: 's3.us-east-1.amazonaws.com',
  seconds: 5,
} as const;

test('events that say nothing of how far it is change nothing', async () => {
  const jobs = createJobs();
  let changes = 0;
  jobs.store.subscribe(() => (changes += 1));
  async function* stream(): AsyncGenerator<object, string> {
    for (let event = 0; event < 60; event += 1) yield { type: 'step' };
    return Promise.resolve('done');
  }
  await jobs.run('Looking at AWS', () => Promise.resolve(stream()));
  // It begins, and it ends.
  expect(changes).toBe(2);
});

test('says what is waited for until something else comes', async () => {
  const jobs = createJobs();
  const seen: (string | null | undefined)[] = [];
  const told: object[] = [];
  async function* stream(): AsyncGenerator<object, string> {
    const look = (): void => void seen.push(jobs.store.getState().jobs[0]?.waiting);
    look();
    yield WAITING;
    look();
    yield { type: 'step' };
    look();
    return Promise.resolve('done');
  }
  const result = await jobs.run(
    'Looking at AWS',
    () => Promise.resolve(stream()),
    (event: object) => void told.push(event),
  );
  expect(result).toBe('done');
  expect(seen).toEqual([
    null,
    'No answer for 5 seconds: waiting for s3:HeadBucket at s3.us-east-1.amazonaws.com.',
    null,
  ]);
  expect(told).toEqual([WAITING, { type: 'step' }]);
  expect(jobs.store.getState().jobs).toEqual([]);
});
