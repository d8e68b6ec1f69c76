import { beforeEach, expect, test } from 'vitest';
import { QuitGuard } from './quit-guard.ts';
import type { QuitAnswer } from './quit-guard.ts';

let seen: string[];
let answer: QuitAnswer;
let timer: (() => void) | null;
let guard: QuitGuard;
beforeEach(() => {
  seen = [];
  timer = null;
  guard = new QuitGuard({
    ask: (what, closing) => {
      seen.push(`asked: ${what} (${closing})`);
      return Promise.resolve(answer);
    },
    cancelWork: (closing) => seen.push(`cancel (${closing})`),
    later: (run) => {
      timer = run;
      return () => (timer = null);
    },
  });
});

const close = (): void => void seen.push('closed');

test('nothing is under way: it closes without a question', async () => {
  await guard.leave('program', close);
  expect(seen).toEqual(['closed']);
});

test('go on: nothing closes, not even when the work is done', async () => {
  answer = 'stay';
  guard.setBusy(7, 'An import is under way');
  await guard.leave('program', close);
  guard.setBusy(7, null);
  expect(seen).toEqual(['asked: An import is under way (program)']);
});

test('quit when it is done: it closes with the last work', async () => {
  answer = 'when-done';
  guard.setBusy(7, 'An import is under way');
  guard.setBusy(8, 'AWS is set up');
  await guard.leave('program', close);
  guard.setBusy(7, null);
  expect(seen).toEqual(['asked: An import is under way (program)']);
  guard.setBusy(8, null);
  expect(seen.at(-1)).toBe('closed');
});

test('cancel it and quit: it closes when the work has ended', async () => {
  answer = 'cancel-work';
  guard.setBusy(7, 'An import is under way');
  await guard.leave('program', close);
  expect(seen).toEqual(['asked: An import is under way (program)', 'cancel (program)']);
  guard.setBusy(7, null);
  expect([seen.at(-1), timer]).toEqual(['closed', null]);
});

test('work that does not end when it is cancelled does not keep the program for ever', async () => {
  answer = 'cancel-work';
  guard.setBusy(7, 'An import is under way');
  await guard.leave('program', close);
  timer?.();
  expect(seen.at(-1)).toBe('closed');
});

test('one window of two: only its own work counts', async () => {
  answer = 'when-done';
  guard.setBusy(7, 'An import is under way');
  guard.setBusy(8, 'AWS is set up');
  await guard.leave(9, close);
  expect(seen).toEqual(['closed']);
  await guard.leave(8, close);
  guard.setBusy(8, null);
  expect(seen.slice(1)).toEqual(['asked: AWS is set up (8)', 'closed']);
});

test('work that ends while the question stands there', async () => {
  answer = 'when-done';
  guard.setBusy(7, 'An import is under way');
  const left = guard.leave('program', close);
  guard.setBusy(7, null);
  await left;
  expect(seen).toEqual(['asked: An import is under way (program)', 'closed']);
});

test('a second wish to leave asks no second question', async () => {
  answer = 'stay';
  guard.setBusy(7, 'An import is under way');
  await Promise.all([guard.leave('program', close), guard.leave('program', close)]);
  expect(seen).toEqual(['asked: An import is under way (program)']);
});
