import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dumpHash } from '../../../test/support/dump.ts';
import { tempFolder } from '../../../test/support/temp-core.ts';
import { tempLedger } from '../../../test/support/temp-ledger.ts';
import { toLedgerError } from './sqlite-errors.ts';

/** The ledger's size is bounded by SQLite; test/e2e/disk-full.test.ts does the same with a disk that is full. */
test('a ledger for which there is no more room: LEDGER_DISK_FULL, and nothing is changed', () => {
  const { db, operate, path, sql } = tempLedger();
  sql(
    "INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES ('099999999999', 'A', 'a', 'msp', '2026-11-21T04:00:00Z')",
  );
  const before = dumpHash(path);
  const pages = Number(db.pragma('page_count', { simple: true }));
  db.pragma(`max_page_count = ${pages + 4}`);
  const fill = (): unknown => operate((context) => context.db.exec(`UPDATE mpa SET name = '${'x'.repeat(200_000)}'`));
  let failure: unknown;
  try {
    fill();
  } catch (error) {
    failure = error;
  }
  expect(toLedgerError(failure, path)).toMatchObject({
    code: 'LEDGER_DISK_FULL',
    message: 'The disk is full. Nothing was changed. Make room and try again.',
    data: { path, sqlite: 'SQLITE_FULL' },
  });
  expect(dumpHash(path)).toBe(before);
  db.pragma('max_page_count = 1000000');
  expect(fill).not.toThrow();
});

test.each([
  ['SQLITE_FULL', 'LEDGER_DISK_FULL'],
  ['SQLITE_IOERR_WRITE', 'LEDGER_IO'],
  ['SQLITE_CANTOPEN', 'LEDGER_NOT_FOUND'],
])('where there is room %s is %s', (code, meant) => {
  const error = Object.assign(new Error('of SQLite'), { name: 'SqliteError', code });
  expect(toLedgerError(error, join(tempFolder(), 'ledger.db'))).toMatchObject({ code: meant });
});

test.each(['ENOSPC', 'EDQUOT'])('the system’s %s is a full disk as well', (code) => {
  const error = Object.assign(new Error(`${code}: no space left on device, mkdir`), { code, syscall: 'mkdir' });
  expect(toLedgerError(error, join(tempFolder(), 'ledger.db'))).toMatchObject({ code: 'LEDGER_DISK_FULL' });
});
