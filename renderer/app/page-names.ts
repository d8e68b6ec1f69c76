import type { MpaPage, Route } from '../session/route.ts';

/** What each page of a payer account is called. */
export const MPA_PAGE_NAMES: Readonly<Record<MpaPage, string>> = {
  procedure: 'Procedure',
  accounts: 'Accounts',
  import: 'Import accounts',
  rules: 'Assignment rules',
  subsets: 'Subsets',
  'end-customers': 'End customers',
  workflows: 'Workflows',
  'cost-data': 'Cost data',
  'aws-set-up': 'AWS set-up',
  tickets: 'Tickets',
  history: 'History',
};

/** What a place is called. */
export function pageName({ page, mpaId }: Route): string {
  if (mpaId !== null) return MPA_PAGE_NAMES[page];
  return { overview: 'Overview', history: 'History', settings: 'Settings' }[page];
}
