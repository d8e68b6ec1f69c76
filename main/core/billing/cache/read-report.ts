import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { rm, statfs } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { COST_COLUMNS } from '../../../../shared/domain/cost-columns.ts';
import type { DuckdbEngine, EngineDb } from '../../duckdb/engine.ts';
import { EngineError } from '../../duckdb/engine-error.ts';
import type { EngineLimits } from '../../duckdb/protocol.ts';
import { headingsOf } from '../sources/csv-scan.ts';
import { damaged } from '../sources/damage.ts';
import { kindOfFile } from '../sources/file-kind.ts';
import type { FoundReport } from '../sources/find-reports.ts';
import type { FileProof } from '../sources/prove-file.ts';
import { proveInThread } from '../sources/prove-in-thread.ts';
import { assertAccepted, assertOneCurrency, brokenRules } from './broken-rules.ts';
import type { BrokenRule } from './broken-rules.ts';
import { contentOf, monthsOf } from './content.ts';
import type { CostRule } from '../../../../shared/domain/cost-rules.ts';
import type { Content } from './content.ts';
import { columnsOf, copyLines, missingColumns, quoted, selectUnreadable } from './select-lines.ts';
import type { FileToRead } from './select-lines.ts';

/** With what a report is read. */
export interface Reading {
  readonly engine: DuckdbEngine;
  readonly limits: EngineLimits;
  /** Where the cached file is made; it is there already. */
  readonly folder: string;
  readonly payer: string;
  /** Null: as the report says. */
  readonly month: string | null;
  readonly accept: readonly CostRule[];
  readonly signal: AbortSignal;
  readonly progress: (what: string, done: number, total: number) => void;
}

/** A report whose lines are in the cache. */
export interface ReadReport {
  readonly month: string;
  readonly files: readonly {
    readonly name: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly lines: number;
  }[];
  readonly content: Content;
  /** 'USD' where the report does not say. */
  readonly currency: string;
  /** Whether AWS has settled it: each line has its invoice, or some have not; null where the report has no invoices. */
  readonly final: boolean | null;
  /** Of a manifest's files all are there and whole; each file is whole by its checksum; nothing says so. */
  readonly proven: 'manifest' | 'checksums' | 'nothing';
  /** What was accepted of what the lines break. */
  readonly accepted: readonly BrokenRule[];
  /** Columns that the report does not have. */
  readonly missing: readonly string[];
  /** The cached file. */
  readonly cache: string;
}

interface ProvenFile {
  readonly path: string;
  readonly proof: FileProof;
  readonly toRead: FileToRead;
  /** Lines as the file itself says. */
  readonly lines: number;
}

/**
 * Reads a report into the cache: proves each file from its first to its last byte, takes its lines, and looks at what they say. What is refused
 * leaves nothing behind.
 * @throws AppError FILE_DAMAGED, COLUMN_NOT_FOUND, INVALID_ROWS (see broken-rules.ts), CHOICE_NEEDED (more than one month), FILE_NOT_WRITTEN (a full disk), CANCELLED, ENGINE_STOPPED.
 */
export async function readReport(report: FoundReport, reading: Reading): Promise<ReadReport> {
  const { folder, signal } = reading;
  assertMonth(report, reading.month);
  await assertRoom(report.files, folder);
  const mark = randomUUID();
  const cache = join(folder, `${mark}.parquet`);
  const unpacked = report.files.map((_, at) => join(folder, `${mark}-${at}.csv`));
  const total = report.files.reduce((sum, path) => sum + statSync(path).size, 0);
  try {
    const proven: ProvenFile[] = [];
    let before = 0;
    for (const [at, path] of report.files.entries()) {
      proven.push(
        await proveOne(path, unpacked[at] ?? '', reading, (bytes) =>
          reading.progress(`Checking ${basename(path)}`, before + bytes, total),
        ),
      );
      before += statSync(path).size;
      if (signal.aborted) throw new AppError('CANCELLED', 'Cancelled. Nothing was kept.');
    }
    return await takeLines(report, proven, cache, reading);
  } catch (error) {
    await rm(cache, { force: true });
    throw inWords(error, folder);
  } finally {
    for (const path of unpacked) await rm(path, { force: true });
  }
}

/** Whose month is known is of no other one. @throws AppError INVALID_INPUT */
function assertMonth({ month, files }: FoundReport, asked: string | null): void {
  if (asked === null || month === null || month === asked) return;
  throw new AppError(
    'INVALID_INPUT',
    `${basename(files[0] ?? '')} is of ${month}, as its manifest or its folder says, and not of ${asked}. Nothing was kept.`,
    { month, asked },
  );
}

/** A csv takes about a fifth in the cache, and what is packed about as much as it has; a zip is unpacked beside it. */
async function assertRoom(files: readonly string[], folder: string): Promise<void> {
  let needed = 0;
  for (const path of files) {
    const { size } = statSync(path);
    needed += (await kindOfFile(path)) === 'zip' ? size * 12 : size;
  }
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free > needed) return;
  throw noRoom(folder, `about ${megabytes(needed)} are needed, and ${megabytes(free)} are free`);
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 / 1024).toLocaleString('en-US')} MB`;
}

function noRoom(folder: string, why: string): AppError {
  return new AppError(
    'FILE_NOT_WRITTEN',
    `There is not enough room on the disk of ${folder}: ${why}. Free some, and add the report again. Nothing was kept.`,
    { folder },
  );
}

async function proveOne(
  path: string,
  unpackTo: string,
  { engine, limits, signal }: Reading,
  onBytes: (bytes: number) => void,
): Promise<ProvenFile> {
  const kind = await kindOfFile(path);
  const proof = await proveInThread({ path, kind, unpackTo: kind === 'zip' ? unpackTo : null }, { signal, onBytes });
  if (kind === 'parquet') {
    return engine.use({ read: [path], write: [] }, limits, (db) => describe(db, path, proof), { signal });
  }
  const headings = headingsOf(proof.header ?? '');
  if (headings === null) throw damaged(path, 'its heading line has a quotation mark that is not closed', { line: 1 });
  const toRead: FileToRead = {
    kind: 'csv',
    path: kind === 'zip' ? unpackTo : path,
    packed: kind === 'gzip',
    headings,
  };
  return { path, proof, toRead, lines: proof.lines ?? 0 };
}

async function describe(db: EngineDb, path: string, proof: FileProof): Promise<ProvenFile> {
  const { rows } = await db.run(`DESCRIBE SELECT * FROM read_parquet(${quoted(path)})`).catch((error: unknown) => {
    throw readDamage(path, error);
  });
  const columns = rows.map(([name, type]) => [String(name), String(type)] as const);
  const said = await db.run(`SELECT num_rows FROM parquet_file_metadata(${quoted(path)})`);
  return { path, proof, toRead: { kind: 'parquet', path, columns }, lines: Number(said.rows[0]?.[0] ?? 0) };
}

async function takeLines(
  report: FoundReport,
  proven: readonly ProvenFile[],
  cache: string,
  reading: Reading,
): Promise<ReadReport> {
  const { engine, limits, signal, payer, accept, progress } = reading;
  for (const { path, toRead } of proven) assertColumns(path, toRead);
  const files = { read: proven.map(({ toRead }) => toRead.path), write: [cache] };
  const onPercent = (percent: number): void => progress('Reading lines', percent, 100);
  return engine.use(
    files,
    limits,
    async (db) => {
      const toRead = proven.map((file) => file.toRead);
      await db.run(copyLines(toRead, cache)).catch((error: unknown) => {
        throw readDamage(pathIn(error, proven), error);
      });
      const month = report.month ?? reading.month ?? (await onlyMonth(db, cache));
      const content = await contentOf(db, cache, month);
      assertAllLines(proven, content.lines);
      if (content.unreadable > 0) throw await unreadable(db, proven, content.unreadable);
      assertOneCurrency(content);
      const broken = brokenRules(content, { payer, month });
      assertAccepted(broken, accept, month);
      const missing = missingOf(toRead);
      return {
        month,
        files: proven.map(({ path, proof, lines }) => ({
          name: basename(path),
          bytes: proof.bytes,
          sha256: proof.sha256,
          lines,
        })),
        content,
        currency: content.currencies.find(({ value }) => value !== '')?.value ?? 'USD',
        final: missing.includes('bill_invoice_id') ? null : content.withoutInvoice === 0,
        proven: provenBy(report, proven),
        accepted: broken,
        missing,
        cache,
      };
    },
    { signal, onPercent },
  );
}

function assertColumns(path: string, file: FileToRead): void {
  const missing = missingColumns(file);
  if (missing.length === 0) return;
  throw new AppError(
    'COLUMN_NOT_FOUND',
    `${basename(path)} is no Cost and Usage Report that can be read: it has no column ${missing.join(', ')}. Nothing was kept.`,
    { path, columns: missing },
  );
}

/** The columns of the cache that no file has. */
function missingOf(files: readonly FileToRead[]): string[] {
  const there = files.map(columnsOf);
  return COST_COLUMNS.map(({ name }) => name).filter((name) => !there.some((columns) => columns.has(name)));
}

/** @throws AppError CHOICE_NEEDED where the lines are of several months, and nothing says which the report is of */
async function onlyMonth(db: EngineDb, cache: string): Promise<string> {
  const months = await monthsOf(db, cache);
  const [first] = months;
  if (first !== undefined && months.length === 1 && first.value !== '') return first.value;
  const said = months.map(({ value, lines }) => `${value} (${lines.toLocaleString('en-US')} lines)`).join(', ');
  throw new AppError(
    'CHOICE_NEEDED',
    months.length === 0
      ? `The report has no lines, and nothing says which month it is of. Nothing was kept. Say which: ${act('cost-data.month')}`
      : `The lines are of ${months.length} months, and nothing says which one the report is of: ${said}. Nothing was kept. Say which: ${act('cost-data.month')}`,
    { months },
  );
}

/** The lines that were read against those that were counted by themselves: a reader that leaves some out says nothing of it. */
function assertAllLines(proven: readonly ProvenFile[], read: number): void {
  const counted = proven.reduce((sum, { lines }) => sum + lines, 0);
  if (counted === read) return;
  const names = proven.map(({ path }) => path);
  throw damaged(
    names[0] ?? '',
    `of its ${counted.toLocaleString('en-US')} lines ${read.toLocaleString('en-US')} could be read: quotation marks or line ends of it were changed`,
    {
      files: names,
    },
  );
}

/** Says which values can't be read, by their columns. */
async function unreadable(db: EngineDb, proven: readonly ProvenFile[], lines: number): Promise<AppError> {
  const some = lines === 1 ? 'one line has' : `${lines.toLocaleString('en-US')} lines have`;
  for (const { path, toRead } of proven) {
    const { columns, rows } = await db.run(selectUnreadable(toRead));
    const values = columns.flatMap((column, at) => {
      const value = rows[0]?.[at] ?? null;
      return value === null ? [] : [{ column, value: String(value) }];
    });
    if (values.length === 0) continue;
    const said = values.map(({ column, value }) => `${column} '${value}'`).join(', ');
    return damaged(path, `${some} money, an amount or a time that is none: ${said}`, { lines, values });
  }
  return damaged(proven[0]?.path ?? '', `${some} money, an amount or a time that is none`, { lines });
}

function provenBy({ manifest }: FoundReport, proven: readonly ProvenFile[]): ReadReport['proven'] {
  if (manifest !== null) return 'manifest';
  return proven.every(({ proof }) => proof.checked) ? 'checksums' : 'nothing';
}

/** Which file an error of the engine is about: it names it. */
function pathIn(error: unknown, proven: readonly ProvenFile[]): string {
  const said = error instanceof Error ? error.message : '';
  return (proven.find(({ toRead }) => said.includes(toRead.path)) ?? proven[0])?.path ?? '';
}

/** What the engine could not read of a file, with the line where it says one. */
function readDamage(path: string, error: unknown): unknown {
  if (
    !(error instanceof EngineError) ||
    !/^(?:Invalid Input|Conversion|IO|Invalid|Serialization|Not implemented)$/u.test(error.kind)
  )
    return error;
  if (/no space left|disk/iu.test(error.message)) return error;
  const [, line] = /on Line: (\d+)/u.exec(error.message) ?? [];
  const [first = ''] = error.message.replace(/^[A-Z][A-Za-z ]+ Error: /u, '').split('\n');
  const where = line === undefined ? first : `line ${line} does not fit its headings (${reason(error.message)})`;
  return damaged(path, where, line === undefined ? {} : { line: Number(line) });
}

function reason(message: string): string {
  const columns = /Expected Number of Columns: (\d+) Found: (\d+)/u.exec(message);
  if (columns) return `${columns[1]} columns, and it has ${columns[2]}`;
  if (/unicode|utf-?8/iu.test(message)) return 'its bytes are no UTF-8';
  if (/quote/iu.test(message)) return 'a quotation mark of it is not where one can be';
  return 'it can’t be read';
}

/** What the engine says of memory and disk, in our words. */
function inWords(error: unknown, folder: string): unknown {
  if (!(error instanceof EngineError)) return error;
  if (error.kind === 'Out of Memory')
    return new AppError(
      'FILE_TOO_LARGE',
      'The report needs more memory than the settings give cost data. Give it more there, and add the report again. Nothing was kept.',
      { said: error.message },
    );
  if (/no space left/iu.test(error.message)) return noRoom(folder, 'it is full');
  return error;
}
