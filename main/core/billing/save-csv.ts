import type { InputOfName, ResultOfName } from '../../../shared/contract/kinds.ts';
import type { HealthFinding, LineCondition } from '../../../shared/contract/cost-data.ts';
import { act } from '../../../shared/domain/action.ts';
import { COST_COLUMNS } from '../../../shared/domain/cost-columns.ts';
import type { EngineDb } from '../duckdb/engine.ts';
import { writeUnlessDifferent } from '../files/overwrite.ts';
import type { TaskContext } from '../runtime/task.ts';
import { collectBytes } from '../spreadsheets/collect-bytes.ts';
import type { WriteTable } from '../spreadsheets/write-table.ts';
import { writeCsv } from '../spreadsheets/write.ts';
import { lineQuery, rowsAfter } from './cache/lines.ts';

/** Lines that are asked of the engine at a time: some 5 MB. */
const BATCH = 5000;
/** A page holds all of it, and as base64 once more. */
const MOST_FOR_A_PAGE = 64 * 1024 * 1024;

type Saved = ResultOfName<'costData.saveLines'>;
type Where = Pick<InputOfName<'costData.saveLines'>, 'path' | 'overwrite'>;

/** Findings as a table. */
export function findingsTable(findings: readonly HealthFinding[]): WriteTable {
  return {
    sheetName: 'findings',
    columns: [
      { header: 'Severity', width: 12 },
      { header: 'Code', width: 28 },
      { header: 'Finding', width: 100 },
      { header: 'Lines', width: 12, number: true },
      { header: 'Unblended', width: 20, number: true },
      { header: 'Lines that fit', width: 60 },
    ],
    rows: findings.map(({ severity, code, sentence, lines, unblended, where }) => [
      severity,
      code,
      sentence,
      lines === null ? '' : String(lines),
      unblended ?? '',
      (where ?? []).map(({ column, operator, value }) => `${column} ${operator} ${value}`).join(' and '),
    ]),
  };
}

/** The lines of a cached file that fit, as a table whose rows come from the engine a batch at a time. */
export function linesTable(
  task: TaskContext,
  db: EngineDb,
  where: readonly LineCondition[],
  file: { path: string; missing: readonly string[] },
): WriteTable {
  return {
    sheetName: 'lines',
    columns: COST_COLUMNS.map(({ name, kind }) => ({
      header: name,
      width: 20,
      ...(kind === 'text' ? { text: true } : {}),
      // Rates are text in a report, and numbers to a person.
      ...(kind === 'money' || kind === 'number' || name.endsWith('_rate') ? { number: true } : {}),
    })),
    rows: batches(task, db, lineQuery(file, where, BATCH)),
  };
}

async function* batches(
  task: TaskContext,
  db: EngineDb,
  query: ReturnType<typeof lineQuery>,
): AsyncGenerator<string[][], void, undefined> {
  let [after, done]: [string | null, number] = [null, 0];
  do {
    task.checkCancelled();
    const { rows, next } = await rowsAfter(db, query, after);
    done += rows.length;
    task.progress({ what: 'Writing lines', done });
    yield rows.map((row) => row.map((value) => value ?? ''));
    after = next;
  } while (after !== null);
}

/**
 * Writes a table as a .csv that a German Excel opens right: to a path, or as bytes for a page.
 * @param name what it is called without a path
 * @throws AppError ALREADY_EXISTS, FILE_NOT_WRITTEN, FILE_TOO_LARGE (for a page), CANCELLED
 */
export async function saveCsv(
  table: WriteTable,
  name: string,
  { path, overwrite }: Where,
  signal: AbortSignal,
): Promise<Saved> {
  const options = { signal, dialect: 'semicolon' } as const;
  if (path !== null) {
    const { rows } = await writeUnlessDifferent(path, overwrite, (target) => writeCsv(target, table, options));
    return { name, path, base64: null, rows };
  }
  const bytes = collectBytes(
    MOST_FOR_A_PAGE,
    `Save fewer lines, or write them to a file: ${act('cost-data.lines-file')}.`,
  );
  const { rows } = await writeCsv(bytes.stream, table, options);
  return { name, path: null, base64: bytes.base64(), rows };
}
