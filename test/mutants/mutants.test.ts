import { expect, test } from 'vitest';
import { SECURITY_RULES } from '../../scripts/security/rules.ts';
import { MUTANTS } from './mutants.ts';

test('each rule is broken in two ways and more', () => {
  const ways = (rule: number): number => MUTANTS.filter((mutant) => mutant.rule === rule).length;
  expect(SECURITY_RULES.filter(({ number }) => ways(number) < 2).map(({ number }) => number)).toEqual([]);
});
