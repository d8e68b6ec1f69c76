import { existsSync, statSync } from 'node:fs';
import { arch, freemem, hostname, platform, release, totalmem, version } from 'node:os';
import { dirname, join } from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { ErrorCode } from '../../../shared/domain/app-error.ts';
import { rightsText } from '../files/own-files.ts';
import { listBackups } from '../ledger/backup-files.ts';
import type { Clock } from '../time/clock.ts';
import { nowText } from '../time/clock.ts';
import { currentHolder } from '../ledger/lock.ts';
import { schemaVersion } from '../ledger/schema.ts';
import { SCHEMA_VERSION } from '../ledger/migrations/index.ts';
import { openReader } from '../ledger/open-writer.ts';
import { openDatabase } from '../sqlite/sqlite.ts';
import { soundness } from '../ledger/damage.ts';
import { LOG_FILE } from '../log/log.ts';
import { logTail } from './log-tail.ts';
import type { LogTailLine } from './log-tail.ts';
import { sqliteVersion, tableCounts } from './repo.ts';
import { shortPath } from './short-path.ts';

/** What diagnose looks at. */
export interface DiagnoseOptions {
  ledgerPath: string;
  logFolder: string;
  /** The product's own data folder; other folders are named after people and customers, and not shown. */
  dataFolder: string;
  home: string;
  appVersion: string;
  clock: Clock;
}

/** Who may be changing the ledger: which kind of program, never whose. */
interface LockState {
  host: string;
  pid: number;
  since: string;
  thisMachine: boolean;
}

/** How the ledger is, without anything that is in it. */
export interface LedgerHealth {
  path: string;
  bytes: number | null;
  /** Its rights and those of its folder, as `ls -l` shows them; null where it is not there, and in Windows. */
  rights: { file: string | null; folder: string | null };
  walBytes: number | null;
  schema: number | null;
  /** What the program makes of ledgers: an older one is brought up to date, a newer one refused. */
  programSchema: number;
  sound: boolean | null;
  problems: number;
  /** Why it could not be looked into. */
  error: ErrorCode | null;
  rows: Record<string, number>;
  /** `count` is null where their folder can't be looked into. */
  backups: { count: number | null; newest: string | null };
  lock: LockState | null;
}

/** All that a support mail needs, and nothing of a customer: no names, IDs, mail addresses, organization IDs, or folders. */
export interface Diagnosis {
  at: string;
  app: string;
  node: string;
  electron: string | null;
  sqlite: string;
  system: { platform: string; release: string; version: string; arch: string; memoryMb: number; freeMb: number };
  ledger: LedgerHealth;
  log: { folder: string; lines: LogTailLine[] };
}

/** Looks at the program, the ledger and the log. A ledger that can't be opened is part of the answer, not an error. */
export function diagnose(options: DiagnoseOptions): Diagnosis {
  const { logFolder, clock, appVersion } = options;
  const memory = (bytes: number): number => Math.round(bytes / 1024 / 1024);
  return {
    at: nowText(clock),
    app: appVersion,
    node: process.versions.node,
    electron: process.versions['electron'] ?? null,
    sqlite: builtInSqlite(),
    system: {
      platform: platform(),
      release: release(),
      version: version(),
      arch: arch(),
      memoryMb: memory(totalmem()),
      freeMb: memory(freemem()),
    },
    ledger: ledgerHealth(options),
    log: { folder: shortPath(logFolder, foldersOf(options)), lines: logTail(join(logFolder, LOG_FILE)) },
  };
}

function ledgerHealth(options: DiagnoseOptions): LedgerHealth {
  const { ledgerPath } = options;
  const health: LedgerHealth = {
    path: shortPath(ledgerPath, foldersOf(options)),
    bytes: sizeOf(ledgerPath),
    rights: { file: rightsOf(ledgerPath), folder: rightsOf(dirname(ledgerPath)) },
    walBytes: sizeOf(`${ledgerPath}-wal`),
    schema: null,
    programSchema: SCHEMA_VERSION,
    sound: null,
    problems: 0,
    error: null,
    rows: {},
    backups: backupsOf(ledgerPath),
    lock: null,
  };
  try {
    health.lock = lockState(ledgerPath);
    const db = openReader(ledgerPath);
    try {
      health.schema = schemaVersion(db);
      const { sound, problems } = soundness(db);
      Object.assign(health, { sound, problems: problems.length, rows: tableCounts(db) });
    } finally {
      db.close();
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    health.error = error.code;
  }
  return health;
}

function backupsOf(ledgerPath: string): LedgerHealth['backups'] {
  try {
    const backups = listBackups(ledgerPath);
    return { count: backups.length, newest: backups[0]?.at ?? null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { count: null, newest: null };
  }
}

function lockState(ledgerPath: string): LockState | null {
  const holder = currentHolder(ledgerPath);
  return (
    holder && { host: holder.host, pid: holder.pid, since: holder.since, thisMachine: holder.machine === hostname() }
  );
}

/** The version of SQLite that is built in. */
export function builtInSqlite(): string {
  const db = openDatabase(':memory:', 'create', 'rollback-journal');
  try {
    return sqliteVersion(db);
  } finally {
    db.close();
  }
}

function sizeOf(path: string): number | null {
  return existsSync(path) ? statSync(path).size : null;
}

function rightsOf(path: string): string | null {
  const found = process.getuid === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
  return found === undefined ? null : rightsText(found.mode);
}

function foldersOf({ home, dataFolder, logFolder }: DiagnoseOptions): Parameters<typeof shortPath>[1] {
  return { home, ours: [dataFolder, logFolder] };
}
