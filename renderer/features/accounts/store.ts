import { z } from 'zod';
import type { Account, AccountPageInput, AccountSelection, SubsetShare } from '../../../shared/contract/accounts.ts';
import type { AccountWhere } from '../../../shared/contract/account-where.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import type { Queries } from '../../session/queries.ts';
import type { Question } from '../../session/use-read.ts';
import type { RowQuestions } from '../../session/use-row-pages.ts';

export const SORTS = ['id', 'name', 'email', 'status', 'subset', 'workflow', 'joinedAt'] as const;
export const sortSchema = z.object({ column: z.enum(SORTS), descending: z.boolean() });
export type AccountSortState = z.infer<typeof sortSchema>;

/** Which accounts the table shows, and in which order. */
export interface AccountsAsked {
  readonly mpaId: AccountId;
  readonly where: AccountWhere;
  readonly sort: AccountSortState;
}

const PAGE = 50;

/** The accounts of a payer account, a page at a time. */
export function accountPages({ accounts }: Queries, asked: AccountsAsked): RowQuestions<Account, string> {
  return {
    page: (cursor) => accounts.page.queryOptions({ input: { ...pageInput(asked), cursor, limit: PAGE } }),
    count: accountCount(accounts, asked),
  };
}

/** What a page of them is asked with, but for its beginning and size. */
export function pageInput({ mpaId, where, sort }: AccountsAsked): Omit<AccountPageInput, 'cursor' | 'limit'> {
  return { mpaId, filter: filterOf(where), sort: sort.column, descending: sort.descending };
}

/** How many they are in all. */
export function accountCount(
  { count }: Queries['accounts'],
  { mpaId, where }: AccountsAsked,
): Question<{ count: number }, number> {
  return count.queryOptions({ input: { mpaId, filter: { where } }, select: (counted) => counted.count });
}

/** What is selected: some rows of this page, or all that match the filter. */
export type Selected =
  { readonly kind: 'rows'; readonly ids: readonly AccountId[] } | { readonly kind: 'all'; readonly count: number };

export const NOTHING_SELECTED: Selected = { kind: 'rows', ids: [] };

/** How many accounts are selected. */
export function countSelected(selected: Selected): number {
  return selected.kind === 'all' ? selected.count : selected.ids.length;
}

/** The selection as the core takes it. */
export function toSelection(selected: Selected, where: AccountWhere): AccountSelection {
  return selected.kind === 'all' ? { filter: filterOf(where) } : { ids: [...selected.ids] };
}

/** A filter of every field as the core takes it, with no other condition. */
export function filterOf(where: AccountWhere): Extract<AccountSelection, { filter: unknown }>['filter'] {
  return { text: null, status: null, subsetId: null, workflowId: null, endCustomerId: null, idPrefix: null, where };
}

/** How accounts spread over subsets, most first; beyond the first some, the rest as one. */
export interface Spread {
  readonly bars: readonly { readonly name: string; readonly accounts: number; readonly inNone: boolean }[];
  readonly rest: { readonly subsets: number; readonly accounts: number } | null;
  readonly most: number;
}

const MOST_BARS = 12;

export function spreadOf(found: readonly SubsetShare[]): Spread {
  const bars = found
    .slice(0, MOST_BARS)
    .map(({ subset, accounts }) => ({ name: subset?.name ?? 'Not in a subset', accounts, inNone: subset === null }));
  const others = found.slice(MOST_BARS);
  return {
    bars,
    rest:
      others.length === 0
        ? null
        : { subsets: others.length, accounts: others.reduce((sum, { accounts }) => sum + accounts, 0) },
    most: Math.max(1, ...bars.map(({ accounts }) => accounts)),
  };
}
