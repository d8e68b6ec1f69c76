import { existsSync } from 'node:fs';
import { ledgerSchema, openReader } from './ledger/open-writer.ts';
import { SCHEMA_VERSION } from './ledger/migrations/index.ts';
import type { ReadDb } from './ledger/sqlite.ts';

/** The core's own read-only connection, opened when first needed. */
export class LedgerReader {
  readonly #path: string;
  readonly #bringUpToDate: () => Promise<unknown>;
  #db: ReadDb | null = null;

  constructor(path: string, bringUpToDate: () => Promise<unknown>) {
    this.#path = path;
    this.#bringUpToDate = bringUpToDate;
  }

  exists(): boolean {
    return existsSync(this.#path);
  }

  /**
   * The connection; a ledger of an older schema is first brought up to date by the writer.
   * @throws AppError LEDGER_NOT_FOUND, LEDGER_DAMAGED, LEDGER_TOO_NEW, LEDGER_LOCKED.
   */
  async db(): Promise<ReadDb> {
    if (this.#db) return this.#db;
    if (this.exists() && ledgerSchema(this.#path) < SCHEMA_VERSION) await this.#bringUpToDate();
    return (this.#db ??= openReader(this.#path));
  }

  /** A number that changes when another connection has committed; null while there is nothing open. */
  dataVersion(): number | null {
    return this.#db ? Number(this.#db.pragma('data_version', { simple: true })) : null;
  }

  close(): void {
    this.#db?.close();
    this.#db = null;
  }
}
