import { z } from 'zod';
import type { AccountId } from './account-id.ts';
import { edgeSpaces, nameKey, partKey } from './name-key.ts';

/** What of an account a rule looks at. */
export const ASSIGNMENT_FIELDS = ['name', 'email', 'id'] as const;
export type AssignmentField = (typeof ASSIGNMENT_FIELDS)[number];

/**
 * How a rule compares. Names and e-mails are compared without case and surplus spaces (nameKey). A space at an edge of the value counts:
 * 'starts-with' of 'Contoso ' fits 'Contoso Retail' and not 'ContosoX'. For `is` it does not, as no name begins or ends with one.
 * `pattern` knows `*` (any text, also none) and `?` (one character) and must fit the whole text;
 * regular expressions are left out on purpose: a badly made one can stop the program.
 */
export const ASSIGNMENT_OPERATORS = ['is', 'contains', 'starts-with', 'ends-with', 'pattern'] as const;
export type AssignmentOperator = (typeof ASSIGNMENT_OPERATORS)[number];

/** The condition of an assignment rule. Which subset it fills and its place in the order belong to the ledger. */
export const assignmentConditionSchema = z.strictObject({
  field: z.enum(ASSIGNMENT_FIELDS),
  operator: z.enum(ASSIGNMENT_OPERATORS),
  value: z
    .string()
    .max(1000)
    .refine((value) => nameKey(value) !== '', 'Say what the rule compares with.'),
});
export type AssignmentCondition = z.infer<typeof assignmentConditionSchema>;

/** What of an account the rules see. */
export interface AssignableAccount {
  id: AccountId;
  /** Empty where it isn't known. */
  name: string;
  /** Empty where it isn't known. */
  email: string;
}

/** The compared form (nameKey) of what the rules see, worked out once for an account and asked by every rule. */
type AccountKeys = (field: AssignmentField) => string;

/**
 * Makes a condition ready to be asked many times.
 * An account without a name (or e-mail) is matched by no condition on it, not even by `*`.
 */
export function compileCondition(condition: AssignmentCondition): (account: AssignableAccount) => boolean {
  const matches = compileForKeys(condition);
  return (account) => matches(keysOf(account));
}

function compileForKeys(condition: AssignmentCondition): (keys: AccountKeys) => boolean {
  const { field } = condition;
  const matches = compileComparison(condition);
  return (keys) => {
    const key = keys(field);
    return key !== '' && matches(key);
  };
}

function keysOf(account: AssignableAccount): AccountKeys {
  const known: Partial<Record<AssignmentField, string>> = {};
  return (field) => (known[field] ??= nameKey(account[field]));
}

/** What a person may not see of a condition: a space at an edge of its value. Null where there is none, or it does not count. */
export function edgeHint({ operator, value }: AssignmentCondition): string | null {
  const [begins, ends] = edgeSpaces(value);
  if (operator === 'is' || !(begins || ends)) return null;
  const where = begins && ends ? 'begins and ends' : begins ? 'begins' : 'ends';
  return `The value ${where} with a space, which counts: only what has it there fits.`;
}

function compileComparison({ operator, value }: AssignmentCondition): (key: string) => boolean {
  const wanted = operator === 'is' ? nameKey(value) : partKey(value);
  switch (operator) {
    case 'is':
      return (key) => key === wanted;
    case 'contains':
      return (key) => key.includes(wanted);
    case 'starts-with':
      return (key) => key.startsWith(wanted);
    case 'ends-with':
      return (key) => key.endsWith(wanted);
    case 'pattern': {
      const characters = Array.from(wanted);
      return (key) => fits(characters, key);
    }
  }
}

/**
 * Whether a text fits a pattern of `*` and `?` as a whole. Goes back to the last star only, so the
 * time is at most pattern × text, whatever the pattern.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  return fits(Array.from(pattern), text);
}

const SURROGATES = /[\uD800-\uDFFF]/;

function fits(wanted: readonly string[], text: string): boolean {
  // Taking a text apart costs more than comparing it; only where a character has two code units does it matter.
  const given = SURROGATES.test(text) ? Array.from(text) : text;
  let p = 0;
  let t = 0;
  let star = -1;
  let afterStar = 0;
  while (t < given.length) {
    if (wanted[p] === '*') {
      star = p;
      afterStar = t;
      p += 1;
    } else if (wanted[p] === '?' || wanted[p] === given[t]) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      p = star + 1;
      afterStar += 1;
      t = afterStar;
    } else {
      return false;
    }
  }
  while (wanted[p] === '*') p += 1;
  return p === wanted.length;
}

/**
 * Makes an ordered list of rules ready: the function returned gives, for an account, the first rule
 * that fits, or undefined when none does (it is then reported, never guessed).
 */
export function compileRules<Rule extends { condition: AssignmentCondition }>(
  rules: readonly Rule[],
): (account: AssignableAccount) => Rule | undefined {
  const compiled = rules.map((rule) => ({ rule, matches: compileForKeys(rule.condition) }));
  return (account) => {
    const keys = keysOf(account);
    return compiled.find(({ matches }) => matches(keys))?.rule;
  };
}

const FIELD_WORDS: Readonly<Record<AssignmentField, string>> = { name: 'name', email: 'e-mail', id: 'ID' };
const OPERATOR_WORDS: Readonly<Record<AssignmentOperator, string>> = {
  is: 'is',
  contains: 'contains',
  'starts-with': 'starts with',
  'ends-with': 'ends with',
  pattern: 'fits',
};

/** A condition as a person reads it: `name starts with "prod-"`. */
export function describeCondition({ field, operator, value }: AssignmentCondition): string {
  return `${FIELD_WORDS[field]} ${OPERATOR_WORDS[operator]} ${JSON.stringify(value)}`;
}
