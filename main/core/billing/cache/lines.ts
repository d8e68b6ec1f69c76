import type { LineCondition } from '../../../../shared/contract/cost-data.ts';
import type { KeptDataSet } from '../../../../shared/contract/own-procedures.ts';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { COST_COLUMNS } from '../../../../shared/domain/cost-columns.ts';
import { monthName } from '../../../../shared/domain/month.ts';
import { moneyText, moneyUnits } from '../../../../shared/domain/money.ts';
import type { DuckdbEngine, EngineDb } from '../../duckdb/engine.ts';
import type { EngineValue } from '../../duckdb/protocol.ts';
import { noData } from '../data-sets/service.ts';
import type { CacheFolder } from './cache-folder.ts';
import { cachedLines } from './select-lines.ts';

/** What lines are asked of. */
export interface CachedSets {
  readonly engine: DuckdbEngine;
  readonly cache: CacheFolder;
  readonly sets: readonly KeptDataSet[];
  readonly signal: AbortSignal;
}

/** The cached file of a month. @throws AppError NOT_FOUND where there is no cost data of it, or its lines are not on this computer */
export function cachedFile(
  { cache, sets }: Pick<CachedSets, 'cache' | 'sets'>,
  of: { mpaId: string; month: string },
): { path: string; missing: readonly string[] } {
  const set = sets.find(({ month }) => month === of.month);
  if (set === undefined) throw noData(of);
  if (cache.bytes(set.cache) !== null) return { path: cache.path(set.cache), missing: set.missing };
  const files = set.files.map(({ name }) => name).join(', ');
  throw new AppError(
    'NOT_FOUND',
    `The lines of ${monthName(of.month)} are not on this computer: they are in no backup, and can be emptied. Read the report again (${files}): ${act('cost-data.add')}`,
    { ...of, files: set.files },
  );
}

/** Lines of a month that fit all conditions. */
export interface LinesAsked {
  readonly mpaId: string;
  readonly month: string;
  readonly where: readonly LineCondition[];
}

/** A query for lines, some at a time; see rowsAfter. */
interface LineQuery {
  readonly sql: string;
  readonly values: Readonly<Record<string, EngineValue>>;
  readonly limit: number;
}

/** Asks for lines of a cached file in its order. @throws AppError INVALID_INPUT (a value that its column can't have) */
export function lineQuery(
  file: { path: string; missing: readonly string[] },
  where: readonly LineCondition[],
  limit: number,
): LineQuery {
  const values: Record<string, EngineValue> = {};
  const conditions = where.map((each, at) => conditionSql(each, `v${at}`, values));
  const sql = `SELECT file_row_number, ${COST_COLUMNS.map(({ name }) => name).join(', ')} FROM ${cachedLines([file], true)}
    WHERE ${['file_row_number > $after', ...conditions].join(' AND ')} ORDER BY file_row_number LIMIT ${limit}`;
  return { sql, values, limit };
}

/** The lines behind a place. @param after null: from the first @returns `next`: the place to go on from; null where there are no more */
export async function rowsAfter(
  db: EngineDb,
  { sql, values, limit }: LineQuery,
  after: string | null,
): Promise<{ rows: (string | null)[][]; next: string | null }> {
  const { rows } = await db.run(sql, { ...values, after: after === null ? -1 : Number(after) });
  const last = rows.at(-1);
  return {
    rows: rows.map(([, ...row]) => row.map(shown)),
    next: rows.length < limit || last === undefined ? null : String(last[0]),
  };
}

/** A page of the lines of a month, in the order of the cached file. @throws AppError NOT_FOUND, INVALID_INPUT (a value that its column can't have) */
export async function pageOfLines(
  among: CachedSets,
  asked: LinesAsked & { readonly cursor: string | null; readonly limit: number },
): Promise<{ columns: string[]; rows: (string | null)[][]; next: string | null }> {
  const file = cachedFile(among, asked);
  const query = lineQuery(file, asked.where, asked.limit);
  const page = await among.engine.use(
    { read: [file.path], write: [] },
    among.cache.limits(),
    (db) => rowsAfter(db, query, asked.cursor),
    { signal: among.signal },
  );
  return { columns: COST_COLUMNS.map(({ name }) => name), ...page };
}

function shown(value: EngineValue, at: number): string | null {
  if (value === null) return null;
  return COST_COLUMNS[at]?.kind === 'money' ? moneyText(BigInt(String(value))) : String(value);
}

/** @param name of its value, which is put into `values` */
function conditionSql(
  { column, operator, value }: LineCondition,
  name: string,
  values: Record<string, EngineValue>,
): string {
  const kind = COST_COLUMNS.find((each) => each.name === column)?.kind ?? 'text';
  if (operator === 'contains') {
    values[name] = value.toLowerCase();
    return `contains(lower(CAST(${column} AS VARCHAR)), $${name})`;
  }
  const sql = operator === '!=' ? 'IS DISTINCT FROM' : operator;
  if (kind === 'money') {
    const units = moneyUnits(value);
    if (units === null) throw wrongValue(column, value, 'an amount such as 0.0120000000, with ten decimals at most');
    values[name] = units.toString();
    return `${column} ${sql} CAST($${name} AS BIGINT)`;
  }
  if (kind === 'number') {
    if (value.trim() === '' || !Number.isFinite(Number(value))) throw wrongValue(column, value, 'a number');
    values[name] = Number(value);
    return `${column} ${sql} CAST($${name} AS DOUBLE)`;
  }
  if (kind === 'time') {
    if (!/^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?$/u.test(value))
      throw wrongValue(column, value, 'a time such as 2026-10-05 or 2026-10-05 13:00 (UTC)');
    values[name] = value;
    return `${column} ${sql} CAST($${name} AS TIMESTAMP)`;
  }
  // An empty text is kept as none.
  values[name] = value === '' ? null : value;
  return `${column} ${operator === '=' ? 'IS NOT DISTINCT FROM' : sql} $${name}`;
}

function wrongValue(column: string, value: string, needed: string): AppError {
  return new AppError('INVALID_INPUT', `${column} can't be compared with '${value}': it needs ${needed}.`, {
    column,
    value,
  });
}
