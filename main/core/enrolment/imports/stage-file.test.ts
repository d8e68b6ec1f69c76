import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { skipOnWindows } from '../../../../test/support/platform.ts';
import { tempLedger } from '../../../../test/support/temp-ledger.ts';
import { tempFolder } from '../../../../test/support/temp-core.ts';
// Loads every statement.
import { imports } from './index.ts';
import { createStage, removeStage, stagePath, sweepStages } from './stage-file.ts';
import { definedStageStatements } from './stage-sql.ts';
import { systemClock } from '../../time/clock.ts';

afterEach(() => vi.unstubAllEnvs());

test('every statement over a stage fits it and the ledger, from either side', () => {
  expect(Object.keys(imports)).toHaveLength(15);
  const ledger = tempLedger();
  const { importId, db } = createStage(ledger.path, systemClock());
  onTestFinished(() => {
    db.close();
    removeStage(importId);
  });
  for (const text of definedStageStatements()) expect(() => db.prepare(text)).not.toThrow();
  db.close();
  ledger.db.prepare('ATTACH ? AS stage').run(stagePath(importId));
  for (const text of definedStageStatements()) expect(() => ledger.db.prepare(text)).not.toThrow();
  expect(definedStageStatements().length).toBeGreaterThan(60);
});

test('a stage is for this user only, and goes with the import', () => {
  const ledger = tempLedger();
  const { importId, db } = createStage(ledger.path, systemClock());
  const path = stagePath(importId);
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
  db.close();
  removeStage(importId);
  expect(existsSync(dirname(path))).toBe(false);
  expect(() => stagePath(importId)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  removeStage(importId);
});

test('what killed processes left is swept, what lives stays', () => {
  vi.stubEnv('TMPDIR', tempFolder());
  const made = (pid: number): string => {
    const folder = mkdtempSync(join(tmpdir(), `enrollment-desk-import-${pid}-`));
    writeFileSync(join(folder, 'stage.db'), '');
    return folder;
  };
  // No process has this number: Linux gives at most 4,194,304, others far less.
  const dead = made(99_999_999);
  const alive = made(process.pid);
  const forgotten = made(process.pid);
  const other = join(tmpdir(), 'enrollment-desk-import-notes');
  mkdirSync(other);
  const old = new Date('2026-01-01T00:00:00Z');
  utimesSync(forgotten, old, old);
  sweepStages(systemClock());
  expect([dead, alive, forgotten, other].map((folder) => existsSync(folder))).toEqual([false, true, false, true]);
});

describe.skipIf(skipOnWindows('the folder for temporary files is each user’s own there'))(
  'what others put among the stages',
  () => {
    /** Where another user of the computer can write as well. */
    function sharedFolder(): string {
      const folder = tempFolder();
      vi.stubEnv('TMPDIR', folder);
      return folder;
    }

    test('is left alone by a sweep, which follows no link and is no error', () => {
      const ledger = tempLedger();
      const folder = sharedFolder();
      const named = (end: string): string => join(folder, `enrollment-desk-import-99999999-${end}`);
      const mine = join(folder, 'mine');
      mkdirSync(mine, { mode: 0o700 });
      writeFileSync(join(mine, 'kept.txt'), 'kept');
      symlinkSync(mine, named('link01'));
      symlinkSync(named('circle'), named('circle'));
      symlinkSync('/nowhere', named('nowher'));
      writeFileSync(named('a0file'), '');
      // A folder that others may enter is none that we made.
      mkdirSync(named('opened'));
      chmodSync(named('opened'), 0o777);
      const { importId, db } = createStage(ledger.path, systemClock());
      db.close();
      removeStage(importId);
      expect(readdirSync(folder).sort()).toEqual(
        ['a0file', 'circle', 'link01', 'nowher', 'opened'].map((end) => basename(named(end))).concat('mine'),
      );
      expect(existsSync(join(mine, 'kept.txt'))).toBe(true);
    });

    test('is no stage: a link to a folder, or a folder that others may enter, can’t be opened as one', () => {
      const folder = sharedFolder();
      const theirs = join(folder, 'theirs');
      mkdirSync(theirs, { mode: 0o700 });
      symlinkSync(theirs, join(folder, 'enrollment-desk-import-1-linked'));
      mkdirSync(join(folder, 'enrollment-desk-import-1-opened'));
      chmodSync(join(folder, 'enrollment-desk-import-1-opened'), 0o755);
      for (const importId of ['1-linked', '1-opened']) {
        expect(() => stagePath(importId)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
        removeStage(importId);
      }
      expect(readdirSync(folder)).toHaveLength(3);
    });

    test('a folder for temporary files that is not there is named', () => {
      const missing = join(sharedFolder(), 'missing');
      const { path } = tempLedger();
      vi.stubEnv('TMPDIR', missing);
      expect(() => createStage(path, systemClock())).toThrow(
        expect.objectContaining({
          code: 'FILE_NOT_WRITTEN',
          message: expect.stringMatching(
            /^The folder for temporary files, .*missing, is needed for this and can't be written to \(ENOENT: /u,
          ) as string,
        }),
      );
    });
  },
);
