import { lstatSync, readdirSync, rmSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { privateFolder, temporaryFolderError } from '../../files/private-folder.ts';
import { isProcess } from '../../sqlite/lock.ts';
import { isDiskFull } from '../../sqlite/sqlite-errors.ts';
import { openDatabase, sqliteFile } from '../../sqlite/sqlite.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { STAGE_SCHEMA } from './stage-schema.ts';

/**
 * Where an import waits between reading and applying: a SQLite file of its own in a private folder of its own, which only this user may
 * enter, in the system's folder for temporary files. The name of the folder is the import's ID and has the process's ID in it.
 * Everybody may put something of such a name there: only a real folder of this user's, which nobody else may enter, is a stage.
 */
const PREFIX = 'enrollment-desk-import-';
const FOLDER = /^enrollment-desk-import-(\d+)-[A-Za-z0-9]{6}$/;
/** A process ID may have been given to another program since; nobody looks at a preview for a month. */
const LONGEST_LIFE_MS = 30 * 24 * 60 * 60 * 1000;

let removedAtExit = false;

/**
 * Removes this process's stages when it ends. To be called in its main thread: the job thread, which makes them, ends whenever it has
 * nothing to do, and an import waits for a person meanwhile.
 */
export function removeStagesAtExit(): void {
  if (!removedAtExit) process.once('exit', removeOurs);
  removedAtExit = true;
}

/**
 * Makes an empty stage with the ledger attached. What killed processes have left behind is swept away first.
 * @throws AppError FILE_NOT_WRITTEN where the folder for temporary files can't be written to.
 */
export function createStage(ledgerPath: string, now: Date): { importId: string; db: ReadDb } {
  sweepStages(now);
  const folder = privateFolder(`${PREFIX}${process.pid}-`);
  const importId = basename(folder).slice(PREFIX.length);
  let db: ReadDb | undefined;
  try {
    db = open(importId, 'create');
    db.exec(STAGE_SCHEMA);
    attach(db, ledgerPath);
    return { importId, db };
  } catch (error) {
    db?.close();
    removeStage(importId);
    throw stageFailure(error);
  }
}

/**
 * Opens a stage with the ledger attached, to classify it.
 * @throws AppError NOT_FOUND when the import was closed.
 */
export function openStage(importId: string, ledgerPath: string): ReadDb {
  const db = open(importId, 'write');
  attach(db, ledgerPath);
  return db;
}

/** Runs something on a stage that is only read, without the ledger. @throws AppError NOT_FOUND when the import was closed. */
export function withStage<T>(importId: string, run: (db: ReadDb) => T): T {
  const db = open(importId, 'read');
  try {
    return run(db);
  } finally {
    db.close();
  }
}

/** As withStage, for work that takes its time. */
export async function withStageAsync<T>(importId: string, run: (db: ReadDb) => Promise<T>): Promise<T> {
  const db = open(importId, 'read');
  try {
    return await run(db);
  } finally {
    db.close();
  }
}

/** The file of a stage, for the writer, which attaches it. @throws AppError NOT_FOUND. */
export function stagePath(importId: string): string {
  const folder = folderOf(importId);
  if (stageAt(folder) === null) throw closed(importId);
  return join(folder, 'stage.db');
}

/** Where the bytes of a pasted or uploaded list are kept beside the stage. @throws AppError NOT_FOUND. */
export function sourcePath(importId: string): string {
  return join(dirname(stagePath(importId)), 'source');
}

/** Removes a stage; one that is gone already is no error. */
export function removeStage(importId: string): void {
  const folder = folderOf(importId);
  if (stageAt(folder) !== null) rmSync(folder, { recursive: true, force: true });
}

/** Removes the stages of processes that are no more. What is no stage of this user's is left alone, and nothing here is an error. */
export function sweepStages(now: Date): void {
  for (const { folder, pid, found } of ownStages()) {
    if (isProcess(pid) && now.getTime() - found.mtimeMs < LONGEST_LIFE_MS) continue;
    removeQuietly(folder);
  }
}

/** An error of who fills a stage, as a person can act on it: a full disk is that of the temporary files, not the ledger's. */
export function stageFailure(error: unknown): unknown {
  const isFull =
    isDiskFull(error, join(tmpdir(), PREFIX)) || (error instanceof AppError && error.code === 'LEDGER_DISK_FULL');
  return isFull ? temporaryFolderError('the disk is full', error) : error;
}

function open(importId: string, mode: 'create' | 'write' | 'read'): ReadDb {
  const path = stagePath(importId);
  const db = openDatabase(path, mode, 'rollback-journal');
  if (mode !== 'read') {
    // A scratch file: what a crash leaves of it is thrown away.
    db.pragma('journal_mode = MEMORY');
    db.pragma('synchronous = OFF');
    // Sorting a long list must not need memory for all of it.
    db.pragma('temp_store = FILE');
  }
  return db;
}

/** SQLite has no way to attach for reading only where URIs are off; no statement of ours writes to a ledger attached like this. */
function attach(db: ReadDb, ledgerPath: string): void {
  db.prepare('ATTACH ? AS ledger').run(sqliteFile(ledgerPath));
}

function folderOf(importId: string): string {
  const name = PREFIX + importId;
  if (!FOLDER.test(name)) throw closed(importId);
  return join(tmpdir(), name);
}

function closed(importId: string): AppError {
  return new AppError(
    'NOT_FOUND',
    'This import is closed, or was made by a program that has ended. Read the file again.',
    {
      importId,
    },
  );
}

function removeOurs(): void {
  for (const { folder, pid } of ownStages()) if (pid === process.pid) removeQuietly(folder);
}

/** What was left behind is only in the way: the next sweep comes by again. */
function removeQuietly(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
  }
}

/** The folders of this user's stages on this computer, with the process that made each. */
function ownStages(): { folder: string; pid: number; found: Stats }[] {
  return namesIn(tmpdir()).flatMap((name) => {
    const pid = FOLDER.exec(name)?.[1];
    if (pid === undefined) return [];
    const folder = join(tmpdir(), name);
    const found = stageAt(folder);
    return found === null ? [] : [{ folder, pid: Number(pid), found }];
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Where names may not be listed nothing can be swept; whether a stage can be made there is told by making it.
    return [];
  }
}

/** A stage's folder: a real one, no link, of this user, which nobody else may enter. Null for all else that may have its name. */
function stageAt(folder: string): Stats | null {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory() !== true) return null;
  // Windows keeps rights elsewhere; its folder for temporary files is each user's own.
  if (process.getuid === undefined) return found;
  return found.uid === process.getuid() && (found.mode & 0o077) === 0 ? found : null;
}
