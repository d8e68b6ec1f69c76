import type {
  AccountField,
  AccountOperator,
  AccountToken,
  AccountWhere,
} from '../../../../shared/contract/account-where.ts';
import { tidyName, tidyPart } from '../../../../shared/domain/name-key.ts';
import type { SqlValue } from '../../sqlite/sqlite.ts';
import type { Place } from './text-match.ts';
import { isAscii, textMatch } from './text-match.ts';

type TextField = Exclude<AccountField, 'any'>;

/** A condition in SQL over `account a`, and the parameters that it is bound with. */
export interface WhereSql {
  sql: string;
  params: Record<string, SqlValue>;
}

/** Where a field's texts are: in columns of the account itself, or of what its subset leads to. */
type Source = { own: string; optional: boolean } | { from: string; columns: readonly string[] };

const SOURCES: Readonly<Record<TextField, Source>> = {
  id: { own: 'a.id', optional: false },
  name: { own: 'a.name', optional: false },
  email: { own: 'a.email', optional: false },
  note: { own: 'a.note', optional: false },
  status: { own: 'a.status', optional: true },
  joinedMethod: { own: 'a.joined_method', optional: true },
  joinedAt: { own: 'a.joined_at', optional: true },
  subset: { from: 'subset s', columns: ['s.name'] },
  workflow: { from: 'subset s JOIN workflow w ON w.id = s.workflow_id', columns: ['w.name'] },
  endCustomer: {
    from: 'subset s JOIN end_customer c ON c.id = s.end_customer_id',
    columns: ['c.name', 'c.console_email', 'c.spot_org_id'],
  },
};

/** What `any` looks through. */
const ANY: readonly TextField[] = ['name', 'email', 'id', 'subset', 'workflow', 'endCustomer', 'status', 'note'];
const COMPARISONS = new Set<AccountOperator>(['<', '<=', '>', '>=']);

/**
 * A property filter as SQL. Every value is bound; the text is made of constants only. `@mpaId` is the caller's.
 * @returns null where there is no condition
 */
export function whereCondition({ operation, tokens }: AccountWhere): WhereSql | null {
  if (tokens.length === 0) return null;
  const params: WhereSql['params'] = {};
  const parts = tokens.map((token, index) => tokenSql(token, `w${index}`, params));
  return { sql: `(${parts.join(operation === 'and' ? ' AND ' : ' OR ')})`, params };
}

function tokenSql(token: AccountToken, parameter: string, params: WhereSql['params']): string {
  const { field, operator } = token;
  const negated = operator.startsWith('!');
  const value = valueOf(token);
  const bind = (pattern: SqlValue, name = parameter): void => void (params[name] = pattern);
  let sql: string;
  if (field === 'any') {
    // One parameter a way of matching: a text beyond ASCII is in no ID.
    sql = `(${ANY.map((each) => matchSql(each, value, operator, parameter, bind)).join(' OR ')})`;
  } else if (value === '') sql = noneSql(field);
  else if (COMPARISONS.has(operator)) {
    bind(value);
    sql = comparisonSql(field, operator, parameter);
  } else sql = matchSql(field, value, operator, parameter, bind);
  return negated ? `NOT ${sql}` : sql;
}

/** The value as it is compared: an ID without the spaces that part its digits, a text without surplus ones; in a part of one the edges count. */
function valueOf({ field, operator, value }: AccountToken): string {
  const isWhole = operator === '=' || operator === '!=' || field === 'status' || field === 'joinedAt';
  const text = isWhole ? tidyName(value ?? '') : tidyPart(value ?? '');
  if (field === 'id') return text.replaceAll(' ', '');
  // Statuses are shown in words; AWS writes them in capitals with low lines.
  return field === 'status' ? text.replaceAll(' ', '_') : text;
}

function noneSql(field: TextField): string {
  const source = SOURCES[field];
  if ('own' in source) return source.optional ? `(${source.own} IS NULL)` : `(${source.own} = '')`;
  if (field === 'subset') return '(a.subset_id IS NULL)';
  return `(a.subset_id IS NULL OR a.subset_id NOT IN (SELECT s.id FROM ${source.from} WHERE s.mpa_id = @mpaId))`;
}

/** IDs and times are compared as far as the value goes. None is neither before nor after. */
function comparisonSql(field: TextField, operator: AccountOperator, parameter: string): string {
  const column = field === 'id' ? 'a.id' : 'a.joined_at';
  return `(${column} IS NOT NULL AND substr(${column}, 1, length(@${parameter})) ${operator} @${parameter})`;
}

function matchSql(
  field: TextField,
  value: string,
  operator: AccountOperator,
  parameter: string,
  bind: (pattern: SqlValue) => void,
): string {
  const place = placeOf(field, operator);
  const match = (column: string): string => {
    const found = textMatch(column, parameter, value, place);
    bind(found.pattern);
    return found.sql;
  };
  const source = SOURCES[field];
  if ('own' in source) {
    if (field === 'id' && !isAscii(value)) return '0';
    return `(${match(source.optional ? `coalesce(${source.own}, '')` : source.own)})`;
  }
  const some = source.columns.map(match).join(' OR ');
  // Looked up once, not once an account. In none is in none of these; never null, so that it can be denied.
  return `(a.subset_id IS NOT NULL AND a.subset_id IN (SELECT s.id FROM ${source.from} WHERE s.mpa_id = @mpaId AND (${some})))`;
}

/** A time is what it begins with: a day, a month. */
function placeOf(field: TextField, operator: AccountOperator): Place {
  if (operator.endsWith(':')) return 'contains';
  return operator.endsWith('^') || field === 'joinedAt' ? 'begins' : 'is';
}
