import type { AccountFilter, AccountSelection } from '../../../../shared/contract/accounts.ts';
import { tidyName } from '../../../../shared/domain/name-key.ts';
import type { SqlValue } from '../../sqlite/sqlite.ts';
import { isAscii, textMatch } from './text-match.ts';
import { whereCondition } from './where-repo.ts';

/** Conditions on `account a` as SQL, joined by AND, with their parameters. `@mpaId` is the caller's. */
export interface Conditions {
  sql: string;
  params: Record<string, SqlValue>;
  /** How to find rows that can be anywhere: by their subset, or by looking at all; never through another index row by row. */
  access: 'INDEXED BY account_subset' | 'INDEXED BY sqlite_autoindex_account_1';
}

/** The accounts of a filter. */
export function filterConditions(filter: AccountFilter): Conditions {
  const parts: string[] = [];
  const params: Conditions['params'] = {};
  const add = (sql: string, values: Conditions['params'] = {}): void => {
    parts.push(sql);
    Object.assign(params, values);
  };
  const { status, subsetId, workflowId, endCustomerId, idPrefix } = filter;
  // ':' follows '9': the range of the primary key that begins with these digits.
  if (idPrefix !== null) add(`a.id >= @idPrefix AND a.id < @idPrefix || ':'`, { idPrefix });
  if (subsetId === 'none') add('a.subset_id IS NULL');
  else if (subsetId !== null) add('a.subset_id = @subsetId', { subsetId });
  if (status === 'none') add('a.status IS NULL');
  else if (status !== null) add('a.status = @status', { status });
  if (workflowId !== null) add(linkCondition('workflow_id', workflowId), idParam({ workflowId }));
  if (endCustomerId !== null) add(linkCondition('end_customer_id', endCustomerId), idParam({ endCustomerId }));
  const text = textCondition(filter.text);
  if (text) add(text.sql, text.params);
  const where = filter.where === null ? null : whereCondition(filter.where);
  if (where) add(where.sql, where.params);
  return {
    sql: parts.map((part) => ` AND ${part}`).join(''),
    params,
    access: subsetId === null ? 'INDEXED BY sqlite_autoindex_account_1' : 'INDEXED BY account_subset',
  };
}

/** The accounts of a list or of a filter. */
export function selectionConditions(selection: AccountSelection): Conditions {
  if ('filter' in selection) return filterConditions(selection.filter);
  const ids = JSON.stringify(selection.ids);
  return {
    sql: ' AND a.id IN (SELECT value FROM json_each(@ids))',
    params: { ids },
    access: 'INDEXED BY sqlite_autoindex_account_1',
  };
}

function linkCondition(column: 'workflow_id' | 'end_customer_id', id: number | 'none'): string {
  if (id === 'none') {
    return `(a.subset_id IS NULL OR a.subset_id IN (SELECT id FROM subset WHERE mpa_id = @mpaId AND ${column} IS NULL))`;
  }
  const param = column === 'workflow_id' ? '@workflowId' : '@endCustomerId';
  return `a.subset_id IN (SELECT id FROM subset WHERE ${column} = ${param})`;
}

function idParam(entry: Record<string, number | 'none'>): Conditions['params'] {
  return Object.fromEntries(Object.entries(entry).filter(([, id]) => id !== 'none'));
}

/** Text in name, e-mail or ID; one beyond ASCII is in no ID. */
function textCondition(text: string | null): { sql: string; params: Conditions['params'] } | null {
  const tidy = tidyName(text ?? '');
  if (tidy === '') return null;
  const columns = isAscii(tidy) ? ['a.name', 'a.email', 'a.id'] : ['a.name', 'a.email'];
  const alike = columns.map((column) => textMatch(column, 'text', tidy, 'contains'));
  const [first] = alike;
  return { sql: `(${alike.map(({ sql }) => sql).join(' OR ')})`, params: { text: first?.pattern ?? null } };
}
