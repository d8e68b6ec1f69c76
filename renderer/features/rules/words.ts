import type { RulePreview, RulesPreview } from '../../../shared/contract/assignment-rules.ts';
import type { AssignmentField, AssignmentOperator } from '../../../shared/domain/assignment-rule.ts';
import { formatCount, plural } from '../../ui/words.ts';

/** All that the page of the assignment rules says. */
export const WORDS = {
  title: 'Assignment rules',
  description: 'The first rule that fits an account says its subset. Nothing moves until you apply them.',
  add: 'Add rule',
  emptyTitle: 'No rules yet',
  emptyText:
    'A rule puts accounts in a subset by their name, e-mail or ID: for example all whose name starts with "contoso-". ' +
    'Rules are asked in order, and you see what they would do before you apply them.',
  includeAssigned: 'Also move accounts that are in another subset',
  nothingToDo: 'Every account that a rule fits is in its subset already.',
  examples: 'Examples',
  left: 'No account is left for it: none fits, or an earlier rule takes them.',
  looking: 'Looking which accounts it fits',
  sayValue: 'Say what the rule compares with, to see which accounts it fits.',
  patternHelp: '* stands for any text, ? for one character. The whole text must fit.',
  valueHelp: 'Upper and lower case, and spaces at the ends, make no difference.',
  unmatchedText: 'They stay where they are. Add a rule for them, or assign them by hand.',
  showUnassigned: 'Show accounts in no subset',
} as const;

export const FIELD_WORDS: Readonly<Record<AssignmentField, string>> = {
  name: 'Name',
  email: 'E-mail',
  id: 'Account ID',
};

export const OPERATOR_WORDS: Readonly<Record<AssignmentOperator, string>> = {
  is: 'is',
  contains: 'contains',
  'starts-with': 'starts with',
  'ends-with': 'ends with',
  pattern: 'fits the pattern',
};

/** 'name starts with "prod-"' as the beginning of a sentence. */
export function sentenceStart(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** 'Assign 12 accounts' */
export function applyWords(accounts: number): string {
  return `Assign ${plural(accounts, 'account')}`;
}

/** 'Fits 12 accounts: 9 would be assigned, 2 are there already, 1 stays in another subset.' */
export function countWords({ fits, takes, inPlace, inOther, unassigned }: RulePreview): string {
  if (fits === 0) return WORDS.left;
  const moving = takes - unassigned;
  const parts = [
    ...(unassigned > 0 ? [`${formatCount(unassigned)} would be assigned`] : []),
    ...(moving > 0 ? [`${formatCount(moving)} would leave another subset`] : []),
    ...(inPlace > 0 ? [`${formatCount(inPlace)} ${inPlace === 1 ? 'is' : 'are'} there already`] : []),
    ...(inOther > moving ? [`${formatCount(inOther)} ${inOther === 1 ? 'stays' : 'stay'} in another subset`] : []),
  ];
  return `Fits ${plural(fits, 'account')}: ${parts.join(', ')}.`;
}

/** 'No rule fits 3 accounts that are in no subset' */
export function unmatchedWords({ unmatched }: Pick<RulesPreview, 'unmatched'>): string {
  return `No rule fits ${plural(unmatched, 'account')} in no subset`;
}
