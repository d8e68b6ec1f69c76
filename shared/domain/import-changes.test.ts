import { expect, test } from 'vitest';
import { changesInWords, countChanges, plannedChanges } from './import-changes.ts';

const NONE = {
  accounts: { new: 0, changed: 0, moved: 0 },
  subsets: { new: 0, changed: 0 },
  workflows: { new: 0 },
  endCustomers: { new: 0, changed: 0 },
};

test('each kind of change is counted and named once, and nothing else is', () => {
  const all = plannedChanges({
    accounts: { new: 1, changed: 2, moved: 30 },
    subsets: { new: 400, changed: 1 },
    workflows: { new: 1 },
    endCustomers: { new: 6000, changed: 2 },
  });
  expect(countChanges(all)).toBe(6437);
  expect(changesInWords(all)).toBe(
    '1 account added, 2 accounts changed, 30 accounts moved, 400 subsets added, 1 subset changed, 1 workflow added, ' +
      '6,000 end customers added, 2 end customers changed',
  );
});

test('of nothing there is nothing to say', () => {
  expect([countChanges(plannedChanges(NONE)), changesInWords(plannedChanges(NONE))]).toEqual([0, '']);
});
