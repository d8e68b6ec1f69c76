import type { AccountOperator, AccountWhere } from '../../../shared/contract/account-where.ts';
import { FILTER_FIELDS } from './filter.ts';

const OPERATOR_WORDS: Readonly<Record<AccountOperator, string>> = {
  '=': 'is',
  '!=': 'is not',
  ':': 'contains',
  '!:': 'does not contain',
  '^': 'begins with',
  '!^': 'does not begin with',
  '<': 'is before',
  '<=': 'is not after',
  '>': 'is after',
  '>=': 'is not before',
};

/** A filter as a sentence: 'Subset is none and name contains "prod".' */
export function filterWords({ operation, tokens }: AccountWhere): string {
  if (tokens.length === 0) return 'All accounts.';
  const parts = tokens.map(({ field, operator, value }) => {
    const label = FILTER_FIELDS.find(({ key }) => key === field)?.label ?? 'Any field';
    return `${label} ${OPERATOR_WORDS[operator]} ${value === null ? 'none' : JSON.stringify(value)}`;
  });
  return `${parts.join(` ${operation} `)}.`;
}
