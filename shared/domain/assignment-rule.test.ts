import { describe, expect, test } from 'vitest';
import { accountId } from './account-id.ts';
import type { AssignableAccount, AssignmentCondition } from './assignment-rule.ts';
import {
  assignmentConditionSchema,
  compileCondition,
  compileRules,
  describeCondition,
  edgeHint,
  matchesPattern,
} from './assignment-rule.ts';

function account(name: string, email = '', id = '000000000001'): AssignableAccount {
  return { id: accountId(id), name, email };
}

function fits(condition: AssignmentCondition, candidate: AssignableAccount): boolean {
  return compileCondition(condition)(candidate);
}

describe('a condition', () => {
  test('compares names without case and surplus spaces', () => {
    expect(fits({ field: 'name', operator: 'is', value: ' café  ZÜRICH ' }, account('Café\u00a0Zürich'))).toBe(true);
    expect(fits({ field: 'name', operator: 'starts-with', value: 'PROD-' }, account('prod-web'))).toBe(true);
    expect(fits({ field: 'name', operator: 'ends-with', value: '-web' }, account('prod-web'))).toBe(true);
    expect(fits({ field: 'name', operator: 'contains', value: 'd-w' }, account('prod-web'))).toBe(true);
    expect(fits({ field: 'name', operator: 'contains', value: 'test' }, account('prod-web'))).toBe(false);
  });

  test('keeps a space at an edge of its value, and hints at it', () => {
    const starts = { field: 'name', operator: 'starts-with', value: 'Contoso ' } as const;
    expect(fits(starts, account('contoso  Retail'))).toBe(true);
    expect(fits(starts, account('ContosoX'))).toBe(false);
    expect(fits(starts, account('Contoso'))).toBe(false);
    expect(describeCondition(starts)).toBe('name starts with "Contoso "');
    expect(edgeHint(starts)).toBe('The value ends with a space, which counts: only what has it there fits.');
    const holds = { field: 'name', operator: 'contains', value: ' Ltd ' } as const;
    expect(fits(holds, account('Acme Ltd Prod'))).toBe(true);
    expect(fits(holds, account('AcmeLtd Prod'))).toBe(false);
    expect(edgeHint(holds)).toBe('The value begins and ends with a space, which counts: only what has it there fits.');
    expect(fits({ ...holds, operator: 'ends-with', value: ' Prod' }, account('AcmeProd'))).toBe(false);
    expect(fits({ ...holds, operator: 'pattern', value: '* Ltd *' }, account('Acme Ltd x'))).toBe(true);
    expect(edgeHint({ field: 'name', operator: 'is', value: 'Acme ' })).toBe(null);
  });

  test('looks at the e-mail or at the ID', () => {
    expect(
      fits({ field: 'email', operator: 'ends-with', value: '@acme.example' }, account('x', 'Ops@ACME.example')),
    ).toBe(true);
    expect(fits({ field: 'id', operator: 'starts-with', value: '0012' }, account('x', '', '001234567890'))).toBe(true);
  });

  test('never takes an account that lacks what it looks at', () => {
    expect(fits({ field: 'name', operator: 'pattern', value: '*' }, account(''))).toBe(false);
    expect(fits({ field: 'email', operator: 'pattern', value: '*' }, account('x', ' '))).toBe(false);
  });

  test('must say what it compares with', () => {
    expect(assignmentConditionSchema.safeParse({ field: 'name', operator: 'contains', value: ' \u200b' }).success).toBe(
      false,
    );
    expect(assignmentConditionSchema.safeParse({ field: 'name', operator: 'regex', value: 'x' }).success).toBe(false);
  });

  test('is said in words', () => {
    expect(describeCondition({ field: 'name', operator: 'starts-with', value: 'prod-' })).toBe(
      'name starts with "prod-"',
    );
    expect(describeCondition({ field: 'email', operator: 'pattern', value: '*@acme.*' })).toBe(
      'e-mail fits "*@acme.*"',
    );
  });
});

describe('a pattern', () => {
  test.each([
    ['*', '', true],
    ['', '', true],
    ['?', '', false],
    ['acme-*-prod', 'acme-eu-prod', true],
    ['acme-*-prod', 'acme--prod', true],
    ['acme-*-prod', 'acme-prod', false],
    ['acme-??', 'acme-01', true],
    ['acme-??', 'acme-1', false],
    ['*a*b', 'aabab', true],
    ['*a*b', 'aabac', false],
    ['?', '😀', true],
    ['a.c', 'abc', false],
  ])('%s on %s: %s', (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
  });

  // Tried in every way it can fall, this would outlast any time limit.
  test('with many stars comes to an end', () => {
    expect(matchesPattern(`${'*a'.repeat(200)}*b`, 'a'.repeat(5000))).toBe(false);
  });
});

test('of several rules the first that fits wins, and none is a result too', () => {
  const assign = compileRules([
    { subset: 'Acme', condition: { field: 'name', operator: 'starts-with', value: 'acme' } },
    { subset: 'Production', condition: { field: 'name', operator: 'contains', value: 'prod' } },
  ]);
  expect(assign(account('Acme prod'))?.subset).toBe('Acme');
  expect(assign(account('Globex prod'))?.subset).toBe('Production');
  expect(assign(account('Globex test'))).toBeUndefined();
});
