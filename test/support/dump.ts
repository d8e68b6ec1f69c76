import { createHash } from 'node:crypto';
import { ALL_AUDITED_TABLES } from '../../main/core/ledger/migrations/index.ts';
import { openReader } from '../../main/core/ledger/open-writer.ts';
import type { ReadDb } from '../../main/core/sqlite/sqlite.ts';

/**
 * All content of a ledger as text: one line a row, tables and rows in a fixed order, every column. The log of operations is
 * left out, so that a ledger after undo has the dump of the ledger before do.
 */
export function dumpLedger(db: ReadDb): string {
  const lines: string[] = [];
  for (const { name, key, columns } of ALL_AUDITED_TABLES) {
    const text = `SELECT ${[...key, ...columns].join(', ')} FROM ${name} ORDER BY ${key.join(', ')}`;
    for (const row of db.prepare(text).iterate()) lines.push(`${name} ${JSON.stringify(row)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** The SHA-256 of the dump of the ledger at a path: the same hash means the same content. */
export function dumpHash(path: string): string {
  const db = openReader(path);
  try {
    return createHash('sha256').update(dumpLedger(db)).digest('hex');
  } finally {
    db.close();
  }
}
