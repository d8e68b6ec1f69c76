import type { AccountFilter, AccountSelection } from '../../../../shared/contract/accounts.ts';
import { nameKey, tidyName } from '../../../../shared/domain/name-key.ts';
import type { SqlValue } from '../../ledger/sqlite.ts';

/** Conditions on `account a` as SQL, joined by AND, with their parameters. `@mpaId` is the caller's. */
export interface Conditions {
  sql: string;
  params: Record<string, SqlValue>;
  /** The term for the payer account: with '+' where the index by payer account would only mislead the planner. */
  mpa: 'a.mpa_id = @mpaId' | '+a.mpa_id = @mpaId';
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
  return {
    sql: parts.map((part) => ` AND ${part}`).join(''),
    params,
    mpa: subsetId === null && parts.length > 0 ? '+a.mpa_id = @mpaId' : 'a.mpa_id = @mpaId',
  };
}

/** The accounts of a list or of a filter. */
export function selectionConditions(selection: AccountSelection): Conditions {
  if ('filter' in selection) return filterConditions(selection.filter);
  const ids = JSON.stringify(selection.ids);
  return { sql: ' AND a.id IN (SELECT value FROM json_each(@ids))', params: { ids }, mpa: '+a.mpa_id = @mpaId' };
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

/**
 * Text in name, e-mail or ID. LIKE is quick and knows no case in ASCII only; text beyond ASCII is first looked for with
 * its other characters left open, then compared by key.
 */
function textCondition(text: string | null): { sql: string; params: Conditions['params'] } | null {
  const tidy = tidyName(text ?? '');
  if (tidy === '') return null;
  const like = `%${tidy.replaceAll(/[\\%_]/gu, String.raw`\$&`).replaceAll(/[^ -~]+/gu, '%')}%`;
  const columns = ['a.name', 'a.email', 'a.id'];
  const ascii = /^[ -~]*$/u.test(tidy);
  const alike = columns.map((column) => {
    const quick = String.raw`${column} LIKE @textLike ESCAPE '\'`;
    return ascii ? quick : `(${quick} AND instr(name_key(${column}), @textKey) > 0)`;
  });
  return {
    sql: `(${alike.join(' OR ')})`,
    params: { textLike: like, ...(!ascii && { textKey: nameKey(tidy) }) },
  };
}
