import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { CostRule } from '../../../../shared/domain/cost-rules.ts';
import type { DuckdbEngine, EngineDb } from '../../duckdb/engine.ts';
import { EngineError } from '../../duckdb/engine-error.ts';
import { quoted } from '../../duckdb/quoted.ts';
import type { EngineLimits, EngineRows } from '../../duckdb/protocol.ts';
import { headingsOf } from '../sources/csv-scan.ts';
import { damaged } from '../sources/damage.ts';
import { kindOfFile } from '../sources/file-kind.ts';
import type { ReportFileKind } from '../sources/file-kind.ts';
import type { FoundReport } from '../sources/find-reports.ts';
import { headerOf, unpackedBytesOfZip } from '../sources/prove-file.ts';
import type { FileProof } from '../sources/prove-file.ts';
import { proveInThread } from '../sources/prove-in-thread.ts';
import { assertAccepted, assertOneCurrency, brokenRules } from './broken-rules.ts';
import type { BrokenRule } from './broken-rules.ts';
import { contentOf, monthsOf } from './content.ts';
import type { Content } from './content.ts';
import { assertFree, noRoom } from './free-disk.ts';
import { cachedLines, copyLines, missingColumns, missingOf, selectUnreadable } from './select-lines.ts';
import type { FileToRead } from './select-lines.ts';
import { sumsOf } from './sums.ts';

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
  /** Its sums by account, line item type and service, as text; see sums.ts. */
  readonly sums: string;
  /** 'USD' where the report does not say. */
  readonly currency: string;
  /** Whether AWS has settled it: each line has its invoice, or some have not; null where the report has no invoices. */
  readonly final: boolean | null;
  /** Of a manifest's files all are there with all of their lines; each file is whole by its checksum; nothing says so. */
  readonly proven: 'manifest' | 'checksums' | 'nothing';
  /** What was accepted of what the lines break. */
  readonly accepted: readonly BrokenRule[];
  /** Columns that the report does not have. */
  readonly missing: readonly string[];
  /** The cached file. */
  readonly cache: string;
}

/** A file of which it is known what is in it. */
interface OpenedFile {
  readonly path: string;
  readonly kind: ReportFileKind;
  readonly toRead: FileToRead;
  /** Of a zip, which is unpacked first. */
  readonly proof: FileProof | null;
  /** Lines as Parquet itself says; null of a csv. */
  readonly lines: number | null;
}

/** One that was read from its first to its last byte. */
interface ProvenFile {
  readonly path: string;
  readonly proof: FileProof;
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
  // Ends the reading of lines where the proof has failed.
  const abort = new AbortController();
  const untilRefused = { ...reading, signal: AbortSignal.any([signal, abort.signal]) };
  try {
    const opened = await openAll(report.files, unpacked, reading);
    // The files are proven while their lines are read: what was read is kept only where all of it is proven.
    const proving = proveAll(opened, reading);
    proving.catch(() => abort.abort());
    const taking = takeLines(report, opened, proving, cache, untilRefused);
    // The proof is always waited for: what it says of a file is more than what reading it has stumbled over.
    const [proven, taken] = await Promise.allSettled([proving, taking]);
    if (proven.status === 'rejected') throw proven.reason;
    if (taken.status === 'rejected') throw taken.reason;
    return taken.value;
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

/**
 * A zip is unpacked beside the cache, to the size that it says. How much the cache takes is a guess: about a fifth of a csv, and about as much as
 * what is packed. What is packed by gzip is read as it is, and needs no room.
 */
async function assertRoom(files: readonly string[], folder: string): Promise<void> {
  let needed = 0;
  for (const path of files) {
    const { size } = statSync(path);
    needed += size + ((await kindOfFile(path)) === 'zip' ? await unpackedBytesOfZip(path) : 0);
  }
  await assertFree(folder, needed);
}

/** Finds out what is in each file, and unpacks what the engine can't read as it is. */
async function openAll(files: readonly string[], unpacked: readonly string[], reading: Reading): Promise<OpenedFile[]> {
  const opened: OpenedFile[] = [];
  for (const [at, path] of files.entries()) {
    const file = await openOne(path, unpacked[at] ?? '', reading);
    assertColumns(path, file.toRead);
    opened.push(file);
  }
  return opened;
}

async function openOne(path: string, unpackTo: string, reading: Reading): Promise<OpenedFile> {
  const { engine, limits, signal } = reading;
  const kind = await kindOfFile(path);
  if (kind === 'parquet')
    return engine.use({ read: [path], write: [] }, limits, (db) => describe(db, path), { signal });
  const proof =
    kind === 'zip' ? await proveInThread({ path, kind, unpackTo }, { signal, onBytes: () => undefined }) : null;
  const headings = headingsOf(kind === 'zip' ? (proof?.header ?? '') : await headerOf(path, kind));
  if (headings === null) throw damaged(path, 'its heading line has a quotation mark that is not closed', { line: 1 });
  const toRead: FileToRead = {
    kind: 'csv',
    path: kind === 'zip' ? unpackTo : path,
    packed: kind === 'gzip',
    headings,
  };
  return { path, kind, toRead, proof, lines: null };
}

async function describe(db: EngineDb, path: string): Promise<OpenedFile> {
  const ask = (sql: string): Promise<EngineRows> =>
    db.run(sql).catch((error: unknown) => {
      throw readDamage(path, error);
    });
  const { rows } = await ask(`DESCRIBE SELECT * FROM read_parquet(${quoted(path)})`);
  const columns = rows.map(([name, type]) => [String(name), String(type)] as const);
  const said = await ask(`SELECT num_rows FROM parquet_file_metadata(${quoted(path)})`);
  const toRead: FileToRead = { kind: 'parquet', path, columns };
  return { path, kind: 'parquet', toRead, proof: null, lines: Number(said.rows[0]?.[0] ?? 0) };
}

/** Reads every file from its first to its last byte, one after the other. */
async function proveAll(opened: readonly OpenedFile[], { signal, progress }: Reading): Promise<ProvenFile[]> {
  const total = opened.reduce((sum, { path }) => sum + statSync(path).size, 0);
  const proven: ProvenFile[] = [];
  let before = 0;
  for (const { path, kind, proof: known, lines } of opened) {
    const onBytes = (bytes: number): void => progress(`Reading ${basename(path)}`, before + bytes, total);
    const proof = known ?? (await proveInThread({ path, kind, unpackTo: null }, { signal, onBytes }));
    proven.push({ path, proof, lines: lines ?? proof.lines ?? 0 });
    before += proof.bytes;
  }
  return proven;
}

async function takeLines(
  report: FoundReport,
  opened: readonly OpenedFile[],
  proving: Promise<readonly ProvenFile[]>,
  cache: string,
  reading: Reading,
): Promise<ReadReport> {
  const { engine, limits, signal, payer, accept, progress } = reading;
  // While the files are proven, that is what is told of: it goes on beside.
  let isProven = false;
  proving.then(
    () => (isProven = true),
    () => undefined,
  );
  const onProgress = (percent: number): void => {
    if (isProven) progress('Taking its lines', percent, 100);
  };
  const toRead = opened.map((file) => file.toRead);
  const files = { read: toRead.map(({ path }) => path), write: [cache] };
  return engine.use(
    files,
    limits,
    async (db) => {
      await db.run(copyLines(toRead, cache)).catch((error: unknown) => {
        throw readDamage(pathIn(error, opened), error);
      });
      const proven = await proving;
      const missing = missingOf(toRead);
      const lines = cachedLines([{ path: cache, missing }]);
      const month = report.month ?? reading.month ?? (await onlyMonth(db, lines));
      const content = await contentOf(db, lines, month);
      assertAllLines(proven, content.lines);
      if (content.unreadable > 0) throw await unreadable(db, opened, content.unreadable);
      assertOneCurrency(content);
      const broken = brokenRules(content, { payer, month });
      assertAccepted(broken, accept, month);
      return {
        month,
        files: proven.map(({ path, proof, lines }) => ({
          name: basename(path),
          bytes: proof.bytes,
          sha256: proof.sha256,
          lines,
        })),
        content,
        sums: await sumsOf(db, lines),
        currency: content.currencies.find(({ value }) => value !== '')?.value ?? 'USD',
        final: missing.includes('bill_invoice_id') ? null : content.withoutInvoice === 0,
        proven: provenBy(report, proven),
        accepted: broken,
        missing,
        cache,
      };
    },
    { signal, onProgress },
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

/** @throws AppError CHOICE_NEEDED where the lines are of several months, and nothing says which the report is of */
async function onlyMonth(db: EngineDb, lines: string): Promise<string> {
  const months = await monthsOf(db, lines);
  const [first] = months;
  if (first !== undefined && months.length === 1 && first.value !== '') return first.value;
  const said = months.map(({ value, lines: count }) => `${value} (${count.toLocaleString('en-US')} lines)`).join(', ');
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
async function unreadable(db: EngineDb, opened: readonly OpenedFile[], lines: number): Promise<AppError> {
  const some = lines === 1 ? 'one line has' : `${lines.toLocaleString('en-US')} lines have`;
  for (const { path, toRead } of opened) {
    const { columns, rows } = await db.run(selectUnreadable(toRead));
    const values = columns.flatMap((column, at) => {
      const value = rows[0]?.[at] ?? null;
      return value === null ? [] : [{ column, value: String(value) }];
    });
    if (values.length === 0) continue;
    const said = values.map(({ column, value }) => `${column} '${value}'`).join(', ');
    return damaged(path, `${some} money, an amount or a time that is none: ${said}`, { lines, values });
  }
  return damaged(opened[0]?.path ?? '', `${some} money, an amount or a time that is none`, { lines });
}

function provenBy({ manifest }: FoundReport, proven: readonly ProvenFile[]): ReadReport['proven'] {
  // A manifest names files, and not how long they are. Parquet says how many lines it has; a csv that is not packed may be cut at a line's end.
  if (manifest !== null && proven.every(({ proof }) => proof.checked || proof.lines === null)) return 'manifest';
  return proven.every(({ proof }) => proof.checked) ? 'checksums' : 'nothing';
}

/** Which file an error of the engine is about: it names it. */
function pathIn(error: unknown, opened: readonly OpenedFile[]): string {
  const said = error instanceof Error ? error.message : '';
  return (opened.find(({ toRead }) => said.includes(toRead.path)) ?? opened[0])?.path ?? '';
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
      `The report needs more memory than the settings give cost data. Nothing was kept. Give it more, and add the report again: ${act('cost-data.memory')}`,
      { said: error.message },
    );
  if (/no space left/iu.test(error.message)) return noRoom(folder, 'it is full');
  return error;
}
