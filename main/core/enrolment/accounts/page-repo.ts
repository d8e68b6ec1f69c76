import type { AccountFilter, AccountSort } from '../../../../shared/contract/accounts.ts';
import { prepare } from '../../sqlite/sqlite.ts';
import type { ReadDb, SqlValue } from '../../sqlite/sqlite.ts';
import { filterConditions } from './filter-repo.ts';
import type { Order, PageKey } from './page-order.ts';
import { orderOf } from './page-order.ts';
import { ACCOUNT_DETAILS, ACCOUNT_LINKS } from './repo.ts';
import type { AccountDetailsRow } from './repo.ts';

/** What a page is asked for with. `after` is null for the first one. */
export interface PageQuery {
  mpaId: string;
  filter: AccountFilter;
  sort: AccountSort;
  descending: boolean;
  after: PageKey | null;
  limit: number;
}

/**
 * How many rows in the order asked for are looked at before a filter whose rows are few and anywhere is answered from the
 * whole set. Measured on 100,000 accounts: these cost 2 ms, a scan of the whole set 15 ms, all of it through an index 75 ms.
 */
const LOOK_AHEAD = 2000;

/** How many accounts a filter has. */
export function countAccounts(db: ReadDb, mpaId: string, filter: AccountFilter): number {
  const { sql, params, access } = filterConditions(filter);
  const from = sql === '' ? 'account a INDEXED BY account_subset' : `account a ${access}`;
  const text = `SELECT count(*) AS count FROM ${from} WHERE a.mpa_id = @mpaId${sql}`;
  return (statement(db, text, filter).get({ mpaId, ...params }) as { count: number }).count;
}

/** One page of accounts by keyset: the rows after the last one seen, whatever their number before. */
export function pageOfAccounts(db: ReadDb, query: PageQuery): AccountDetailsRow[] {
  const { filter, after, limit } = query;
  const conditions = filterConditions(filter);
  // Within one subset, or in none, the order by subset is the order by ID.
  const sort = query.sort === 'subset' && filter.subsetId !== null ? 'id' : query.sort;
  const order = orderOf(sort, query.descending, after);
  const run: RunPage = (rows, params) =>
    statement(db, `${ACCOUNT_DETAILS} FROM (${rows}) a ${ACCOUNT_LINKS} ORDER BY ${order.by}`, filter).all({
      mpaId: query.mpaId,
      ...conditions.params,
      ...keyParams(after),
      ...params,
    }) as AccountDetailsRow[];

  if (conditions.sql === '' && order.walks !== null) return walk(run, order.walks, limit);
  const ahead = sort === 'id' ? null : lookAhead(run, order, conditions.sql, limit);
  if (ahead) return ahead;
  return run(
    `SELECT a.* FROM account a ${conditions.access} ${order.links}
     WHERE a.mpa_id = @mpaId${conditions.sql} AND ${order.after} ORDER BY ${order.by} LIMIT @limit`,
    { limit },
  );
}

type RunPage = (rows: string, params: Record<string, SqlValue>) => AccountDetailsRow[];

/** All rows in order, from one walk after the other, until there are enough. */
function walk(run: RunPage, walks: readonly string[], limit: number): AccountDetailsRow[] {
  const found: AccountDetailsRow[] = [];
  for (const rows of walks) {
    if (found.length < limit) found.push(...run(rows, { limit: limit - found.length }));
  }
  return found;
}

/** A page from the next rows in order, where an index has it and they suffice. */
function lookAhead(run: RunPage, order: Order, conditions: string, limit: number): AccountDetailsRow[] | null {
  const [first] = order.walks ?? [];
  if (first === undefined) return null;
  const found = run(
    `SELECT a.* FROM (${first.replace('@limit', String(LOOK_AHEAD))}) a ${order.links}
     WHERE 1${conditions} ORDER BY ${order.by} LIMIT @limit`,
    { limit },
  );
  return found.length === limit ? found : null;
}

/** A property filter has too many shapes for the statements to be kept. */
function statement(db: ReadDb, text: string, filter: AccountFilter): ReturnType<typeof prepare> {
  return filter.where === null ? prepare(db, text) : db.prepare(text);
}

/** Named parameters that a text does not have are no matter. */
function keyParams(after: PageKey | null): Record<string, SqlValue> {
  return { afterValue: after?.value ?? '', afterId: after?.id ?? '' };
}
