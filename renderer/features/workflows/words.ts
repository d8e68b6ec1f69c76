import { MONTH_NAMES } from '../../../shared/domain/month.ts';
import { plural } from '../../ui/words.ts';
import type { Field, FieldPath } from './fields.ts';

/** The strings of the page; those of the options of rules stand below. */
export const WORDS = {
  title: 'Workflows',
  description: 'A billing workflow says how the charges of a subset are made. The vendor sets it up as its text reads.',
  add: 'New workflow',
  addRule: 'Add rule',
  discard: 'Discard edits',
  compare: 'Compare versions',
  emptyTitle: 'No workflows yet',
  emptyText:
    'Subsets without one are charged the raw AWS cost. Add a workflow, or import an account list that names some.',
  noRulesTitle: 'No rules',
  noRulesText: 'Charges stay as AWS reports them (raw data).',
  pick: 'Choose a workflow to see its rules.',
} as const;

/** What an option is called, and what is to be known of it. */
interface FieldWords {
  readonly label: string;
  readonly description?: string;
  /** What it means that an optional one has no value. */
  readonly none?: string;
}

/** By the path joined with dots. */
const FIELDS: Readonly<Record<string, FieldWords>> = {
  commitment: { label: 'Commitment' },
  'purchasedBy.kind': { label: 'Purchased by' },
  'purchasedBy.accountIds': { label: 'Accounts that purchased', description: 'Account IDs of 12 digits, one a line.' },
  credit: { label: 'Credits' },
  part: { label: 'Part of the cost' },
  discount: { label: 'Volume discount' },
  direction: { label: 'Direction' },
  percentage: { label: 'Percentage', description: "Such as '3' or '2.5'." },
  'scope.services': {
    label: 'Services',
    description: 'One a line, as the vendor knows them. None: all services.',
  },
  'scope.regionGroups': { label: 'Regions', none: 'All regions' },
  'scope.weekdays': { label: 'Days of the week', none: 'All days' },
  'scope.days': { label: 'Days of the month', none: 'All days' },
  'scope.months': { label: 'Months', none: 'All months' },
  'scope.years.kind': { label: 'Years', none: 'All years' },
  'scope.years.years': { label: 'Which years', description: "Separated by commas: '2026, 2027'." },
  'method.kind': { label: 'Way of sharing' },
  'method.percentage': { label: 'Percentage of the savings', description: "Such as '20'." },
  'method.per': { label: 'For each' },
  'method.amount': { label: 'Amount', description: "Such as '100' or '99.50'." },
  'method.currency': { label: 'Currency', description: "Three capital letters such as 'USD'." },
  'method.basis': { label: 'Basis' },
  text: { label: 'What the rule does', description: 'A full sentence; it goes into the text as it is.' },
};

/** By the path joined with dots and the value; a value that stands alone is the same everywhere. */
const VALUES: Readonly<Record<string, string>> = {
  ri: 'RIs (reservations)',
  'savings-plan': 'Savings Plans',
  'purchasedBy.kind=any': 'Any account',
  'purchasedBy.kind=accounts': 'The accounts named',
  'purchasedBy.kind=subset': 'An account of the same subset',
  edp: 'EDP discount',
  'data-egress-waiver': 'Data egress waiver',
  'apn-partner-accelerator': 'APN Partner Accelerator credits',
  'solution-provider-program': 'Solution Provider Program credits',
  other: 'All other credits and refunds',
  effective: 'Effective cost (up-front and recurring)',
  'amortized-upfront': 'Amortized up-front cost only',
  recurring: 'Recurring cost only',
  'top-rate-all-usage': 'Top rate for all usage',
  'top-rate-free-usage': 'Top rate for free tier usage',
  'ri-volume': 'RI volume discounts',
  uplift: 'Uplift',
  discount: 'Discount',
  'us-east': 'US-East',
  'us-west': 'US-West',
  ca: 'Canada',
  mx: 'Mexico',
  sa: 'South America',
  eu: 'Europe',
  me: 'Middle East',
  il: 'Israel',
  af: 'Africa',
  ap: 'Asia Pacific',
  'scope.years.kind=odd': 'Odd-numbered years',
  'scope.years.kind=even': 'Even-numbered years',
  'scope.years.kind=years': 'The years named',
  'percentage-of-savings': 'Percentage of the savings',
  'flat-fee': 'Flat fee',
  distributed: 'Distribute the cost',
  subset: 'Subset',
  account: 'Account',
  estimate: 'Estimate',
  actuals: 'Actuals of the last billing cycle',
};

/** The words of an option. @throws Error where there are none: a test goes through all options. */
export function fieldWords({ path }: Pick<Field, 'path'>): FieldWords {
  const words = FIELDS[path.join('.')];
  if (words === undefined) throw new Error(`no words for ${path.join('.')}`);
  return words;
}

/** The words of a value that can be chosen. @throws Error where there are none. */
export function valueWords(path: FieldPath, value: string | number): string {
  const name = path.join('.');
  if (typeof value === 'number') return name === 'scope.months' ? (MONTH_NAMES[value - 1] ?? '') : String(value);
  if (name === 'scope.weekdays') return value.charAt(0).toUpperCase() + value.slice(1);
  const words = VALUES[`${name}=${value}`] ?? VALUES[value];
  if (words === undefined) throw new Error(`no words for ${name}=${value}`);
  return words;
}

/** 'Save for 4 subsets (12 accounts)': whom saving concerns. */
export function saveWords({ subsets, accounts }: { subsets: number; accounts: number }): string {
  return subsets === 0 ? 'Save the workflow' : `Save for ${plural(subsets, 'subset')} (${plural(accounts, 'account')})`;
}

/** '2 subsets · 6 accounts', or that it is not used. */
export function usageWords({ subsets, accounts }: { subsets: number; accounts: number }): string {
  return subsets === 0 ? 'Not used' : `${plural(subsets, 'subset')} · ${plural(accounts, 'account')}`;
}
