import { columnKey, COST_COLUMNS, NEEDED_COLUMNS } from '../../../../shared/domain/cost-columns.ts';
import type { CostColumn } from '../../../../shared/domain/cost-columns.ts';
import { quoted } from '../../duckdb/quoted.ts';

/** A column of a file, as SQL names it, with its type. */
interface FileColumn {
  readonly sql: string;
  /** DuckDB's: VARCHAR, DOUBLE, DECIMAL(…), TIMESTAMP, MAP(VARCHAR, VARCHAR) … */
  readonly type: string;
}

/** How a file of a report is read. */
export type FileToRead = {
  readonly path: string;
} & (
  | { readonly kind: 'csv'; readonly packed: boolean; readonly headings: readonly string[] }
  /** As DuckDB describes it: names with their types. */
  | { readonly kind: 'parquet'; readonly columns: readonly (readonly [name: string, type: string])[] }
);

/** Why a line can't be taken as it is, as bits of `read_faults`. */
export const READ_FAULTS = { unreadable: 1, decimals: 2 } as const;

function named(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The columns of a file that are kept, by their names; those that it does not have are not there. */
export function columnsOf(file: FileToRead): Map<string, FileColumn[]> {
  const columns: (readonly [key: string, column: FileColumn])[] =
    file.kind === 'csv'
      ? file.headings.map((heading, at) => [columnKey(heading), { sql: `c${at}`, type: 'VARCHAR' }])
      : file.columns.map(([name, type]) => [columnKey(name), { sql: named(name), type }]);
  const byKey = new Map<string, FileColumn[]>();
  for (const [key, column] of columns) byKey.set(key, [...(byKey.get(key) ?? []), column]);
  const kept = new Map<string, FileColumn[]>();
  for (const column of COST_COLUMNS) {
    const found = [column.name, ...column.also].flatMap((key) => byKey.get(key) ?? []);
    const all = found.length > 0 ? found : fromMap(column, byKey);
    if (all.length > 0) kept.set(column.name, all);
  }
  return kept;
}

/** CUR 2.0 has some in maps: of Parquet's own kind, in a csv as JSON. */
function fromMap({ inMap }: CostColumn, byKey: ReadonlyMap<string, readonly FileColumn[]>): FileColumn[] {
  if (inMap === undefined) return [];
  const [map, key] = inMap;
  return (byKey.get(map) ?? []).map(({ sql, type }) =>
    type.startsWith('MAP')
      ? { sql: `${sql}[${quoted(key)}]`, type: 'VARCHAR' }
      : {
          sql: `CASE WHEN json_valid(${sql}) THEN json_extract_string(${sql}, ${quoted(`$."${key}"`)}) END`,
          type: 'VARCHAR',
        },
  );
}

/** Which of the columns that must be there a file does not have. */
export function missingColumns(file: FileToRead): string[] {
  const there = columnsOf(file);
  return NEEDED_COLUMNS.filter((name) => !there.has(name));
}

/** The value of the first of its columns that has one. */
function textOf(columns: readonly FileColumn[]): string {
  const texts = columns.map(({ sql, type }) => (type === 'VARCHAR' ? sql : `CAST(${sql} AS VARCHAR)`));
  return texts.length === 1 ? (texts[0] ?? `''`) : `coalesce(${texts.map((text) => `nullif(${text}, '')`).join(', ')})`;
}

/** More than what 64 bits of 1e-10 units hold; beyond it nothing is multiplied. */
const MOST = 922_337_204;

/** By way of a decimal, half away from zero. Slow. */
function byDecimal(sql: string): string {
  const decimal = `TRY_CAST(${sql} AS DECIMAL(38,10))`;
  return `CASE WHEN abs(${decimal}) < ${MOST} THEN TRY_CAST(${decimal} * 10000000000 AS BIGINT) END`;
}

const hasExponent = (sql: string): string => `(contains(${sql}, 'e') OR contains(${sql}, 'E'))`;

/**
 * Money as a whole number of 1e-10 units, half away from zero. Text is read as a whole number with the exponent of ten, twenty times as fast as
 * by way of a decimal, to the same value. `1_000` and `0x10` are numbers to DuckDB, and none in a report.
 */
function money(sql: string, type: string): string {
  // As DuckDB turns a double into a decimal, at a quarter of the time: no misses below 100,000 a line, and the same ones beyond.
  if (type === 'DOUBLE') return `CASE WHEN abs(${sql}) < ${MOST} THEN TRY_CAST(round(${sql} * 1e10) AS BIGINT) END`;
  if (type !== 'VARCHAR') return byDecimal(sql);
  return `CASE WHEN contains(${sql}, '_') OR contains(${sql}, 'x') OR contains(${sql}, 'X') THEN NULL
    WHEN ${hasExponent(sql)} THEN ${byDecimal(sql)} ELSE TRY_CAST(${sql} || 'e10' AS BIGINT) END`;
}

/** AWS writes UTC, which DuckDB reads fast; another offset it would pass over. */
function time(sql: string, type: string): string {
  if (type !== 'VARCHAR') return `CAST(${sql} AS TIMESTAMP)`;
  return `CASE WHEN right(${sql}, 1) = 'Z' OR length(${sql}) <= 19 THEN TRY_CAST(${sql} AS TIMESTAMP)
    ELSE CAST(TRY_CAST(${sql} AS TIMESTAMPTZ) AS TIMESTAMP) END`;
}

/** A column as it is kept. */
interface Kept {
  readonly value: string;
  /** Its text or its own value in the file; null where nothing can be the matter with it. */
  readonly given: string | null;
  readonly isText: boolean;
}

function kept({ kind }: CostColumn, columns: readonly FileColumn[], fromCsv: boolean): Kept {
  const [first] = columns;
  const text = textOf(columns);
  const isText = columns.length > 1 || first?.type === 'VARCHAR';
  const [sql, type] = isText ? [text, 'VARCHAR'] : [first?.sql ?? 'NULL', first?.type ?? 'VARCHAR'];
  switch (kind) {
    case 'text':
      // A csv gives nothing for an empty value by itself.
      return { value: fromCsv ? text : `nullif(${text}, '')`, given: null, isText };
    case 'number':
      return { value: `TRY_CAST(${sql} AS DOUBLE)`, given: sql, isText };
    case 'time':
      return { value: time(sql, type), given: sql, isText };
    case 'money':
      return { value: money(sql, type), given: sql, isText };
  }
}

/** That something stands there which is no value. */
function unreadable(given: string, value: string, isText: boolean): string {
  return `CASE WHEN ${isText ? `${given} <> ''` : `${given} IS NOT NULL`} AND ${value} IS NULL THEN ${READ_FAULTS.unreadable} ELSE 0 END`;
}

/** More than ten decimals by value: `7.0E-10` has ten, `1.00000000000` none. What has at most ten digits behind its point has none. */
function moreDecimals(given: string, value: string): string {
  const exact = `TRY_CAST(${given} AS DECIMAL(38,28)) IS DISTINCT FROM TRY_CAST(TRY_CAST(${given} AS DECIMAL(38,10)) AS DECIMAL(38,28))`;
  return `CASE WHEN (strpos(${given}, '.') = 0 OR length(${given}) - strpos(${given}, '.') <= 10) AND NOT ${hasExponent(given)} THEN 0
    WHEN ${exact} OR (${value} = 0 AND TRY_CAST(${given} AS DOUBLE) <> 0) THEN ${READ_FAULTS.decimals} ELSE 0 END`;
}

/**
 * Its own header, columns by name, nothing filled up and nothing left out: what does not fit is an error. Without `new_line`: with it DuckDB
 * 1.5.6 gives no line at all of a file that ends its lines with \r\n, and no error. Whoever reads compares the number of lines.
 */
function source(file: FileToRead): string {
  if (file.kind === 'parquet') return `read_parquet(${quoted(file.path)})`;
  const columns = file.headings.map((_, at) => `'c${at}': 'VARCHAR'`).join(', ');
  return `read_csv(${quoted(file.path)}, auto_detect = false, header = true, columns = {${columns}}, delim = ',', quote = '"', escape = '"',
    strict_mode = true, null_padding = false, ignore_errors = false, max_line_size = 131072,
    compression = ${file.packed ? `'gzip'` : `'none'`})`;
}

/** What tells a line from another one: its ID and interval. The text itself would be half of the cache. */
function identity(file: FileToRead): string {
  const columns =
    file.kind === 'csv'
      ? file.headings.map((heading, at) => [columnKey(heading), `c${at}`] as const)
      : file.columns.map(([name]) => [columnKey(name), named(name)] as const);
  const of = (key: string): string | undefined => columns.find(([name]) => name === key)?.[1];
  const id = of('identity_line_item_id');
  if (id === undefined) return 'CAST(NULL AS UBIGINT)';
  return `hash(${id}, ${of('identity_time_interval') ?? `''`})`;
}

/**
 * The lines of a file. In two steps, so that a value is made once, and what may be the matter with it is told by the value.
 * @param columns which are wanted; of those that the file does not have there is none
 */
export function selectLines(file: FileToRead, columns: readonly string[]): string {
  const there = columnsOf(file);
  const inner: string[] = [`${identity(file)} AS identity_hash`];
  const outer: string[] = [];
  const faults: string[] = [];
  for (const column of COST_COLUMNS) {
    const found = there.get(column.name);
    if (found === undefined) {
      if (columns.includes(column.name)) outer.push(`CAST(NULL AS ${SQL_TYPES[column.kind]}) AS ${column.name}`);
      continue;
    }
    const { value, given, isText } = kept(column, found, file.kind === 'csv');
    inner.push(`${value} AS ${column.name}`);
    outer.push(column.name);
    if (given === null) continue;
    const raw = `given_${column.name}`;
    inner.push(`${given} AS ${raw}`);
    faults.push(unreadable(raw, column.name, isText));
    if (column.kind === 'money' && isText) faults.push(moreDecimals(raw, column.name));
  }
  return `SELECT ${outer.join(', ')}, identity_hash, CAST(${faults.join('\n  | ')} AS UTINYINT) AS read_faults
FROM (SELECT ${inner.join(',\n  ')}\n  FROM ${source(file)})`;
}

const SQL_TYPES = { text: 'VARCHAR', money: 'BIGINT', number: 'DOUBLE', time: 'TIMESTAMP' } as const;

/**
 * One value for each column of a file that has some that can't be read, by the columns' names. For finding what a refusal is about.
 */
export function selectUnreadable(file: FileToRead): string {
  const there = columnsOf(file);
  const values = COST_COLUMNS.flatMap((column) => {
    const found = there.get(column.name);
    if (found === undefined) return [];
    const { value, given, isText } = kept(column, found, file.kind === 'csv');
    if (given === null) return [];
    return [`any_value(${textOf(found)}) FILTER ((${unreadable(given, value, isText)}) <> 0) AS ${column.name}`];
  });
  return `SELECT ${values.join(', ')} FROM ${source(file)}`;
}

/** The columns of the cache that no file of a report has. They are not in the cached file either: to write nothing 20 times doubles the time. */
export function missingOf(files: readonly FileToRead[]): string[] {
  const there = files.map(columnsOf);
  return COST_COLUMNS.map(({ name }) => name).filter((name) => !there.some((columns) => columns.has(name)));
}

/**
 * Cached lines with all columns, as SQL has a table: NULL in those that their report does not have.
 * @param numbered with `file_row_number`
 */
export function cachedLines(
  cached: readonly { readonly path: string; readonly missing: readonly string[] }[],
  numbered = false,
): string {
  const all = cached.map(({ path, missing }) => {
    const absent = COST_COLUMNS.filter(({ name }) => missing.includes(name));
    const nothing = absent.map(({ name, kind }) => `, CAST(NULL AS ${SQL_TYPES[kind]}) AS ${name}`).join('');
    return `SELECT *${nothing} FROM read_parquet(${quoted(path)}${numbered ? ', file_row_number = true' : ''})`;
  });
  return `(${all.join('\nUNION ALL BY NAME\n')})`;
}

/**
 * Lines that are written together. With DuckDB's own 122,880, what waits to be written does not fit into 256 MiB: of 27 columns and five million
 * lines that took three times as long, for a file a tenth smaller.
 */
const ROW_GROUP = 61_440;

/** All lines of a report as one Parquet file. @param to where nothing is yet */
export function copyLines(files: readonly FileToRead[], to: string): string {
  const missing = missingOf(files);
  const columns = COST_COLUMNS.map(({ name }) => name).filter((name) => !missing.includes(name));
  return `COPY (${files.map((file) => selectLines(file, columns)).join('\nUNION ALL\n')})
TO ${quoted(to)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROW_GROUP})`;
}
