import { expect, test } from 'vitest';
import { accountId } from '../../../shared/domain/account-id.ts';
import type { WorkflowRule } from '../../../shared/domain/workflow-rule.ts';
import { browserMemory } from '../../session/memory.ts';
import {
  addRule,
  beginDraft,
  changeRule,
  isOutrun,
  isUnchanged,
  moveRule,
  putBack,
  rebase,
  removeRule,
} from './draft.ts';
import type { Draft } from './draft.ts';
import { openDrafts } from './drafts.ts';

const SAVED: WorkflowRule[] = [
  { kind: 'remove-taxes' },
  { kind: 'remove-credits', credit: 'edp' },
  { kind: 'prose', text: 'Round up.' },
];
const MPA = accountId('099999999999');
const keys = ({ rules }: Draft): number[] => rules.map(({ key }) => key);

test('rules move, come and go by their keys', () => {
  const draft = beginDraft(SAVED);
  expect(keys(draft)).toEqual([1, 2, 3]);
  expect(keys(moveRule(draft, 3, 0))).toEqual([3, 1, 2]);
  expect(keys(moveRule(draft, 1, 9))).toEqual([2, 3, 1]);
  expect(keys(moveRule(draft, 9, 0))).toEqual([1, 2, 3]);
  const { draft: longer, key } = addRule(draft, { kind: 'remove-taxes' });
  expect([key, keys(longer)]).toEqual([4, [1, 2, 3, 4]]);
  const shorter = removeRule(draft, 2);
  expect(keys(shorter)).toEqual([1, 3]);
  expect(putBack(shorter, { key: 2, value: { kind: 'remove-credits', credit: 'edp' } }, 1)).toEqual(draft);
});

test('edits that come back to what is saved are none; what others saved meanwhile is noticed', () => {
  const draft = beginDraft(SAVED);
  const changed = changeRule(draft, 2, { kind: 'remove-credits', credit: 'other' });
  expect([isUnchanged(draft, SAVED), isUnchanged(changed, SAVED)]).toEqual([true, false]);
  expect(isUnchanged(changeRule(changed, 2, { credit: 'edp', kind: 'remove-credits' }), SAVED)).toBe(true);
  expect([isOutrun(draft, SAVED), isOutrun(draft, SAVED.slice(1))]).toEqual([false, true]);
  expect(isOutrun(rebase(draft, SAVED.slice(1)), SAVED.slice(1))).toBe(false);
});

test('a draft is kept until it is discarded', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
  openDrafts(browserMemory(storage), MPA).edit(7, SAVED, (draft) => removeRule(draft, 1));
  const again = openDrafts(browserMemory(storage), MPA);
  expect(again.store.getState()[7]?.rules.map(({ value }) => value.kind)).toEqual(['remove-credits', 'prose']);
  again.edit(7, SAVED, (draft) => putBack(draft, { key: 1, value: { kind: 'remove-taxes' } }, 0));
  expect(again.store.getState()).toEqual({});
  again.edit(7, SAVED, (draft) => removeRule(draft, 1));
  again.discard(7);
  expect(openDrafts(browserMemory(storage), MPA).store.getState()).toEqual({});
});
