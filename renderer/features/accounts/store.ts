import { z } from 'zod';
import type { Account, AccountSelection } from '../../../shared/contract/accounts.ts';
import type { AccountWhere } from '../../../shared/contract/account-where.ts';
import type { Change } from '../../../shared/contract/history.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import type { Client } from '../../api.ts';
import type { RowReader } from '../../session/pages.ts';

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
export const accountReader: RowReader<Account, string, AccountsAsked> = {
  page: (client, { mpaId, where, sort }, cursor, signal) =>
    client.accounts.page(
      { mpaId, filter: { where }, sort: sort.column, descending: sort.descending, cursor, limit: PAGE },
      { signal },
    ),
  count: async (client, { mpaId, where }, signal) =>
    (await client.accounts.count({ mpaId, filter: { where } }, { signal })).count,
};

/** An account with what happened to it, the latest first. */
export async function readAccount(
  client: Client,
  { id }: { id: AccountId },
): Promise<{ account: Account; history: Change[] }> {
  const [account, history] = await Promise.all([
    client.accounts.get({ id }),
    client.history.of({ entity: 'account', key: id, limit: 50 }),
  ]);
  return { account, history };
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

export interface SubsetChoice {
  readonly id: number;
  readonly name: string;
  readonly accounts: number;
}

/** The subsets that accounts can be put in. */
export async function readSubsetChoices(
  client: Client,
  { mpaId }: { mpaId: AccountId },
): Promise<readonly SubsetChoice[]> {
  const subsets = await client.subsets.list({ mpaId });
  return subsets.map(({ id, name, accounts }) => ({ id, name, accounts }));
}

/** How accounts spread over subsets, most first; beyond the first some, the rest as one. */
export interface Spread {
  readonly bars: readonly { readonly name: string; readonly accounts: number; readonly inNone: boolean }[];
  readonly rest: { readonly subsets: number; readonly accounts: number } | null;
  readonly most: number;
}

const MOST_BARS = 12;

export async function readSpread(client: Client, { mpaId }: { mpaId: AccountId }): Promise<Spread> {
  const found = await client.accounts.spread({ mpaId });
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
