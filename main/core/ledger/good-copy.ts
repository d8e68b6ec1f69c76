import { AppError } from '../../../shared/domain/app-error.ts';
import { localDay, startOfDay } from '../../../shared/domain/local-day.ts';
import { listBackups } from './backup-files.ts';
import type { JobContext } from './context.ts';
import { inspectBackup } from './inspect.ts';

/** A backup that is sound. */
export interface GoodCopy {
  path: string;
  /** When the newest change in it was made, ISO 8601; null where there is none. */
  changedAt: string | null;
  /** How many days ago that was, by the clocks of this computer. */
  daysAgo: number | null;
}

/** Looks through the backups of a ledger, the newest first, until one is sound. */
export function newestGoodCopy(context: JobContext): { goodCopy: GoodCopy | null; damagedCopies: string[] } {
  const damagedCopies: string[] = [];
  for (const { path } of listBackups(context.ledgerPath)) {
    context.checkCancelled();
    try {
      const changedAt = inspectBackup(path);
      const daysAgo = changedAt === null ? null : daysSince(new Date(changedAt), context.clock());
      return { goodCopy: { path, changedAt, daysAgo }, damagedCopies };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      damagedCopies.push(path);
    }
  }
  return { goodCopy: null, damagedCopies };
}

const DAY_MS = 86_400_000;

/** Days between two moments as a calendar counts them: a day with another length is one, too. */
function daysSince(then: Date, now: Date): number {
  return Math.round((startOfDay(localDay(now)).getTime() - startOfDay(localDay(then)).getTime()) / DAY_MS);
}
