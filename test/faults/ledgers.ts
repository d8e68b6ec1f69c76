import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWriter } from '../../main/core/ledger/open-writer.ts';
import { runOperation } from '../../main/core/ledger/operations.ts';
import { runReversal, undoLast } from '../../main/core/ledger/undo.ts';

/** How many accounts the prepared ledgers have. */
export const ROWS = 2000;

/** The ledgers that the killed commands begin with: the paths of one with the accounts, and of others. */
export interface Ledgers {
  imported: string;
  /** Where the accounts were taken back again. */
  undone: string;
  /** Of a customer of an MSP whose hand-off mail was made. */
  handOff: string;
  /** With the accounts, and a set-up that is rehearsed to its end. */
  rehearsed: string;
}

const clock = (): Date => new Date('2026-11-21T04:00:00.000Z');
const actor = { who: 'faults', host: 'test' } as const;
const control = { progress: () => undefined, checkCancelled: () => undefined };

const MPA = `INSERT INTO mpa (id, name, name_key, scenario, added_at)
  VALUES ('099999999999', 'Example MSP', 'example msp', 'enterprise', '2026-11-21T04:00:00.000Z')`;

/** The accounts in 100 subsets with 5 workflows, as the list of `writeList` has them. */
const ACCOUNTS = `
  WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 4)
    INSERT INTO workflow (mpa_id, name, name_key) SELECT '099999999999', 'Workflow ' || i, 'workflow ' || i FROM n;
  WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99)
    INSERT INTO subset (mpa_id, name, name_key, workflow_id)
    SELECT '099999999999', 'Subset ' || i, 'subset ' || i, (SELECT id FROM workflow WHERE name = 'Workflow ' || (i % 5)) FROM n;
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS})
    INSERT INTO account (id, mpa_id, name, email, subset_id)
    SELECT format('%012d', i * 7), '099999999999', 'account ' || i, 'aws+' || i || '@msp.example',
      (SELECT id FROM subset WHERE name = 'Subset ' || (i % 100)) FROM n;`;

/** A customer of an MSP whose hand-off mail was made, and that waits for nothing. */
const HAND_OFF = `
  INSERT INTO mpa (id, name, name_key, scenario, spot_org_id, msp_account_id, added_at) VALUES
    ('099999999999', 'Contoso', 'contoso', 'customer-of-msp', '606000000001', '098700005432', '2026-11-21T04:00:00.000Z');
  INSERT INTO setup_step (mpa_id, step, state, known_by, since, sentence, evidence) VALUES
    ('099999999999', 'hand-off', 'to-do', 'app', '2026-11-21T04:00:00Z', 'The hand-off mail was made.',
     '{"content":"c","madeOn":"2026-11-21T04:00:00Z","mailSha256":"m","templateSha256":"t"}');`;
const REHEARSAL = `
  UPDATE mpa SET profile_name = 'sandbox (simulated)';
  INSERT INTO aws_setup (mpa_id, simulated) VALUES ('099999999999', 1);
  INSERT INTO setup_step (mpa_id, step, state, known_by, since, simulated)
    SELECT '099999999999', value, 'in-place', 'app', '2026-11-21T04:00:00.000Z', 1
    FROM json_each('["identity", "billing-access", "bucket", "report", "first-delivery", "access-role-stack"]');`;

/** Makes the ledgers in a folder. */
export function makeLedgers(folder: string): Ledgers {
  const ledgers = {
    imported: join(folder, 'imported.db'),
    undone: join(folder, 'undone.db'),
    handOff: join(folder, 'hand-off.db'),
    rehearsed: join(folder, 'rehearsed.db'),
  };
  inLedger(ledgers.imported, (options) => {
    for (const sql of [MPA, ACCOUNTS]) {
      runOperation({ ...options, command: 'prepare' }, ({ db }) => db.exec(sql), undefined);
    }
  });
  copyFileSync(ledgers.imported, ledgers.undone);
  inLedger(ledgers.undone, (options) => {
    runReversal({ ...options, command: 'history.undo' }, undoLast, { expect: null });
  });
  inLedger(ledgers.handOff, (options) => {
    runOperation({ ...options, command: 'prepare' }, ({ db }) => db.exec(HAND_OFF), undefined);
  });
  copyFileSync(ledgers.imported, ledgers.rehearsed);
  inLedger(ledgers.rehearsed, (options) => {
    runOperation({ ...options, command: 'prepare' }, ({ db }) => db.exec(REHEARSAL), undefined);
  });
  return ledgers;
}

function inLedger(path: string, run: (options: Omit<Parameters<typeof runOperation>[0], 'command'>) => void): void {
  const writer = openWriter({ path, actor, clock, appVersion: '0.0.0-test' });
  try {
    run({ db: writer.db, clock, actor, ledgerPath: path, control });
  } finally {
    writer.close();
  }
}
