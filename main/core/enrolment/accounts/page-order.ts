import type { AccountSort } from '../../../../shared/contract/accounts.ts';

/** The last row of the page before: what it was sorted by (null: it has none; by ID, nothing) and its ID. */
export interface PageKey {
  value: string | null;
  id: string;
}

/** The order of a list, and where in it a page begins. `@afterValue` and `@afterId` are the caller's. */
export interface Order {
  /** ORDER BY terms over `account a` and `links`. */
  by: string;
  /** That a row comes after the key. */
  after: string;
  /** What has to be joined to `account a` for them. */
  links: string;
  /**
   * The rows after the key through indexes that have them in order, one after the other; null where no index has this order. Measured on
   * 100,000 accounts, a page then is the best of the whole set, and takes 30 to 60 ms; an index more would cost each import more than that.
   */
  walks: readonly string[] | null;
}

interface SortKey {
  key: string;
  optional: boolean;
  links: string;
}

const SUBSET = 'LEFT JOIN subset s ON s.id = a.subset_id';

const KEYS: Readonly<Record<Exclude<AccountSort, 'id'>, SortKey>> = {
  name: { key: 'a.name COLLATE NOCASE', optional: false, links: '' },
  email: { key: 'a.email COLLATE NOCASE', optional: false, links: '' },
  status: { key: 'a.status', optional: true, links: '' },
  joinedAt: { key: 'a.joined_at', optional: true, links: '' },
  subset: { key: 's.name_key', optional: true, links: SUBSET },
  workflow: { key: 'w.name_key', optional: true, links: `${SUBSET} LEFT JOIN workflow w ON w.id = s.workflow_id` },
};

/** How to sort, from the first row (`after` null) or from the row after a key on. */
export function orderOf(sort: AccountSort, descending: boolean, after: PageKey | null): Order {
  const direction = descending ? ' DESC' : '';
  const beyond = descending ? '<' : '>';
  const afterId = after === null ? '1' : `a.id ${beyond} @afterId`;
  if (sort === 'id') {
    const walk = `SELECT a.* FROM account a WHERE +a.mpa_id = @mpaId AND ${afterId} ORDER BY a.id${direction} LIMIT @limit`;
    return { by: `a.id${direction}`, after: afterId, links: '', walks: [walk] };
  }
  const { key, optional, links } = KEYS[sort];
  return {
    by: `${optional ? `${key} IS NULL, ` : ''}${key}${direction}, a.id${direction}`,
    after: afterKey(key, optional, beyond, after),
    links,
    walks: sort === 'name' || sort === 'subset' ? walksOf(sort, direction, beyond, after) : null,
  };
}

/** Those that have none come last in both directions. */
function afterKey(key: string, optional: boolean, beyond: string, after: PageKey | null): string {
  if (after === null) return '1';
  if (after.value === null) return `(${key} IS NULL AND a.id ${beyond} @afterId)`;
  const there = `${key} ${beyond} @afterValue OR (${key} = @afterValue AND a.id ${beyond} @afterId)`;
  return `(${optional ? `${key} IS NULL OR ` : ''}${there})`;
}

function walksOf(sort: 'name' | 'subset', direction: string, beyond: string, after: PageKey | null): string[] {
  const { key } = KEYS[sort];
  const within = (there: boolean): string =>
    there ? `${key} ${beyond}= @afterValue AND (${key} ${beyond} @afterValue OR a.id ${beyond} @afterId)` : '1';
  if (sort === 'name') {
    return [
      `SELECT a.* FROM account a INDEXED BY account_name
       WHERE a.mpa_id = @mpaId AND ${within(after !== null)} ORDER BY ${key}${direction}, a.id${direction} LIMIT @limit`,
    ];
  }
  const inNone = after !== null && after.value === null;
  const rest = `SELECT a.* FROM account a INDEXED BY account_subset WHERE a.mpa_id = @mpaId AND a.subset_id IS NULL
    AND ${inNone ? `a.id ${beyond} @afterId` : '1'} ORDER BY a.id${direction} LIMIT @limit`;
  if (inNone) return [rest];
  const inSubsets = `SELECT a.* FROM subset s CROSS JOIN account a INDEXED BY account_subset
    WHERE s.mpa_id = @mpaId AND a.mpa_id = @mpaId AND a.subset_id = s.id AND ${within(after !== null)}
    ORDER BY s.name_key${direction}, a.id${direction} LIMIT @limit`;
  return [inSubsets, rest];
}
