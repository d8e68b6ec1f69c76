import { existsSync } from 'node:fs';
import { AppError } from '../../../shared/domain/app-error.ts';
import { fileIdentity, fileState } from '../ledger/file-identity.ts';
import { SCHEMA_VERSION } from '../ledger/migrations/index.ts';
import { schemaVersion } from '../ledger/schema.ts';
import { openReader } from '../ledger/open-writer.ts';
import type { ReadDb } from '../sqlite/sqlite.ts';

/** After this long without reading, what SQLite keeps of the file is let go; the system's own cache still has it. */
const IDLE_MS = 3000;

/**
 * The core's own read-only connection, opened when first needed, and again when another file has come to the ledger's path: a
 * restored backup, most often. A connection would go on reading the file that it once opened.
 */
export class LedgerReader {
  readonly #path: string;
  readonly #bringUpToDate: () => Promise<unknown>;
  #open: { db: ReadDb; file: string | null; state: string } | null = null;
  /** Settled when the file that is being replaced may be opened again. */
  #replacing: Promise<unknown> | null = null;
  #idle: NodeJS.Timeout | undefined;
  #seen = '';

  constructor(path: string, bringUpToDate: () => Promise<unknown>) {
    this.#path = path;
    this.#bringUpToDate = bringUpToDate;
  }

  exists(): boolean {
    return existsSync(this.#path);
  }

  /**
   * Reads from the ledger as it is at its path now; one of an older schema is first brought up to date by the writer.
   * @param run is synchronous, because the connection is replaced as soon as the file is.
   * @throws AppError LEDGER_NOT_FOUND, LEDGER_DAMAGED, LEDGER_TOO_NEW, LEDGER_LOCKED; what `run` throws.
   */
  async use<T>(run: (db: ReadDb) => T): Promise<T> {
    while (this.#replacing) await this.#replacing;
    if (this.#isOld()) {
      await this.#bringUpToDate().catch((error: unknown) => {
        throw oldSchemaError(error);
      });
    }
    this.#shrinkWhenIdle();
    return run(this.#connection());
  }

  /**
   * A text that changes when another connection has committed, and when another file has come to the path or the file has gone.
   * What can't be read is no error here: whoever reads next is told.
   */
  version(): string {
    let file = '';
    try {
      // Looking would open it.
      if (this.#replacing) return this.#seen;
      file = fileIdentity(this.#path) ?? '';
      if (file === '' || this.#isOld()) return (this.#seen = file);
      const db = this.#connection();
      if (db.memory) return (this.#seen = fileState(this.#path));
      return (this.#seen = `${file} ${String(db.pragma('data_version', { simple: true }))}`);
    } catch {
      return file;
    }
  }

  /**
   * Keeps the file closed while something else takes its place: on Windows a file that is open can't be replaced. Who wants to read
   * meanwhile waits.
   */
  async closedWhile<T>(replace: () => Promise<T>): Promise<T> {
    this.close();
    const replaced = replace();
    const settled = replaced.then(
      () => undefined,
      () => undefined,
    );
    this.#replacing = settled;
    try {
      return await replaced;
    } finally {
      if (this.#replacing === settled) this.#replacing = null;
    }
  }

  close(): void {
    clearTimeout(this.#idle);
    const open = this.#open;
    this.#open = null;
    open?.db.close();
  }

  #shrinkWhenIdle(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#open?.db.pragma('shrink_memory'), IDLE_MS).unref();
  }

  #isCurrent(): boolean {
    if (this.#open === null) return false;
    // A copy in memory, where nothing may be written beside the file, notices nobody's changes by itself.
    if (this.#open.db.memory) return this.#open.state === fileState(this.#path);
    return this.#open.file === fileIdentity(this.#path);
  }

  /** Whether the file is of an older schema. It is closed then, because the writer is about to change it. */
  #isOld(): boolean {
    if (this.#isCurrent() || !this.exists()) return false;
    const isOld = schemaVersion(this.#connection()) < SCHEMA_VERSION;
    if (isOld) this.close();
    return isOld;
  }

  #connection(): ReadDb {
    if (this.#open && this.#isCurrent()) return this.#open.db;
    this.close();
    // Looked at before it is opened: a file that comes in between is then noticed at the next look.
    const [file, state] = [fileIdentity(this.#path), fileState(this.#path)];
    this.#open = { db: openReader(this.#path), file, state };
    return this.#open.db;
  }
}

/** Reading alone would need no lock: says why it does here. */
function oldSchemaError(error: unknown): unknown {
  if (!(error instanceof AppError) || (error.code !== 'LEDGER_LOCKED' && error.code !== 'LEDGER_READ_ONLY'))
    return error;
  const sentence = `The ledger was made by an older Enrollment Desk and has to be brought up to date before it can be read. ${error.message}`;
  return new AppError(error.code, sentence, error.data, { cause: error });
}
