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
