import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { columnKey, COST_COLUMNS } from '../../shared/domain/cost-columns.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import { headingsOf } from '../../main/core/billing/sources/csv-scan.ts';
import { resultOf } from '../support/result-of.ts';
import type { Case } from './cases.ts';
import { COST_HEADINGS, costReportPath, LINES_PER_ACCOUNT, writeCostReport } from './cost-report.ts';
import { MPA_ID } from './fixture.ts';
import { client, finish, openCopy } from './our-cases.ts';

const mpaId = accountId(MPA_ID);

const withReport = async (folder: string, { accounts }: { accounts: number }): Promise<string> => {
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

/** A report of 30 columns as csv.gz, from the file to the cache: as `enroll cur add` does it, and beside what it can be measured by. */
export const COST_CASES: Readonly<Record<string, Case>> = {
  'cost-add': {
    prepare: async (folder, size) => openCopy(await withReport(folder, size), 'empty'),
    run: async (folder, { accounts }) => {
      const { added } = await resultOf(await client().costData.add({ mpaId, paths: [costReportPath(folder)] }));
      const lines = added[0]?.value.lines ?? 0;
      if (lines !== accounts * LINES_PER_ACCOUNT) throw new Error(`${lines} lines`);
      return { checked: `lines ${lines}`, extra: { 'MiB of the engine': childrenPeak() } };
    },
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
    run: async (folder) => {
      const to = join(folder, 'copy.parquet');
      const kept = new Set(COST_COLUMNS.map(({ name }) => name));
      const columns = (headingsOf(COST_HEADINGS) ?? []).filter((heading) => kept.has(columnKey(heading)));
      const instance = await DuckDBInstance.create(':memory:', { memory_limit: '256MiB' });
      const connection = await instance.connect();
      await connection.run(`SET preserve_insertion_order = false`);
      await connection.run(
        `COPY (SELECT ${columns.map((name) => `"${name}"`).join(', ')} FROM read_csv('${costReportPath(folder)}')) TO '${to}' (FORMAT parquet, COMPRESSION zstd)`,
      );
      const counted = await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM read_parquet('${to}')`);
      rmSync(to);
      return { checked: `lines ${Number(counted.getRowsJson()[0]?.[0])}` };
    },
  },
};
