import { columnKey, COST_COLUMNS, NEEDED_COLUMNS } from '../../../../shared/domain/cost-columns.ts';
import type { CostColumn } from '../../../../shared/domain/cost-columns.ts';

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

/** A text as SQL has it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

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

/**
 * Money as a whole number of 1e-10 units, half away from zero. Text goes by way of a decimal, and so does a double: no misses below 100,000
 * a line. `_` between digits is DuckDB's own, no report's.
 */
function money(sql: string, type: string): string {
  const plain = type === 'VARCHAR' ? `CASE WHEN contains(${sql}, '_') THEN NULL ELSE ${sql} END` : sql;
  return `TRY_CAST(TRY_CAST(${plain} AS DECIMAL(38,10)) * 10000000000 AS BIGINT)`;
}

function time(sql: string, type: string): string {
  if (type === 'VARCHAR') return `CAST(TRY_CAST(${sql} AS TIMESTAMPTZ) AS TIMESTAMP)`;
  return `CAST(${sql} AS TIMESTAMP)`;
}

/** A column as it is kept, and what tells that it could not be read, or not to the last digit. */
function expressions(column: CostColumn, columns: readonly FileColumn[]): { value: string; faults: string[] } {
  const [first] = columns;
  const text = textOf(columns);
  const isText = columns.length > 1 || first?.type === 'VARCHAR';
  const [sql, type] = isText ? [text, 'VARCHAR'] : [first?.sql ?? 'NULL', first?.type ?? 'VARCHAR'];
  const isGiven = isText ? `${sql} <> ''` : `${sql} IS NOT NULL`;
  const unreadable = (value: string): string =>
    `CASE WHEN ${isGiven} AND ${value} IS NULL THEN ${READ_FAULTS.unreadable} ELSE 0 END`;
  switch (column.kind) {
    case 'text':
      return { value: `coalesce(${text}, '')`, faults: [] };
    case 'number': {
      const value = `TRY_CAST(${sql} AS DOUBLE)`;
      return { value, faults: [unreadable(value)] };
    }
    case 'time': {
      const value = time(sql, type);
      return { value, faults: [unreadable(value)] };
    }
    case 'money': {
      const value = money(sql, type);
      return { value, faults: [unreadable(value), ...(isText ? [moreDecimals(sql, value)] : [])] };
    }
  }
}

/** More than ten decimals by value: `7.0E-10` has ten, `1.00000000000` none. Short texts without an exponent can't have more. */
function moreDecimals(sql: string, value: string): string {
  const exact = `TRY_CAST(${sql} AS DECIMAL(38,28)) IS DISTINCT FROM TRY_CAST(TRY_CAST(${sql} AS DECIMAL(38,10)) AS DECIMAL(38,28))`;
  return `CASE WHEN length(${sql}) <= 11 AND NOT contains(lower(${sql}), 'e') THEN 0
    WHEN ${exact} OR (${value} = 0 AND TRY_CAST(${sql} AS DOUBLE) <> 0) THEN ${READ_FAULTS.decimals} ELSE 0 END`;
}

/**
 * Its own header, columns by name, nothing filled up and nothing left out: what does not fit is an error. Without `new_line`: with it DuckDB
 * 1.5.6 gives no line at all of a file that ends its lines with \r\n, and no error. Whoever reads compares the number of lines.
 */
function source(file: FileToRead): string {
  if (file.kind === 'parquet') return `read_parquet(${quoted(file.path)})`;
  const columns = file.headings.map((_, at) => `'c${at}': 'VARCHAR'`).join(', ');
  return `read_csv(${quoted(file.path)}, auto_detect = false, header = true, columns = {${columns}}, delim = ',', quote = '"', escape = '"',
    strict_mode = true, null_padding = false, ignore_errors = false, max_line_size = 1048576,
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

/** The lines of a file with the columns of the cache: those that it does not have are empty texts and NULL. */
export function selectLines(file: FileToRead): string {
  const there = columnsOf(file);
  const values: string[] = [];
  const faults: string[] = [];
  for (const column of COST_COLUMNS) {
    const found = there.get(column.name);
    if (found === undefined) {
      values.push(`${absent(column)} AS ${column.name}`);
      continue;
    }
    const { value, faults: own } = expressions(column, found);
    values.push(`${value} AS ${column.name}`);
    faults.push(...own);
  }
  return `SELECT ${values.join(',\n  ')},\n  ${identity(file)} AS identity_hash,\n  CAST(${faults.join('\n  | ')} AS UTINYINT) AS read_faults\nFROM ${source(file)}`;
}

/**
 * One value for each column of a file that has some that can't be read, and how many, by the columns' names. For finding what a refusal is about.
 */
export function selectUnreadable(file: FileToRead): string {
  const there = columnsOf(file);
  const values = COST_COLUMNS.flatMap((column) => {
    const found = there.get(column.name);
    if (found === undefined || column.kind === 'text') return [];
    const fault = `(${expressions(column, found).faults[0]}) <> 0`;
    return [`any_value(${textOf(found)}) FILTER (${fault}) AS ${column.name}`];
  });
  return `SELECT ${values.join(', ')} FROM ${source(file)}`;
}

function absent({ kind }: CostColumn): string {
  if (kind === 'text') return `''`;
  return `CAST(NULL AS ${{ money: 'BIGINT', number: 'DOUBLE', time: 'TIMESTAMP' }[kind]})`;
}

/** All lines of a report as one Parquet file. @param to where nothing is yet */
export function copyLines(files: readonly FileToRead[], to: string): string {
  return `COPY (${files.map(selectLines).join('\nUNION ALL\n')})
TO ${quoted(to)} (FORMAT parquet, COMPRESSION zstd)`;
}
