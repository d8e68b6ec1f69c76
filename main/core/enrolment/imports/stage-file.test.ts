import { existsSync, mkdirSync, mkdtempSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { tempLedger } from '../../../../test/support/temp-ledger.ts';
import { tempFolder } from '../../../../test/support/temp-core.ts';
// Loads every statement.
import { imports } from './index.ts';
import { createStage, removeStage, stagePath, sweepStages } from './stage-file.ts';
import { definedStageStatements } from './stage-sql.ts';
import { systemClock } from '../../time/clock.ts';

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
