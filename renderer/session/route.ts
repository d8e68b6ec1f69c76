import { accountId, isAccountId } from '../../shared/domain/account-id.ts';
import type { AccountId } from '../../shared/domain/account-id.ts';
import { revealed } from '../../shared/domain/hidden-text.ts';

/** The pages that belong to the whole ledger. */
export const LEDGER_PAGES = ['overview', 'history', 'settings'] as const;
export type LedgerPage = (typeof LEDGER_PAGES)[number];

/** The pages that belong to one payer account, in the order of the navigation. */
export const MPA_PAGES = [
  'procedure',
  'accounts',
  'import',
  'rules',
  'subsets',
  'end-customers',
  'workflows',
  'cost-data',
  'aws-set-up',
  'tickets',
  'history',
] as const;
export type MpaPage = (typeof MPA_PAGES)[number];

/** What a page shows in particular: the chosen row, the tab. Kept in the address, so that a link leads there. */
export type RouteParams = Readonly<Record<string, string>>;

/** Where in the app one is. */
export type Route =
  | { readonly page: LedgerPage; readonly mpaId: null; readonly params: RouteParams }
  | { readonly page: MpaPage; readonly mpaId: AccountId; readonly params: RouteParams };

export const OVERVIEW: Route = { page: 'overview', mpaId: null, params: {} };

/** A page of the whole ledger. */
export function ledgerRoute(page: LedgerPage, params: RouteParams = {}): Route {
  return { page, mpaId: null, params };
}

/** A page of a payer account. */
export function mpaRoute(mpaId: AccountId, page: MpaPage, params: RouteParams = {}): Route {
  return { page, mpaId, params };
}

/** The address of a place, as it stands after the page's own: `#/099999999999/accounts?account=012345678901`. */
export function formatRoute({ page, mpaId, params }: Route): string {
  const query = new URLSearchParams(Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1))).toString();
  return `#/${mpaId === null ? '' : `${mpaId}/`}${page}${query === '' ? '' : `?${query}`}`;
}

/** The place that an address leads to; null where there is no such place. */
export function parseRoute(hash: string): Route | null {
  const [path = '', query = ''] = hash.replace(/^#\/?/u, '').split('?');
  // An address may come from anywhere: what hides in it is seen, as in everything that a page shows.
  const params = Object.fromEntries([...new URLSearchParams(query)].map(([name, text]) => [name, revealed(text)]));
  const [first = '', second, ...rest] = path.split('/');
  if (rest.length > 0) return null;
  if (second === undefined) {
    const page = LEDGER_PAGES.find((each) => each === first);
    return page === undefined ? null : ledgerRoute(page, params);
  }
  const page = MPA_PAGES.find((each) => each === second);
  return page === undefined || !isAccountId(first) ? null : mpaRoute(accountId(first), page, params);
}
