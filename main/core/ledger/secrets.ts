import { sqliteCode } from '../sqlite/sqlite-errors.ts';
import { BUSY_MS, change, select } from '../sqlite/sqlite.ts';
import type { ReadDb, WriteDb } from '../sqlite/sqlite.ts';
import { sealTable } from './seals.ts';

/*
 * What is secret lives in a table of its own: it is not recorded, no backup has it, and what is taken out of it leaves no trace in the
 * file. Only the set-up of a payer account names secrets; what it does not name any more is deleted by triggers (migration 37).
 */
const secretById = select<{ id: string }, { value: string }>(`SELECT value FROM secret WHERE id = @id`);
const insertSecret = change<{ id: string; value: string }>(`INSERT INTO secret (id, value) VALUES (@id, @value)`);
const anySecret = select<void, { id: string }>(`SELECT id FROM secret LIMIT 1`);
const deleteSecrets = change<void>(`DELETE FROM secret`);
const dueToWipe = select<void, { whole: number }>(`SELECT whole FROM to_wipe`);
const wiped = change<void>(`DELETE FROM to_wipe`);

/** A secret by its name; null where it was forgotten. */
export function readSecret(db: ReadDb, id: string): string | null {
  return secretById.get(db, { id })?.value ?? null;
}

/** Keeps a secret under a new name of 32 hexadecimal digits; the set-up has to name it in the same transaction. */
export function keepSecret(db: WriteDb, secret: { id: string; value: string }): void {
  insertSecret.run(db, secret);
}

/** To be called before a transaction: what is deleted in it is overwritten where there are secrets. */
export function overwriteWhatGoes(db: WriteDb): void {
  db.pragma(`secure_delete = ${anySecret.get(db) ? 'ON' : 'OFF'}`);
}

/** Takes the secrets out of a copy of a ledger, without a trace. The copy is no ledger yet: a crash throws it away. */
export function removeSecrets(copy: WriteDb): void {
  if (!hasSecrets(copy)) return;
  // Not in a journal beside it, either.
  copy.pragma('journal_mode = MEMORY');
  copy.pragma('secure_delete = ON');
  deleteSecrets.run(copy);
  sealTable(copy, 'secret');
}

/** False also in a ledger of before there was such a table. */
export function hasSecrets(db: ReadDb): boolean {
  return isThere(db) && anySecret.get(db) !== undefined;
}

function isThere(db: ReadDb): boolean {
  return db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'secret'`).get() !== undefined;
}

/**
 * Takes away the traces of secrets that were forgotten since: out of the write-ahead log, and out of free pages where they were in the
 * history before. What can't be done now, because somebody reads or the disk is full, is done after the next change or at the next
 * opening. To be called outside of a transaction.
 */
export function wipeTraces(db: WriteDb): void {
  const due = dueToWipe.get(db);
  if (due === undefined) return;
  try {
    if (due.whole === 1) db.exec('VACUUM');
    // Who reads just now is soon done, or takes long: nobody waits for that.
    db.pragma('busy_timeout = 250');
    const [log] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    if (log?.busy === 0) wiped.run(db);
  } catch (error) {
    if (!/^SQLITE_(?:BUSY|LOCKED|FULL|IOERR)/u.test(sqliteCode(error) ?? '')) throw error;
  } finally {
    db.pragma(`busy_timeout = ${BUSY_MS}`);
  }
}
