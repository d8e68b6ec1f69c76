import { createHash } from 'node:crypto';
import { openWriter } from '../../main/core/ledger/open-writer.ts';
import { damageOf } from '../../main/core/ledger/damage.ts';
import type { ReadDb } from '../../main/core/sqlite/sqlite.ts';
import { systemClock } from '../../main/core/time/clock.ts';
import { dumpLedger } from '../support/dump.ts';

/** What there is to say of a ledger after something happened to it. */
export interface LedgerState {
  /** All content, every operation with its state, and how many audit events there are: as one hash. */
  fingerprint: string;
  /** Whether the last program that wrote was noticed not to have closed it. */
  unclean: boolean;
}

const OPERATIONS = `SELECT o.id, o.kind, o.command, o.state, o.target_id, count(e.id) AS events
  FROM operation o LEFT JOIN audit_event e ON e.operation_id = o.id GROUP BY o.id ORDER BY o.id`;

/**
 * Opens a ledger as the program does after a crash, checks it thoroughly, and takes its fingerprint.
 * @throws when it can't be opened or is not sound.
 */
export function ledgerState(path: string): LedgerState {
  const clock = systemClock;
  const opened = openWriter({ path, actor: { who: 'faults', host: 'test' }, clock, appVersion: '0.0.0-test' });
  try {
    const damage = damageOf(opened.db, () => undefined);
    if (damage.length > 0) throw new Error(`the ledger is not sound: ${damage.join('; ')}`);
    return { fingerprint: fingerprint(opened.db), unclean: opened.afterUncleanExit };
  } finally {
    opened.close();
  }
}

function fingerprint(db: ReadDb): string {
  const hash = createHash('sha256').update(dumpLedger(db));
  for (const row of db.prepare(OPERATIONS).iterate()) hash.update(JSON.stringify(row));
  return hash.digest('hex');
}
