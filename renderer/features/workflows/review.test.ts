import { expect, test } from 'vitest';
import { compareSentences } from './compare.ts';
import { reviewOf } from './review.ts';

const TAXES = { key: 1, value: { kind: 'remove-taxes' } };
const UPLIFT = { key: 2, value: { kind: 'percentage', direction: 'uplift', percentage: '3', scope: {} } };
const BLANK = { key: 3, value: { kind: 'percentage', direction: 'discount', percentage: '', scope: {} } };

test('the text is the one that the vendor reads, and findings stand at their rules', () => {
  const { rules, text, findings, complete } = reviewOf('Retail', [UPLIFT, TAXES]);
  expect(text).toBe('Retail:\n\n1. Uplift the price of all services by 3%\n2. Remove taxes');
  expect(findings.map(({ code, position }) => [code, position])).toEqual([['workflow-removal-after-percentage', 2]]);
  expect(rules.map(({ position, sentence, findings: own }) => [position, sentence, own.length])).toEqual([
    [1, 'Uplift the price of all services by 3%', 0],
    [2, 'Remove taxes', 1],
  ]);
  expect(complete).toEqual([UPLIFT.value, TAXES.value]);
});

test('a rule that is not complete keeps its number, and keeps the workflow from being saved', () => {
  const { rules, text, findings, complete } = reviewOf('Retail', [TAXES, BLANK, UPLIFT]);
  expect(text).toBe(
    'Retail:\n\n1. Remove taxes\n2. (rule 2 is not complete)\n3. Uplift the price of all services by 3%',
  );
  expect(findings).toEqual([
    {
      code: 'workflow-rule-incomplete',
      severity: 'error',
      position: 2,
      otherPosition: null,
      sentence: 'Rule 2 is not complete: percentage.',
      remedy: 'Fill in its options, or remove it.',
    },
  ]);
  expect(Object.fromEntries(rules[1]?.problems ?? [])).toEqual({ percentage: 'Fill this in.' });
  expect(complete).toBeNull();
});

test('two versions stand side by side', () => {
  expect(compareSentences(['a', 'b', 'c', 'd'], ['a', 'x', 'd', 'e'])).toEqual([
    { what: 'same', before: { position: 1, sentence: 'a' }, after: { position: 1, sentence: 'a' } },
    { what: 'changed', before: { position: 2, sentence: 'b' }, after: { position: 2, sentence: 'x' } },
    { what: 'removed', before: { position: 3, sentence: 'c' }, after: null },
    { what: 'same', before: { position: 4, sentence: 'd' }, after: { position: 3, sentence: 'd' } },
    { what: 'added', before: null, after: { position: 4, sentence: 'e' } },
  ]);
  expect(compareSentences([], [])).toEqual([]);
  expect(compareSentences([], ['a']).map(({ what }) => what)).toEqual(['added']);
});
