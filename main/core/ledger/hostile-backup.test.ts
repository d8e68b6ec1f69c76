import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { act } from '../../../shared/domain/action.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { filledLedger, KEPT_SHA256 } from '../../../test/support/filled-ledger.ts';
import { resultOf } from '../../../test/support/result-of.ts';
import { tempCore, tempFolder } from '../../../test/support/temp-core.ts';
import { inspectInThread } from '../inspect-in-thread.ts';
import type { ReadDb } from '../sqlite/sqlite.ts';
import { openDatabase } from '../sqlite/sqlite.ts';
import { listBackups } from './backup-files.ts';
import { inspectBackup } from './inspect.ts';
import { migrate } from './migrate.ts';
import { SCHEMA_VERSION } from './migrations/index.ts';
import { openReader } from './open-writer.ts';
import { restoreLedger } from './restore.ts';
import { verifyLedger } from './verify.ts';

const ACTOR = { who: 'kim', host: 'test' } as const;

/** A query without end: whatever runs it hangs. */
const ENDLESS = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n`;

/** Changes a ledger by SQL, past the triggers that would notice it: they are there again afterwards, word for word. */
function unnoticed(db: ReadDb, table: string, sql: string): void {
  const triggers = db
    .prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?`)
    .all(table) as {
    name: string;
    sql: string;
  }[];
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  db.exec(sql);
  for (const trigger of triggers) db.exec(trigger.sql);
}

/** Changes the text of a schema itself. */
function rewritten(db: ReadDb, name: string, from: string, to: string): void {
  db.unsafeMode();
  db.pragma('writable_schema = ON');
  const done = db.prepare(`UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = ?`).run(from, to, name);
  expect(done.changes).toBe(1);
  db.pragma('writable_schema = OFF');
}

const CHANGED = 'The ledger file was changed by another program: ';

/** What is done to a good backup, and what is said of it. */
const HOSTILE: readonly [what: string, change: (db: ReadDb) => unknown, said: string][] = [
  [
    'a trigger that sends accounts elsewhere',
    (db) =>
      db.exec(`CREATE TRIGGER follow AFTER INSERT ON account BEGIN UPDATE account SET email = 'eve@evil.example'; END`),
    `${CHANGED}the trigger follow is not ours. `,
  ],
  [
    'a trigger that has the name of a temporary one',
    (db) => db.exec(`CREATE TRIGGER "temp.account_audit" BEFORE DELETE ON subset BEGIN SELECT RAISE(IGNORE); END`),
    `${CHANGED}the trigger temp.account_audit is not ours. `,
  ],
  [
    'a trigger whose name deletes what a terminal shows',
    (db) => db.exec(`CREATE TRIGGER "\u001b[2Jsound" AFTER DELETE ON subset BEGIN SELECT 1; END`),
    `${CHANGED}the trigger ??2Jsound is not ours. `,
  ],
  [
    'an audit trigger that is gone',
    (db) => db.exec('DROP TRIGGER account_audit_update'),
    `${CHANGED}the trigger account_audit_update is missing. `,
  ],
  [
    'an audit trigger that leaves something out',
    (db) => rewritten(db, 'account_audit_update', 'OLD.email IS NOT NEW.email', '0'),
    `${CHANGED}the trigger account_audit_update is not as it was made. `,
  ],
  [
    'a view without end in the place of a table that a list of backups reads',
    (db) =>
      db.exec(
        `DROP TABLE ledger_identity; CREATE VIEW ledger_identity AS SELECT 1 AS id, 'x' AS identity, (${ENDLESS}) AS path, 0 AS demo`,
      ),
    `${CHANGED}the view ledger_identity is in the place of the table ledger_identity; and the trigger ledger_identity_seal_`,
  ],
  [
    'a view beside the tables',
    (db) => db.exec(`CREATE VIEW all_accounts AS ${ENDLESS}`),
    `${CHANGED}the view all_accounts is not ours. `,
  ],
  [
    'a trigger without end on what a restore writes to',
    (db) =>
      db.exec(`CREATE TRIGGER hang BEFORE UPDATE ON ledger_identity BEGIN
        INSERT INTO change_source SELECT 'x', 'y', count(*) FROM (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n); END`),
    `${CHANGED}the trigger hang is not ours. `,
  ],
  [
    'a trigger that calls itself',
    (db) => db.exec(`CREATE TRIGGER again AFTER UPDATE ON setting BEGIN UPDATE setting SET value = value || ' '; END`),
    `${CHANGED}the trigger again is not ours. `,
  ],
  [
    'a generated column that is heavy to compute',
    (db) => db.exec(`ALTER TABLE mpa ADD COLUMN heavy TEXT AS (hex(zeroblob(1000 + length(name)))) VIRTUAL`),
    `${CHANGED}the table mpa is not as it was made. `,
  ],
  [
    'a CHECK that takes for ever, which a look at the pages runs',
    (db) =>
      rewritten(
        db,
        'setting',
        'CHECK (json_valid(value))',
        `CHECK (length(hex(zeroblob(400000000 + length(value)))) > 1)`,
      ),
    `${CHANGED}the table setting is not as it was made. `,
  ],
  [
    'a column that is compared otherwise',
    (db) => rewritten(db, 'mpa', 'name_key TEXT NOT NULL UNIQUE', 'name_key TEXT COLLATE NOCASE NOT NULL UNIQUE'),
    `${CHANGED}the table mpa is not as it was made. `,
  ],
  [
    'an index over an expression',
    (db) => db.exec(`CREATE INDEX heavy ON account (hex(zeroblob(1000 + length(name))))`),
    `${CHANGED}the index heavy is not ours. `,
  ],
  [
    'a virtual table',
    (db) => db.exec(`CREATE VIRTUAL TABLE notes USING fts5 (text)`),
    `${CHANGED}the virtual table notes is not ours; and `,
  ],
  ['another table', (db) => db.exec(`CREATE TABLE "main" (x)`), `${CHANGED}the table main is not ours. `],
  [
    'a hash of a migration that is another one',
    (db) => unnoticed(db, 'schema_migration', `UPDATE schema_migration SET hash = 'f00d' WHERE id = 20`),
    'its migration 20 (aws-setup) is not the one this program has',
  ],
  [
    'a migration that is not said to be applied',
    (db) => unnoticed(db, 'schema_migration', `DELETE FROM schema_migration WHERE id = 33`),
    `${CHANGED}it does not say that its migration 33 (rehearsals) was applied. `,
  ],
  [
    'the version of another schema',
    (db) => db.pragma('user_version = 34'),
    `${CHANGED}no Enrollment Desk has made a schema 34. `,
  ],
  ['the version of an older one', (db) => db.pragma('user_version = 33'), `${CHANGED}the `],
  [
    'pages of another size',
    (db) => {
      db.pragma('journal_mode = DELETE');
      db.exec('PRAGMA page_size = 65536; VACUUM');
    },
    `${CHANGED}it has pages of another size. `,
  ],
  [
    'another content of a kept file, of the same length',
    (db) =>
      unnoticed(db, 'kept_file', `UPDATE kept_file SET bytes = CAST(replace(CAST(bytes AS TEXT), 'R', 'r') AS BLOB)`),
    'The kept file crawler-cfn.yml is not what was kept: its content does not fit its SHA-256.',
  ],
  [
    'another name of a kept file',
    (db) => unnoticed(db, 'kept_file', `UPDATE kept_file SET name = 'evil.yml' WHERE sha256 = '${KEPT_SHA256}'`),
    'What the table kept_file holds is not what was written to it.',
  ],
  [
    'an account that the history does not know',
    (db) => unnoticed(db, 'account', `UPDATE account SET email = 'eve@evil.example' WHERE id = '000000000007'`),
    'The account 000000000007 is not as the history has it.',
  ],
  [
    'an account that is gone',
    (db) => unnoticed(db, 'account', `DELETE FROM account WHERE id = '000000000008'`),
    'The account 000000000008 is gone, and the history does not say why.',
  ],
  [
    'an account that was added',
    (db) => unnoticed(db, 'account', `INSERT INTO account (id, mpa_id) VALUES ('666666666666', '099999999999')`),
    'The account 666666666666 is there, and the history does not know it.',
  ],
  [
    'an account that was changed together with its history',
    (db) => {
      unnoticed(db, 'account', `UPDATE account SET note = 'x' WHERE id = '000000000007'`);
      unnoticed(
        db,
        'audit_event',
        `UPDATE audit_event SET after = json_set(after, '$.note', 'x') WHERE entity = 'account' AND key = '000000000007'`,
      );
    },
    'The history of change 1 is not as it was written.',
  ],
  [
    'another time of a change',
    (db) => unnoticed(db, 'operation', `UPDATE operation SET at = '2020-01-01T00:00:00Z' WHERE id = 1`),
    'What the table operation holds is not what was written to it.',
  ],
  [
    'the seal of the last change, which is gone',
    (db) =>
      unnoticed(
        db,
        'operation_seal',
        `DELETE FROM operation_seal WHERE operation_id = (SELECT max(operation_id) FROM operation_seal)`,
      ),
    ' is not as it was written.',
  ],
  [
    'a number that will be given again',
    (db) => db.exec(`UPDATE sqlite_sequence SET seq = 1 WHERE name = 'operation'`),
    'What the table sqlite_sequence holds is not what was written to it.',
  ],
];

let made: Buffer | undefined;

/** Puts a ledger that is sound at a path. */
function putGood(path: string): string {
  made ??= readFileSync(filledLedger(tempFolder()));
  writeFileSync(path, made);
  return path;
}

const clock = (): Date => new Date('2026-11-21T04:00:00.000Z');

/** Both ways to a file: it is to be restored, and it is looked through where it lies. Nothing is changed by either. */
async function tried(path: string): Promise<{ restore: string; verify: string; changed: boolean }> {
  const bytes = readFileSync(path);
  const own = putGood(join(tempFolder(), 'own.db'));
  const inspect = async (copy: string): Promise<void> => void inspectBackup(copy);
  const how = { ledgerPath: own, backupPath: path, of: null, actor: ACTOR, clock, appVersion: '0', inspect };
  const restore = await restoreLedger(how).then(() => 'restored', told);
  const verify = verified(path);
  const isAsBefore = readFileSync(own).equals(made ?? Buffer.alloc(0)) && readFileSync(path).equals(bytes);
  return { restore, verify, changed: !isAsBefore || existsSync(`${own}.restoring`) };
}

/** An error that tells what is wrong with a file. */
function told(error: unknown): string {
  if (error instanceof AppError && /^LEDGER_(?:DAMAGED|TOO_NEW)$/u.test(error.code)) return error.message;
  throw error;
}

function refusal(said: string): object {
  const text = expect.stringContaining(said) as string;
  return { restore: text, verify: text, changed: false };
}

/** What verify says of a ledger. */
function verified(path: string): string {
  const control = { progress: () => undefined, checkCancelled: () => undefined };
  try {
    const db = openReader(path);
    try {
      return verifyLedger({ db, clock, ledgerPath: path, actor: ACTOR, ...control }).problems.join('\n');
    } finally {
      db.close();
    }
  } catch (error) {
    return told(error);
  }
}

describe('a backup that somebody else made or changed is refused by a restore and told by verify, with', () => {
  it.each(HOSTILE)('%s', async (_what, change, said) => {
    const path = join(tempFolder(), 'theirs.db');
    putGood(path);
    const db = openDatabase(path, 'write', 'rollback-journal');
    change(db);
    db.pragma('journal_mode = DELETE');
    db.close();
    expect(await tried(path)).toEqual(refusal(said));
  });

  it('texts in another encoding', async () => {
    const path = join(tempFolder(), 'theirs.db');
    const db = openDatabase(path, 'create', 'rollback-journal');
    db.pragma(`encoding = 'UTF-16le'`);
    migrate(db, { path, clock: () => new Date('2026-11-21T04:00:00.000Z'), appVersion: '0', isCopy: true });
    db.close();
    expect(await tried(path)).toEqual(refusal(`${CHANGED}it has texts in another encoding. `));
  });

  it('a trigger that is in its write-ahead log alone', async () => {
    const path = join(tempFolder(), 'open.db');
    putGood(path);
    const db = openDatabase(path, 'write');
    db.exec(`CREATE TRIGGER follow AFTER INSERT ON account BEGIN SELECT 1; END`);
    const theirs = join(tempFolder(), 'theirs.db');
    for (const ending of ['', '-wal']) copyFileSync(`${path}${ending}`, `${theirs}${ending}`);
    db.close();
    const { client } = tempCore({ ledgerPath: join(tempFolder(), 'own.db') });
    const said = expect.stringContaining(`${CHANGED}the trigger follow is not ours. `) as string;
    const damaged = { code: 'LEDGER_DAMAGED', message: said };
    await expect(client.ledger.restore({ path: theirs, of: null })).rejects.toMatchObject(damaged);
    const there = tempCore({ ledgerPath: theirs });
    await expect(there.client.ledger.verify().then(resultOf)).rejects.toMatchObject(damaged);
  });

  it('a schema whose pages lead in a circle', async () => {
    const path = join(tempFolder(), 'theirs.db');
    const bytes = readFileSync(putGood(path));
    // An inner page of a table (5) with one child and a last one: itself (SQLite, 'Database File Format', 'B-tree Pages').
    bytes.set([5, 0, 0, 0, 1, 15, 0, 0, 0, 0, 0, 1, 15, 0], 100);
    bytes.set([0, 0, 0, 1, 1], 15 * 256);
    writeFileSync(path, bytes);
    expect(await tried(path)).toEqual(refusal('The ledger file is damaged: its tables can’t be read. '));
  });
});

it('a hostile file among the backups is nobody’s backup, and hinders no list of them', async () => {
  const own = join(tempFolder(), 'ledger.db');
  putGood(own);
  const { client } = tempCore({ ledgerPath: own });
  const { path } = await resultOf(await client.ledger.backup({}));
  const theirs = join(path, '..', 'daily-20261120T040000Z.db');
  copyFileSync(path, theirs);
  const db = openDatabase(theirs, 'write', 'rollback-journal');
  db.exec(`DROP TABLE ledger_identity; CREATE VIEW ledger_identity AS SELECT 'x' AS identity, (${ENDLESS}) AS path`);
  db.close();
  expect(listBackups(own).map((backup) => backup.path)).toEqual([path]);
  expect(await client.ledger.otherBackups()).toMatchObject([{ path: theirs, of: 'daily-20261120T040000Z.db' }]);
});

it('verify says which backup is good, by the day of what it holds, and which newer ones are not', async () => {
  const own = join(tempFolder(), 'ledger.db');
  putGood(own);
  const { client, core } = tempCore({ ledgerPath: own, now: '2026-11-24T12:00:00.000Z' });
  const first = await resultOf(await client.ledger.backup({}));
  await client.mpas.set({ id: '099999999999', name: 'Later' });
  // The day's copy holds the same as the first one.
  rmSync(join(first.path, '..', 'daily-20261124T120000Z.db'));
  const second = await resultOf(await client.ledger.backup({}));
  await core.close();
  const copy = openDatabase(second.path, 'write', 'rollback-journal');
  unnoticed(copy, 'account', `UPDATE account SET note = 'x' WHERE id = '000000000007'`);
  copy.close();
  const again = tempCore({ ledgerPath: own, now: '2026-11-25T12:00:00.000Z' });
  // Days are those of the computer's clocks: in America the one was on the 20th, in Kiribati the other on the 26th.
  const daysAgo = new Date('2026-11-25T12:00:00Z').getDate() - new Date('2026-11-21T04:00:00Z').getDate();
  expect(await resultOf(await again.client.ledger.verify())).toMatchObject({
    sound: true,
    goodCopy: { path: first.path, changedAt: '2026-11-21T04:00:00Z', daysAgo },
    damagedCopies: [second.path],
  });
});

it('a backup that is sound is restored, one of an older schema, too', async () => {
  const theirs = join(tempFolder(), 'theirs.db');
  const old = openDatabase(theirs, 'create', 'rollback-journal');
  migrate(old, {
    path: theirs,
    clock: () => new Date('2026-11-21T04:00:00.000Z'),
    appVersion: '0',
    isCopy: true,
    to: 33,
  });
  old.close();
  const { client } = tempCore({ ledgerPath: join(tempFolder(), 'own.db') });
  await client.ledger.restore({ path: theirs, of: null });
  expect(await resultOf(await client.ledger.verify())).toMatchObject({ sound: true, schema: SCHEMA_VERSION });
  await client.ledger.restore({ path: putGood(join(tempFolder(), 'good.db')), of: 'ledger.db' });
  expect(await resultOf(await client.ledger.verify())).toMatchObject({ sound: true, accounts: 300 });
});

it('what to do instead is said', async () => {
  const path = join(tempFolder(), 'theirs.db');
  putGood(path);
  const db = openDatabase(path, 'write', 'rollback-journal');
  db.exec('DROP TRIGGER account_audit_update');
  db.close();
  const { client } = tempCore({ ledgerPath: join(tempFolder(), 'own.db') });
  await expect(client.ledger.restore({ path, of: null })).rejects.toMatchObject({
    message: `The backup can't be restored: ${path}. ${CHANGED}the trigger account_audit_update is missing. Nothing of it was run or changed. Choose another one: ${act('ledger.backups')}`,
  });
});

it('a look that takes too long is ended, and the backup is not taken', async () => {
  const path = putGood(join(tempFolder(), 'good.db'));
  await expect(inspectInThread(path, 0)).rejects.toMatchObject({
    code: 'LEDGER_DAMAGED',
    message: 'It could not be looked through in 0 seconds. Nothing was changed.',
  });
  await inspectInThread(path);
});
