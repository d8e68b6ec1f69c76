import { expect, test } from 'vitest';
import { workflowRuleSchema } from '../../../shared/domain/workflow-rule.ts';
import { CATALOGUE } from './catalogue.ts';
import type { RuleValue } from './draft.ts';
import { fieldsOf, problemsOf, valueAt, withValue } from './fields.ts';
import { fieldWords, valueWords } from './words.ts';

const names = (rule: RuleValue): string[] => fieldsOf(rule).map(({ path }) => path.join('.'));
const problems = (rule: RuleValue): unknown => Object.fromEntries(problemsOf(rule));

test('the form of a rule follows its schema, and what is chosen in it', () => {
  expect(fieldsOf({ kind: 'remove-taxes' })).toEqual([]);
  expect(fieldsOf({ kind: 'share-cost', commitment: 'ri', part: 'effective' })).toEqual([
    { path: ['commitment'], optional: false, input: 'choice', values: ['ri', 'savings-plan'] },
    { path: ['part'], optional: false, input: 'choice', values: ['effective', 'amortized-upfront', 'recurring'] },
  ]);
  expect(names({ kind: 'replace-discount', commitment: 'ri', purchasedBy: { kind: 'any' } })).toEqual([
    'commitment',
    'purchasedBy.kind',
  ]);
  expect(names({ kind: 'replace-discount', commitment: 'ri', purchasedBy: { kind: 'accounts' } })).toEqual([
    'commitment',
    'purchasedBy.kind',
    'purchasedBy.accountIds',
  ]);
  expect(fieldsOf({ kind: 'prose', text: '' })).toEqual([{ path: ['text'], optional: false, input: 'long-text' }]);
  expect(fieldsOf({ kind: 'nothing' })).toEqual([]);
});

test('what narrows a percentage is optional', () => {
  const rule = { kind: 'percentage', direction: 'uplift', percentage: '3', scope: { years: { kind: 'years' } } };
  expect(fieldsOf(rule).map(({ path, input, optional }) => [path.join('.'), input, optional])).toEqual([
    ['direction', 'choice', false],
    ['percentage', 'text', false],
    ['scope.services', 'texts', true],
    ['scope.regionGroups', 'many', true],
    ['scope.weekdays', 'many', true],
    ['scope.days', 'many', true],
    ['scope.months', 'many', true],
    ['scope.years.kind', 'choice', true],
    ['scope.years.years', 'numbers', false],
  ]);
});

/** Every choice of every rule, one after another. */
function everyForm(rule: RuleValue, done: Set<string>): RuleValue[] {
  const key = names(rule).join();
  if (done.has(`${rule.kind}:${key}`)) return [];
  done.add(`${rule.kind}:${key}`);
  const others = fieldsOf(rule).flatMap((field) =>
    field.input === 'choice' ? field.values.map((value) => withValue(rule, field.path, value)) : [],
  );
  return [rule, ...others.flatMap((other) => everyForm(other, done))];
}

test('every rule of the schema is in the catalogue, and every option of it has words', () => {
  expect(new Set(CATALOGUE.map(({ start }) => start.kind))).toEqual(
    new Set(workflowRuleSchema.options.map(({ shape }) => shape.kind.value)),
  );
  const forms = CATALOGUE.flatMap(({ start }) => everyForm(start, new Set()));
  const labels = forms.flatMap((rule) => fieldsOf(rule).map((field) => fieldWords(field).label));
  const values = forms.flatMap((rule) =>
    fieldsOf(rule).flatMap((field) =>
      field.input === 'choice' || field.input === 'many'
        ? field.values.map((value) => valueWords(field.path, value))
        : [],
    ),
  );
  expect(new Set(labels).size).toBe(22);
  expect(values).toContain('An account of the same subset');
  expect(values).toContain('September');
  expect(values).toContain('Odd-numbered years');
  expect(values.filter((words) => words === '')).toEqual([]);
});

test('another choice takes the options of the one before with it', () => {
  const rule = {
    kind: 'share-eco-cost',
    method: { kind: 'flat-fee', per: 'subset', amount: '100', currency: 'USD' },
  };
  expect(withValue(rule, ['method', 'kind'], 'distributed')).toEqual({
    kind: 'share-eco-cost',
    method: { kind: 'distributed' },
  });
  expect(withValue(rule, ['method', 'amount'], '99.50')).toEqual({
    kind: 'share-eco-cost',
    method: { kind: 'flat-fee', per: 'subset', currency: 'USD', amount: '99.50' },
  });
  const narrowed = { kind: 'percentage', direction: 'uplift', percentage: '3', scope: { years: { kind: 'odd' } } };
  expect(withValue(narrowed, ['scope', 'years', 'kind'], undefined)).toEqual({
    kind: 'percentage',
    direction: 'uplift',
    percentage: '3',
    scope: {},
  });
  expect(valueAt(narrowed, ['scope', 'years', 'kind'])).toBe('odd');
});

test('what is wrong is said at the option', () => {
  expect(problems({ kind: 'percentage', direction: 'uplift', percentage: '', scope: {} })).toEqual({
    percentage: 'Fill this in.',
  });
  expect(problems({ kind: 'percentage', direction: 'uplift', percentage: '3,5', scope: {} })).toEqual({
    percentage: "A percentage is a number such as '3' or '2.5', without sign.",
  });
  expect(
    problems({
      kind: 'replace-discount',
      commitment: 'ri',
      purchasedBy: { kind: 'accounts', accountIds: ['111111111111', '12'] },
    }),
  ).toEqual({ 'purchasedBy.accountIds': "'12': An account ID has 12 digits." });
  expect(problems({ kind: 'replace-discount', commitment: 'ri', purchasedBy: { kind: 'accounts' } })).toEqual({
    'purchasedBy.accountIds': 'Name at least one.',
  });
  expect(problems({ kind: 'share-eco-cost', method: { kind: 'distributed' } })).toEqual({
    'method.basis': 'Choose one.',
  });
  expect(
    problems({
      kind: 'percentage',
      direction: 'uplift',
      percentage: '3',
      scope: { years: { kind: 'years', years: ['26'] } },
    }),
  ).toEqual({ 'scope.years.years': 'A year has four digits, from 2006 to 2199; separate years by commas.' });
  expect(problems({ kind: 'remove-taxes' })).toEqual({});
  expect(problems({ kind: 'nothing' })).toEqual({
    '': 'The rule is not one that this version knows. Remove it, or add it anew.',
  });
});
