import { accountWhereSchema } from '../../../shared/contract/account-where.ts';
import type { AccountWhere } from '../../../shared/contract/account-where.ts';
import type { SavedView, SaveViewInput } from '../../../shared/contract/saved-views.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { columnsSchema, EVERYTHING } from './filter.ts';
import type { Columns } from './filter.ts';
import { sortSchema } from './store.ts';
import type { AccountSortState } from './store.ts';

/** What of the accounts is shown, and how: what a view keeps under a name. */
export interface Shown {
  readonly where: AccountWhere;
  readonly sort: AccountSortState;
  readonly columns: Columns;
}

/** The page that the views are of. */
export const PAGE = 'accounts';

/** What is shown, as a view is saved. @param id the view that is changed; null: a new one */
export function toSaved(
  mpaId: AccountId,
  { id, name }: { readonly id: number | null; readonly name: string },
  { where, sort, columns }: Shown,
): SaveViewInput {
  const view = {
    filter: { operation: where.operation, tokens: where.tokens.map((token) => ({ ...token })) },
    sort: { by: sort.column, descending: sort.descending },
    columns: [...columns],
  };
  return { mpaId, page: PAGE, id, name, view };
}

/** A view as it is shown; what this version does not understand of it is as the page shows it now. */
export function fromSaved({ view }: SavedView, now: Shown): Shown {
  const where = accountWhereSchema.safeParse(view.filter ?? EVERYTHING);
  const sort = sortSchema.safeParse({ column: view.sort?.by, descending: view.sort?.descending });
  const columns = columnsSchema.safeParse(view.columns);
  return {
    where: where.success ? where.data : now.where,
    sort: sort.success ? sort.data : now.sort,
    columns: columns.success ? columns.data : now.columns,
  };
}

/** The view that is shown right now; undefined where it is none of them. */
export function shownView(views: readonly SavedView[], now: Shown): SavedView | undefined {
  const text = JSON.stringify(comparable(now));
  return views.find((view) => JSON.stringify(comparable(fromSaved(view, now))) === text);
}

/** The order in which columns were chosen makes no difference. */
function comparable({ where, sort, columns }: Shown): unknown {
  const { operation, tokens } = where;
  return [
    tokens.length < 2 ? 'and' : operation,
    tokens.map(({ field, operator, value }) => [field, operator, value]),
    [sort.column, sort.descending],
    columns.toSorted(),
  ];
}
