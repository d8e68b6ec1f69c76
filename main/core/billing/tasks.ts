import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { AddCostDataInput, CostChanges, DataSet } from '../../../shared/contract/cost-data.ts';
import type { InputOfName, ResultOfName } from '../../../shared/contract/kinds.ts';
import type { Changed } from '../../../shared/contract/base.ts';
import type { KeptDataSet } from '../../../shared/contract/own-procedures.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import type { Workflow } from '../../../shared/domain/workflow-rule.ts';
import type { TaskContext } from '../runtime/task.ts';
import { CACHE_VERSION, CacheFolder } from './cache/cache-folder.ts';
import { assertFree } from './cache/free-disk.ts';
import { cachedFile, pageOfLines } from './cache/lines.ts';
import { readReport } from './cache/read-report.ts';
import type { ReadReport } from './cache/read-report.ts';
import { noData } from './data-sets/service.ts';
import { healthOf } from './health/health.ts';
import { findingsTable, linesTable, saveCsv } from './save-csv.ts';
import { findReports } from './sources/find-reports.ts';
import type { FoundReport } from './sources/find-reports.ts';

/** What there is, with the size of its lines on this computer. */
export async function listCostData(task: TaskContext, { mpaId }: { mpaId: AccountId | null }): Promise<DataSet[]> {
  const { cache, sets } = await openCache(task, mpaId);
  return sets.map((set) => shown(set, cache));
}

/** A page of the lines of a month. @throws AppError as pageOfLines does */
export async function linesOfMonth(
  task: TaskContext,
  asked: InputOfName<'costData.lines'>,
): Promise<ResultOfName<'costData.lines'>> {
  const { cache, sets } = await openCache(task, asked.mpaId);
  return pageOfLines({ engine: task.engine, cache, sets, signal: task.signal }, asked);
}

/** What the lines of some months are worth. @throws AppError NOT_FOUND where there are none, or not on this computer */
export async function healthOfMonths(
  task: TaskContext,
  { mpaId, from, to }: InputOfName<'costData.health'>,
): Promise<ResultOfName<'costData.health'>> {
  const { cache, sets } = await openCache(task, mpaId);
  const months = sets.filter(({ month }) => from <= month && month <= to);
  if (months.length === 0) throw noData({ mpaId, month: from });
  const { engine, signal } = task;
  const cached = months.map(({ month }) => cachedFile({ cache, sets }, { mpaId, month }));
  const accounts = await task.read('costData.accounts', { mpaId });
  // The payer account need not be among its own accounts.
  const known = new Map([[mpaId as string, null], ...accounts.map(({ id, subset }) => [id, subset] as const)]);
  const changes = await task.job('costData.changes', { mpaId, from, to });
  const choices = await task.read('costData.choices', { mpaId });
  const workflows = await workflowsOf(task, mpaId);
  const today = task.clock().toISOString().slice(0, 10);
  const health = await engine.use(
    { read: cached.map(({ path }) => path), write: [] },
    cache.limits(),
    (db) => healthOf(db, cached, { payer: mpaId, sets: months, known, changes, choices, workflows, today }),
    { signal },
  );
  return { months: months.map((set) => shown(set, cache)), ...health };
}

/** Writes the findings of some months to a .csv. @throws AppError as healthOfMonths and saveCsv do */
export async function saveFindings(
  task: TaskContext,
  { path, overwrite, ...of }: InputOfName<'costData.saveFindings'>,
): Promise<ResultOfName<'costData.saveFindings'>> {
  const { findings } = await healthOfMonths(task, of);
  const months = of.from === of.to ? of.from : `${of.from}-${of.to}`;
  const name = `findings-${of.mpaId}-${months}.csv`;
  return saveCsv(findingsTable(findings), name, { path, overwrite }, task.signal);
}

/** Writes the lines of a month that fit to a .csv. @throws AppError as cachedFile, lineQuery and saveCsv do */
export async function saveLines(
  task: TaskContext,
  { path, overwrite, ...asked }: InputOfName<'costData.saveLines'>,
): Promise<ResultOfName<'costData.saveLines'>> {
  const { cache, sets } = await openCache(task, asked.mpaId);
  const file = cachedFile({ cache, sets }, asked);
  return task.engine.use(
    { read: [file.path], write: [] },
    cache.limits(),
    (db) => {
      const table = linesTable(task, db, asked.where, file);
      return saveCsv(table, `lines-${asked.mpaId}-${asked.month}.csv`, { path, overwrite }, task.signal);
    },
    { signal: task.signal },
  );
}

async function workflowsOf(task: TaskContext, mpaId: AccountId): Promise<Workflow[]> {
  const all = await task.read('workflows.list', { mpaId });
  return Promise.all(all.map(({ id }) => task.read('workflows.get', { id })));
}

/** Forgets a month, and takes its lines off this computer. @throws AppError NOT_FOUND */
export async function forgetMonth(
  task: TaskContext,
  of: InputOfName<'costData.forget'>,
): Promise<ResultOfName<'costData.forget'>> {
  const { cache } = await openCache(task, of.mpaId);
  const { value, ...rest } = await task.write('costData.drop', of);
  const gone = shown(value, cache);
  await cache.remove([value.cache]);
  return { ...rest, value: gone };
}

/** Takes cached lines off this computer. @param asked.mpaId null: those of all payer accounts, also of reports that nobody knows any more */
export async function emptyCache(
  task: TaskContext,
  { mpaId }: { mpaId: AccountId | null },
): Promise<{ files: number; bytes: number }> {
  const { cache, sets } = await openCache(task, mpaId);
  return cache.remove(mpaId === null ? cache.names() : sets.map((set) => set.cache));
}

async function openCache(
  task: TaskContext,
  mpaId: AccountId | null,
): Promise<{ cache: CacheFolder; sets: KeptDataSet[] }> {
  const { identity, isDemo, sets } = await task.read('costData.kept', { mpaId });
  // A demo has all that is its own in one folder, wherever it is opened from.
  const dataFolder = isDemo ? dirname(task.ledger.status().path) : task.dataFolder;
  const { costDataMemory } = await task.read('settings.get', undefined);
  const memoryMb = Number(costDataMemory);
  return { cache: new CacheFolder({ dataFolder, identity, memoryMb }, task.engine), sets };
}

/** As the contract gives it. */
function shown({ cache: name, ...set }: KeptDataSet, cache: CacheFolder): DataSet {
  return { ...set, cachedBytes: cache.bytes(name) };
}

type Added = ResultOfName<'costData.add'>;

/**
 * Reads the reports that were found, one after the other; each is kept before the next is read. Files that are sent are gone afterwards,
 * whatever became of them.
 * @throws AppError as findReports, readReport and Uploads do; NOT_FOUND for a payer account that is not in the ledger
 */
export async function addCostData(task: TaskContext, { paths, sent, ...input }: AddCostDataInput): Promise<Added> {
  await task.openForWriting();
  await task.read('costData.assertPayer', { mpaId: input.mpaId });
  const { cache } = await openCache(task, input.mpaId);
  if (sent.length === 0) return addFound(task, cache, paths, input);
  return cache.inWorkFolder(task.clock().getTime(), async (folder) => {
    await receiveFiles(task, sent, folder);
    const tops = new Set(sent.map(({ name }) => join(folder, name.split('/')[0] ?? '')));
    const { leftOut, ...rest } = await addFound(task, cache, [...tops], input);
    return { ...rest, leftOut: leftOut.map((path) => relative(folder, path)) };
  });
}

async function receiveFiles(task: TaskContext, sent: AddCostDataInput['sent'], folder: string): Promise<void> {
  const total = sent.reduce((sum, { bytes }) => sum + bytes, 0);
  await assertFree(folder, total);
  await task.uploads.receive(sent, folder, {
    tell: (uploadId) => task.tell({ type: 'upload', uploadId }),
    progress: (done) =>
      task.progress({ what: `Receiving ${sent.length === 1 ? 'a file' : `${sent.length} files`}`, done, total }),
    signal: task.signal,
  });
}

async function addFound(
  task: TaskContext,
  cache: CacheFolder,
  paths: readonly string[],
  how: Omit<AddCostDataInput, 'paths' | 'sent'>,
): Promise<Added> {
  const { reports, leftOut } = await findReports(paths);
  const added: Changed<DataSet>[] = [];
  for (const report of reports) {
    task.checkCancelled();
    added.push(await readAndKeep(task, cache, report, { ...how, source: 'files', simulated: false }));
  }
  const changes: CostChanges[] = [];
  for (const month of new Set(added.map(({ value }) => value.month)))
    changes.push(...(await changesOf(task, how.mpaId, month)));
  return { added, leftOut: [...leftOut], changes };
}

function changesOf(task: TaskContext, mpaId: AccountId, month: string): Promise<CostChanges[]> {
  return task.job('costData.changes', { mpaId, from: month, to: month });
}

/** What AWS has delivered to the payer account's bucket, by month. @throws AppError as deliveredMonths does */
export async function listDelivered(
  task: TaskContext,
  of: InputOfName<'costData.delivered'>,
): Promise<ResultOfName<'costData.delivered'>> {
  const { deliveredMonths } = await import('./fetch/fetch-month.ts');
  const months = await deliveredMonths(task, of);
  const { cache, sets } = await openCache(task, of.mpaId);
  const here = new Set(sets.filter((set) => cache.bytes(set.cache) !== null).map(({ assembly }) => assembly));
  return months.map((each) => ({ ...each, isKept: here.has(each.assembly) }));
}

/**
 * Downloads the report of a month, and reads it. Of one that is refused the files stay for a day: what is accepted then need not be downloaded again.
 * @throws AppError as downloadMonth and readReport do
 */
export async function fetchCostData(
  task: TaskContext,
  input: InputOfName<'costData.fetch'>,
): Promise<ResultOfName<'costData.fetch'>> {
  await task.openForWriting();
  const { mpaId, month, accept } = input;
  const { cache } = await openCache(task, mpaId);
  const { downloadMonth } = await import('./fetch/fetch-month.ts');
  const { report, folder, simulated, files, bytes, again } = await downloadMonth(task, input, cache);
  const fetched = await readAndKeep(task, cache, report, { mpaId, month, accept, source: 'bucket', simulated });
  rmSync(folder, { recursive: true, force: true });
  const [changes = null] = await changesOf(task, mpaId, month);
  return { fetched, files, bytes, again, changes };
}

/** How a report is read, and where it comes from. */
interface ToRead extends Omit<AddCostDataInput, 'paths' | 'sent'> {
  source: 'files' | 'bucket';
  simulated: boolean;
}

async function readAndKeep(
  task: TaskContext,
  cache: CacheFolder,
  report: FoundReport,
  { mpaId, month, accept, source, simulated }: ToRead,
): Promise<Changed<DataSet>> {
  const kept = await cache.inWorkFolder(task.clock().getTime(), async (folder) => {
    const read = await readReport(report, {
      engine: task.engine,
      limits: cache.limits(),
      folder,
      payer: mpaId,
      month,
      accept,
      signal: task.signal,
      progress: (what, done, total) => task.progress({ what, done, total }),
    });
    const name = cacheName(mpaId, read);
    await cache.take(read.cache, name);
    const bytes = await promisify(gzip)(read.sums);
    const { value: sums } = await task.write('aws.keepFile', { name: `${name}.sums.gz`, bytes });
    return task.write('costData.keep', { ...toKeep(mpaId, report, read, name), source, simulated, sums: sums.sha256 });
  });
  return { ...kept, value: shown(kept.value, cache) };
}

/** The same files have the same name. */
function cacheName(mpaId: string, { month, files }: ReadReport): string {
  const hash = createHash('sha256').update(files.map(({ sha256 }) => sha256).join('\n'));
  return `v${CACHE_VERSION}-${mpaId}-${month}-${hash.digest('hex').slice(0, 16)}.parquet`;
}

function toKeep(mpaId: AccountId, report: FoundReport, read: ReadReport, cache: string) {
  const { month, files, content, currency, final, proven, accepted, missing } = read;
  return {
    mpaId,
    month,
    reportName: report.manifest?.reportName ?? null,
    assembly: report.manifest?.assembly ?? null,
    currency,
    lines: content.lines,
    accounts: content.accounts,
    unblended: content.unblended.toString(),
    state: final === null ? ('unknown' as const) : final ? ('final' as const) : ('open' as const),
    proven,
    files: [...files],
    accepted: [...accepted],
    missing: [...missing],
    cache,
  };
}
