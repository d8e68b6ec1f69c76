import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { skipOnWindows } from '../../../test/support/platform.ts';
import { tempFolder } from '../../../test/support/temp-core.ts';
import { tempLedger } from '../../../test/support/temp-ledger.ts';
import { assertMayWrite, readOnlyError } from '../ledger/write-access.ts';
import { bytesWithoutLog } from './bytes-without-log.ts';
import { openDatabase } from './sqlite.ts';

/** test/e2e/read-only-folder.test.ts does the same as a user who may not write to the folder. */
test('a closed ledger holds all that is needed to read it without a log; an open one says where its last changes are', () => {
  const { path, sql, close } = tempLedger();
  sql(`INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES ('099999999999', 'A', 'a', 'msp', '2026')`);
  expect(() => bytesWithoutLog(path)).toThrow(
    expect.objectContaining({
      code: 'LEDGER_READ_ONLY',
      message: expect.stringMatching(
        /^The ledger can't be read as it is: its last changes are in ledger\.db-wal, /u,
      ) as string,
      data: { path },
    }) as Error,
  );
  close();
  // 1: no log is needed (SQLite, 'Database File Format').
  expect([...(bytesWithoutLog(path)?.subarray(18, 20) ?? [])]).toEqual([1, 1]);
  expect(existsSync(`${path}-wal`)).toBe(false);
});

test('a file that needs no log is left to SQLite', () => {
  const path = join(tempFolder(), 'plain.db');
  const db = openDatabase(path, 'create', 'rollback-journal');
  db.exec('CREATE TABLE t (a INTEGER)');
  db.close();
  expect(bytesWithoutLog(path)).toBeNull();
});

test.skipIf(skipOnWindows('rights of folders are kept elsewhere there'))(
  'what may only be read is named with its rights, and a disk that may only be read is called that',
  () => {
    const folder = join(tempFolder(), 'protected');
    mkdirSync(folder);
    chmodSync(folder, 0o750);
    onTestFinished(() => chmodSync(folder, 0o755));
    const path = join(folder, 'ledger.db');
    const me = process.getuid?.();
    const error = (code: string): Error => Object.assign(new Error(code), { code });
    expect(() => assertMayWrite(path)).not.toThrow();
    expect(readOnlyError(path, folder, error('EACCES'))).toMatchObject({
      code: 'LEDGER_READ_ONLY',
      message: `The ledger can be read, not changed: you may not write to the folder ${folder} (rwxr-x---, of user ${me}; you are user ${me}). Nothing was changed. Have the right to write there given to you, or keep the ledger in a folder of your own⟦ledger.elsewhere⟧.`,
      data: { path, place: folder },
    });
    expect(readOnlyError(path, folder, error('EROFS')).message).toMatch(
      /^The ledger can be read, not changed: the folder .* is on a disk that may only be read\. Nothing was changed\./u,
    );
  },
);
