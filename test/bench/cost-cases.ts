import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { columnKey, COST_COLUMNS } from '../../shared/domain/cost-columns.ts';
import type { CostColumnKind } from '../../shared/domain/cost-columns.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import { cachedLines } from '../../main/core/billing/cache/select-lines.ts';
import { headingsOf } from '../../main/core/billing/sources/csv-scan.ts';
import { DuckdbEngine } from '../../main/core/duckdb/engine.ts';
import type { EngineLimits } from '../../main/core/duckdb/protocol.ts';
import { startEngine } from '../../main/core/duckdb/start-engine.ts';
import { resultOf } from '../support/result-of.ts';
import type { Case } from './cases.ts';
import { COST_HEADINGS, costReportPath, LINES_PER_ACCOUNT, writeCostReport } from './cost-report.ts';
import { MPA_ID } from './fixture.ts';
import type { BenchSize } from './data.ts';
import type { CaseResult } from './measure.ts';
import { client, finish, openCopy } from './our-cases.ts';
import { paged, scratch } from './peer-cases.ts';

const mpaId = accountId(MPA_ID);

const withReport = async (folder: string, { accounts }: BenchSize): Promise<string> => {
  await writeCostReport(folder, accounts * LINES_PER_ACCOUNT);
  return folder;
};

/** The most memory that the processes which this one has started have taken so far, in MiB; 0 where the system does not say. */
function childrenPeak(): number {
  try {
    const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    const peaks = children.map(
      (pid) => /VmHWM:\s+(\d+) kB/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0',
    );
    return Math.max(0, ...peaks.map((kib) => Number(kib) / 1024));
  } catch {
    return 0;
  }
}

/** Work in DuckDB itself, in this process, with the memory that ours has. */
async function inDuckdb<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '256MiB' });
  const connection = await instance.connect();
  await connection.run(`SET preserve_insertion_order = false`);
  return work(connection);
}

/** The same report as Parquet, with the names and types that AWS gives it. */
async function withParquet(folder: string, size: BenchSize): Promise<string> {
  await withReport(folder, size);
  if (existsSync(parquetPath(folder))) return folder;
  const columns = (headingsOf(COST_HEADINGS) ?? []).map((heading) => {
    const name = columnKey(heading);
    const type = { money: 'DOUBLE', number: 'DOUBLE', time: 'TIMESTAMP', text: 'VARCHAR' }[kindOf(name)];
    return `CAST("${heading}" AS ${type}) AS ${name}`;
  });
  await inDuckdb((connection) =>
    connection.run(
      `COPY (SELECT ${columns.join(', ')} FROM read_csv('${costReportPath(folder)}', all_varchar = true)) TO '${parquetPath(folder)}' (FORMAT parquet)`,
    ),
  );
  return folder;
}

const parquetPath = (folder: string): string => join(folder, 'cost-1.parquet');
const kindOf = (name: string): CostColumnKind => COST_COLUMNS.find((each) => each.name === name)?.kind ?? 'text';

/** DuckDB's own unchecked copy of the columns that we keep. @param from as SQL has it @param nameOf a heading as that has it */
async function bareCopy(folder: string, from: string, nameOf: (heading: string) => string): Promise<CaseResult> {
  const to = scratch(folder, 'copy.parquet');
  const kept = new Set(COST_COLUMNS.map(({ name }) => name));
  const columns = (headingsOf(COST_HEADINGS) ?? []).filter((heading) => kept.has(columnKey(heading))).map(nameOf);
  const lines = await inDuckdb(async (connection) => {
    await connection.run(
      `COPY (SELECT ${columns.map((name) => `"${name}"`).join(', ')} FROM ${from}) TO '${to}' (FORMAT parquet, COMPRESSION zstd)`,
    );
    const counted = await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM read_parquet('${to}')`);
    return Number(counted.getRowsJson()[0]?.[0]);
  });
  rmSync(to);
  return { checked: `lines ${lines}` };
}

/** From the file to the cache, as `enroll cur add` does it. */
async function addReport(path: string, { accounts }: BenchSize): Promise<CaseResult> {
  const { added } = await resultOf(await client().costData.add({ mpaId, paths: [path] }));
  const lines = added[0]?.value.lines ?? 0;
  if (lines !== accounts * LINES_PER_ACCOUNT) throw new Error(`${lines} lines`);
  return { checked: `lines ${lines}`, extra: { 'MiB of the engine': childrenPeak() } };
}

/** A core that has the report in its cache. */
async function withCache(folder: string, size: BenchSize): Promise<string> {
  openCopy(await withReport(folder, size), 'empty');
  await addReport(costReportPath(folder), size);
  return folder;
}

/** A report in the cache that is the same for all: its one file. */
async function withCachedFile(folder: string, size: BenchSize): Promise<string> {
  const path = join(folder, 'cached.parquet');
  if (existsSync(path)) return path;
  await withCache(folder, size);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const cached = names.find((name) => name.includes('cost-data') && basename(name).startsWith('v'));
  renameSync(join(folder, cached ?? ''), path);
  await finish();
  return path;
}

const sumByAccount = (lines: string): string =>
  `SELECT line_item_usage_account_id, sum(line_item_unblended_cost) FROM ${lines} GROUP BY 1 ORDER BY 1`;

/** Each query is asked so often: the first one opens the file. */
const QUERIES = 20;

let engine: DuckdbEngine | null = null;

/** A report of 30 columns, from its file to the cache and out of it, and beside what that can be measured by. */
export const COST_CASES: Readonly<Record<string, Case>> = {
  'cost-add': {
    prepare: async (folder, size) => openCopy(await withReport(folder, size), 'empty'),
    run: (folder, size) => addReport(costReportPath(folder), size),
    finish,
    stalls: true,
  },
  'gunzip-and-wc': {
    prepare: withReport,
    run: async (folder) => {
      const said = execFileSync('sh', ['-c', `gunzip -c '${costReportPath(folder)}' | wc -l`], { encoding: 'utf8' });
      return Promise.resolve({ checked: `lines ${Number(said) - 1}` });
    },
  },
  'duckdb-copy': {
    prepare: withReport,
    run: (folder) => bareCopy(folder, `read_csv('${costReportPath(folder)}')`, (heading) => heading),
  },
  'cost-add-parquet': {
    prepare: async (folder, size) => openCopy(await withParquet(folder, size), 'empty'),
    run: (folder, size) => addReport(parquetPath(folder), size),
    finish,
    stalls: true,
  },
  'duckdb-copy-parquet': {
    prepare: withParquet,
    run: (folder) => bareCopy(folder, `read_parquet('${parquetPath(folder)}')`, columnKey),
  },
  'cost-sum': {
    prepare: async (folder, size) => {
      engine = new DuckdbEngine(startEngine);
      await engine.use({ read: [], write: [] }, limitsIn(folder), (db) => db.run('SELECT 1'));
      return withCachedFile(folder, size);
    },
    run: async (path) => {
      const missing = COST_COLUMNS.map(({ name }) => name).filter((name) => !COST_KEPT.has(name));
      const sql = sumByAccount(cachedLines([{ path, missing }]));
      let accounts = 0;
      for (let n = 0; n < QUERIES; n += 1) {
        const answer = await engine?.use({ read: [path], write: [] }, limitsIn(dirname(path)), (db) => db.run(sql));
        accounts = answer?.rows.length ?? 0;
      }
      return { checked: `accounts ${accounts}` };
    },
    finish: () => Promise.resolve(engine?.close()),
  },
  'bare-sum': {
    prepare: withCachedFile,
    run: (path) =>
      inDuckdb(async (connection) => {
        let accounts = 0;
        for (let n = 0; n < QUERIES; n += 1) {
          const answer = await connection.runAndReadAll(sumByAccount(`read_parquet('${path}')`));
          accounts = answer.getRowsJson().length;
        }
        return { checked: `accounts ${accounts}` };
      }),
  },
  'cost-pages': {
    prepare: withCache,
    run: async (_folder, { accounts }) => {
      const times: number[] = [];
      const lines = accounts * LINES_PER_ACCOUNT;
      for (let page = 0; page < QUERIES; page += 1) {
        const cursor = page === 0 ? null : String(Math.floor((lines * page) / QUERIES));
        const start = performance.now();
        const { rows } = await client().costData.lines({ mpaId, month: '2026-10', cursor, limit: 100 });
        times.push(performance.now() - start);
        if (rows.length !== 100) throw new Error(`${rows.length} lines`);
      }
      return paged(times);
    },
    finish,
    stalls: true,
  },
};

const COST_KEPT = new Set((headingsOf(COST_HEADINGS) ?? []).map(columnKey));
const limitsIn = (tempFolder: string): EngineLimits => ({ memoryMb: 256, tempFolder, tempMb: 1024 });
