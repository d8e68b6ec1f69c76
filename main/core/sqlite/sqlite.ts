import { basename, toNamespacedPath } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../../shared/domain/app-error.ts';
import { publicLink } from '../../../shared/domain/aws/public-link.ts';
import { bytesOf, LONGEST_NAME } from '../../../shared/domain/file-name.ts';
import { isMailAddress } from '../../../shared/domain/mail-address.ts';
import { revealed } from '../../../shared/domain/hidden-text.ts';
import { nameKey } from '../../../shared/domain/name-key.ts';
import { makeOwnFile } from '../files/own-files.ts';
import { assertUsablePath } from '../files/usable-path.ts';
import { bytesWithoutLog } from './bytes-without-log.ts';
import { assertNotEmptied, databaseFile } from './database-file.ts';
import { sqliteCode, toLedgerError } from './sqlite-errors.ts';

/** A connection that may only be read from. Services that change nothing ask for this. */
export type ReadDb = Database.Database & { readonly __read: true };

/** A connection that may change the ledger. There is one in a program, in the writer thread. */
export type WriteDb = ReadDb & { readonly __write: true };

/** Values that SQLite takes as a parameter. Booleans are integers 0 and 1 in the ledger. */
export type SqlValue = string | number | bigint | null | Uint8Array;
export type SqlParams = Readonly<Record<string, SqlValue>>;

/** How long a connection waits for another one that is writing, in milliseconds. */
export const BUSY_MS = 5000;

export type OpenMode = 'read' | 'write' | 'create';

/**
 * Opens a SQLite file with the settings that every connection of ours has.
 * @param mode `read` never changes the file, `write` needs it to be there, `create` makes it.
 * @throws AppError LEDGER_NOT_FOUND, LEDGER_DAMAGED (also an emptied file), LEDGER_IO (also what is no file), INVALID_INPUT (a name that is no file's) …
 */
export function openDatabase(path: string, mode: OpenMode, journal: 'wal' | 'rollback-journal' = 'wal'): ReadDb {
  assertNodeApi();
  assertSqlitePath(path);
  if (mode === 'create') makePrivate(path);
  else assertNotEmptied(path);
  try {
    const db = mode === 'read' ? openToRead(path) : connect(path, mode);
    if (mode !== 'read') {
      if (journal === 'wal') db.pragma('journal_mode = WAL');
      // FULL, not NORMAL: after a power loss a commit that the user saw must still be there.
      db.pragma('synchronous = FULL');
      // Measured: with foreign keys an upsert opens a statement journal per row; in memory it costs half.
      db.pragma('temp_store = MEMORY');
    }
    db.pragma('foreign_keys = ON');
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    db.pragma('cache_size = -65536');
    db.function('name_key', { deterministic: true }, (text) => (typeof text === 'string' ? nameKey(text) : null));
    db.function('is_mail_address', { deterministic: true }, (text) =>
      Number(typeof text === 'string' && isMailAddress(text)),
    );
    db.function('public_link', { deterministic: true }, (link) => (typeof link === 'string' ? publicLink(link) : null));
    db.function('has_hidden', { deterministic: true }, (text) =>
      Number(typeof text === 'string' && revealed(text) !== text),
    );
    return db as ReadDb;
  } catch (error) {
    throw toLedgerError(error, path);
  }
}

/** Makes the file before SQLite does, which makes those beside it with the rights that it has. */
function makePrivate(path: string): void {
  if (path === ':memory:' || databaseFile(path) !== null) return;
  try {
    makeOwnFile(path);
  } catch (error) {
    // Where it can't be made SQLite says why.
    if (!(error instanceof Error && 'syscall' in error)) throw error;
  }
}

function connect(path: string, mode: OpenMode): Database.Database {
  return new Database(sqliteFile(path), {
    readonly: mode === 'read',
    fileMustExist: mode !== 'create',
    timeout: BUSY_MS,
  });
}

/** Opens a file to read it, also where nothing may be written beside it. */
function openToRead(path: string): Database.Database {
  const db = connect(path, 'read');
  try {
    db.pragma('schema_version');
    return db;
  } catch (error) {
    // What else is wrong is told by who reads.
    if (!/^SQLITE_(?:CANTOPEN|READONLY)/u.test(sqliteCode(error) ?? '')) return db;
    const bytes = bytesWithoutLog(path);
    if (bytes === null) return db;
    db.close();
    return new Database(bytes, { readonly: true });
  }
}

/**
 * Copies a file page by page, with what is in its write-ahead log: nothing of it is run, nor is its schema so much as read.
 * @param to where nothing is yet
 * @throws what SQLite throws
 */
export async function copyPages(from: string, to: string): Promise<void> {
  const db = openToRead(from);
  try {
    await db.backup(sqliteFile(to));
  } finally {
    db.close();
  }
}

/** What SQLite adds to a file's name for the longest time. */
const JOURNAL = '-journal';

/** Bytes of a path with its journal's ending (SQLITE_MAX_PATHNAME of its VFS for Unix). */
const LONGEST_SQLITE_PATH = 512;

/**
 * Refuses a path at which SQLite could keep no file together with those that it makes beside it.
 * @param ending what else will be added to the name
 * @throws AppError INVALID_INPUT.
 */
export function assertSqlitePath(path: string, ending = ''): void {
  assertUsablePath(path);
  assertKeptWhole(path);
  if (process.platform === 'win32') return;
  const more = bytesOf(`${ending}${JOURNAL}`);
  const [name, whole] = [bytesOf(basename(path)), bytesOf(path)];
  const [length, longest, what] =
    name + more > LONGEST_NAME ? [name, LONGEST_NAME - more, 'name'] : [whole, LONGEST_SQLITE_PATH - more, 'path'];
  if (length <= longest) return;
  throw new AppError(
    'INVALID_INPUT',
    `The ${what} ${(what === 'name' ? basename(path) : path).slice(0, 40)}… is too long for a ledger or a backup: it has ${length} bytes, and may have ${longest}, because files are made beside it whose names are longer. Choose another one. Nothing was opened or changed.`,
    { path },
  );
}

/** better-sqlite3 cuts spaces off at the end, and would open another file than the one that was named. @throws AppError INVALID_INPUT. */
function assertKeptWhole(path: string): void {
  if (path === path.trimEnd()) return;
  throw new AppError(
    'INVALID_INPUT',
    `The path '${path}' ends with a space. Choose another name. Nothing was opened.`,
    {
      path,
    },
  );
}

/** Windows' calls take 259 characters; SQLite adds to the name of a ledger, and we to that of a copy. */
const LONGEST_PLAIN_PATH = 200;

/**
 * A path as SQLite can open it. Node writes long paths of Windows in their long form by itself (`\\?\C:\…`), SQLite opens what it is given.
 * Whatever path goes to SQLite in another way than by openDatabase (ATTACH, VACUUM INTO, a backup) goes through here.
 */
export function sqliteFile(path: string): string {
  return path.length > LONGEST_PLAIN_PATH ? toNamespacedPath(path) : path;
}

/** The same connection, for those who hold the writer lock and run an operation. */
export function toWriteDb(db: ReadDb, reason: 'holds the writer lock' | 'a migration' | 'a scratch file'): WriteDb {
  if (db.readonly) throw new TypeError(`a read-only connection can't be written to (${reason})`);
  return db as WriteDb;
}

/** better-sqlite3 13 needs Node-API 10 and crashes, rather than throws, without it, unless it was built for less. */
function assertNodeApi(): void {
  const version = Number(process.versions.napi);
  if (version < 9) throw new Error(`Node ${process.version} is too old for the ledger: Node 24 is needed`);
}

export interface SelectStatement<P, R> {
  readonly text: string;
  all(db: ReadDb, ...params: P extends void ? [] : [P]): R[];
  get(db: ReadDb, ...params: P extends void ? [] : [P]): R | undefined;
  iterate(db: ReadDb, ...params: P extends void ? [] : [P]): IterableIterator<R>;
}

export interface CellsStatement<P> {
  readonly text: string;
  /** The rows as lists of texts, in the order of the columns. */
  iterate(db: ReadDb, params: P): IterableIterator<string[]>;
}

export interface ChangeStatement<P> {
  readonly text: string;
  /** Runs it; gives the number of changed rows and the row id of an insert. */
  run(db: WriteDb, ...params: P extends void ? [] : [P]): { changes: number; lastId: number };
}

const registry = new Set<string>();
const prepared = new WeakMap<Database.Database, Map<string, Database.Statement>>();

/** Every statement that the loaded modules have defined; a test prepares each against a migrated ledger. */
export function definedStatements(): readonly string[] {
  return [...registry];
}

/** Defines a statement that reads. `@name` parameters are given as an object. */
export function select<P extends SqlParams | void, R>(text: string): SelectStatement<P, R> {
  registry.add(text);
  return {
    text,
    all: (db, ...params) => prepare(db, text).all(...params) as R[],
    get: (db, ...params) => prepare(db, text).get(...params) as R | undefined,
    iterate: (db, ...params) => prepare(db, text).iterate(...params) as IterableIterator<R>,
  };
}

/** Defines a statement whose rows go out as they are, every column text: for files, where making objects would cost the most. */
export function selectCells<P extends SqlParams>(text: string): CellsStatement<P> {
  registry.add(text);
  return {
    text,
    // Not from the cache: a statement that gives lists can't give objects, and one that is being read can't be read twice.
    iterate: (db, params) => db.prepare(text).raw().iterate(params) as IterableIterator<string[]>,
  };
}

/** Defines a statement that changes rows. */
export function change<P extends SqlParams | void>(text: string): ChangeStatement<P> {
  registry.add(text);
  return {
    text,
    run: (db, ...params) => {
      const result = prepare(db, text).run(...params);
      return { changes: result.changes, lastId: Number(result.lastInsertRowid) };
    },
  };
}

/** Prepares a text once per connection; for statements whose text is made at run time (a filter), bounded by their shapes. */
export function prepare(db: ReadDb, text: string): Database.Statement {
  let statements = prepared.get(db);
  if (!statements) prepared.set(db, (statements = new Map<string, Database.Statement>()));
  let statement = statements.get(text);
  if (!statement) statements.set(text, (statement = db.prepare(text)));
  return statement;
}
