import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';
import { isRunning, lastHolder, takeLock, thisProcess } from '../sqlite/lock.ts';
import type { Lock, LockHolder } from '../sqlite/lock.ts';
import { databaseFile } from '../sqlite/database-file.ts';
import { assertSqlitePath } from '../sqlite/sqlite.ts';
import { nowText } from '../time/clock.ts';
import type { Clock } from '../time/clock.ts';
import type { Actor } from './context.ts';
import { ledgerFile } from './place.ts';
import { assertOneName } from './one-name.ts';
import { assertMayWrite, readOnlyError } from './write-access.ts';

/** The lock's own little database, beside the ledger: the same one by whatever link the ledger is named. */
export function lockPath(ledgerPath: string): string {
  return `${ledgerFile(ledgerPath)}.lock`;
}

/** Refuses a path at which no ledger can be kept together with its lock. @throws AppError INVALID_INPUT; LEDGER_IO (a folder, a pipe, a device). */
export function assertLedgerPath(ledgerPath: string): void {
  assertSqlitePath(ledgerPath, '.lock');
  databaseFile(ledgerPath);
}

/**
 * Takes the one writer lock of a ledger, for as long as the process lives or until it is released.
 * @throws AppError LEDGER_LOCKED that names the holder; LEDGER_READ_ONLY that names what may only be read; as assertLedgerPath does.
 */
export function takeWriterLock(path: string, { who, host }: Actor, clock: Clock): Lock {
  const ledgerPath = ledgerFile(path);
  const holder = thisProcess(who, host, nowText(clock));
  assertLedgerPath(ledgerPath);
  assertOneName(ledgerPath);
  assertMayWrite(ledgerPath);
  try {
    return takeLock(lockPath(ledgerPath), holder, (by) => lockedError(by, ledgerPath), rightsOf(ledgerPath));
  } catch (error) {
    // Windows tells of a folder's rights only who tries.
    if (!(error instanceof AppError) || error.code !== 'LEDGER_NOT_FOUND' || !existsSync(dirname(ledgerPath)))
      throw error;
    throw readOnlyError(ledgerPath, dirname(ledgerPath), error);
  }
}

/** Who may write to a ledger may take its lock, and nobody else may so much as open it. */
function rightsOf(ledgerPath: string): number {
  const writers = (databaseFile(ledgerPath)?.mode ?? 0) & 0o022;
  return 0o600 | writers | (writers << 1);
}

/**
 * Who holds the lock now, or null when nobody does. Looking must not take the lock, not even for a moment, so a holder that was
 * killed is told by its process being gone.
 */
export function currentHolder(ledgerPath: string): LockHolder | null {
  const holder = lastHolder(lockPath(ledgerPath));
  return holder && isRunning(holder) ? holder : null;
}

/** Whether the last holder ended without letting go, and nobody has noticed yet: the ledger is to be looked at before it is trusted. */
export function wasLeftHeld(ledgerPath: string): boolean {
  const holder = lastHolder(lockPath(ledgerPath));
  return holder !== null && !isRunning(holder);
}

function lockedError(holder: LockHolder | null, ledgerPath: string): AppError {
  const name = holder
    ? `${HOST_NAMES[holder.host] ?? holder.host} of ${holder.who} (process ${holder.pid} on ${holder.machine}, since ${holder.since})`
    : 'another program';
  return new AppError(
    'LEDGER_LOCKED',
    `The ledger is being changed by ${name}. Nothing was changed. Make the change there, or close it and try again.`,
    { path: ledgerPath, holder },
  );
}

const HOST_NAMES: Readonly<Record<string, string>> = {
  desktop: 'the Enrollment Desk app',
  web: 'the Enrollment Desk web host',
  cli: 'an `enroll` command',
};
