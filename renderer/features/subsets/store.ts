import type { AccountWhere } from '../../../shared/contract/account-where.ts';
import type { Account, AccountSelection } from '../../../shared/contract/accounts.ts';
import type { EndCustomerSummary } from '../../../shared/contract/end-customers.ts';
import type { SubsetSummary } from '../../../shared/contract/subsets.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import type { Queries } from '../../session/queries.ts';
import type { RowQuestions } from '../../session/use-row-pages.ts';
import { compareNames } from '../../ui/words.ts';

/** Something that a subset can have, to choose from. */
export interface Choice {
  readonly id: number;
  readonly name: string;
}

/** All that the page of subsets shows. */
export interface SubsetsView {
  readonly subsets: readonly SubsetSummary[];
  readonly workflows: readonly Choice[];
  readonly endCustomers: readonly Choice[];
}

/** The end customers of a payer account as choices. */
export function toChoices(endCustomers: readonly EndCustomerSummary[]): Choice[] {
  return endCustomers.map(({ id, label }) => ({ id, name: label }));
}

/** How the table is sorted. */
export interface SubsetSort {
  readonly column: SubsetColumn;
  readonly descending: boolean;
}

export const SUBSET_COLUMNS = ['name', 'accounts', 'workflow', 'endCustomer'] as const;
export type SubsetColumn = (typeof SUBSET_COLUMNS)[number];

/** The subsets whose name, workflow, end customer or note has a text in it, in an order; those without a value come last. */
export function shownSubsets(
  subsets: readonly SubsetSummary[],
  text: string,
  { column, descending }: SubsetSort,
): SubsetSummary[] {
  const wanted = text.trim().toLowerCase();
  const found = subsets.filter((subset) =>
    [subset.name, subset.workflow?.name, subset.endCustomer?.name, subset.note].some((value) =>
      (value ?? '').toLowerCase().includes(wanted),
    ),
  );
  const sign = descending ? -1 : 1;
  return found.sort((a, b) => sign * compare(a, b, column) || compareNames(a.name, b.name));
}

function compare(a: SubsetSummary, b: SubsetSummary, column: SubsetColumn): number {
  switch (column) {
    case 'accounts':
      return a.accounts - b.accounts;
    case 'name':
      return compareNames(a.name, b.name);
    case 'workflow':
      return compareGiven(a.workflow?.name, b.workflow?.name);
    case 'endCustomer':
      return compareGiven(a.endCustomer?.name, b.endCustomer?.name);
  }
}

function compareGiven(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return compareNames(a, b);
}

/** The accounts of a subset that a filter fits. */
export interface SplitAsked {
  readonly mpaId: AccountId;
  readonly subsetId: number;
  readonly where: AccountWhere;
}

/** The accounts of a subset, a page at a time. */
export function subsetAccounts(
  { accounts }: Queries,
  { mpaId, subsetId, where }: SplitAsked,
): RowQuestions<Account, string> {
  const filter = { subsetId, where };
  return {
    page: (cursor) => accounts.page.queryOptions({ input: { mpaId, filter, sort: 'name', cursor, limit: 25 } }),
    count: accounts.count.queryOptions({ input: { mpaId, filter }, select: ({ count }) => count }),
  };
}

/** Which accounts leave: those that were selected, else all that the filter fits; null while there is neither. */
export function splitSelection(ids: readonly AccountId[], { subsetId, where }: SplitAsked): AccountSelection | null {
  if (ids.length > 0) return { ids: [...ids] };
  if (where.tokens.length === 0) return null;
  const any = { text: null, status: null, workflowId: null, endCustomerId: null, idPrefix: null };
  return { filter: { ...any, subsetId, where } };
}
