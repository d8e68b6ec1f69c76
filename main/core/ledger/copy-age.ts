import { localDay } from '../../../shared/domain/local-day.ts';
import { select } from '../sqlite/sqlite.ts';
import type { ReadDb } from '../sqlite/sqlite.ts';
import { readFrom } from './identity.ts';

/** How far a copy has come on its ledger's way. */
interface Reached {
  /** The newest operation that it has in common with the ledger; 0 for none. */
  shared: number;
  /** Its own newest operation: another one where the ledger was restored to a state of before. */
  last: number;
  /** The day of that, by the clocks of this computer. */
  day: string;
}

type Aged<T> = T & Reached;

type Operation = { id: number; kind: string; command: string; who: string; host: string; at: string };

const newestFirst = select<void, Operation>(`SELECT id, kind, command, who, host, at FROM operation ORDER BY id DESC`);
const hasOperation = select<Operation, { id: number }>(
  `SELECT id FROM operation WHERE id = @id AND kind = @kind AND command = @command AND who = @who AND host = @host AND at = @at`,
);
const timesAfter = select<{ id: number }, { at: string }>(`SELECT at FROM operation WHERE id > @id`);

/**
 * Copies of a ledger by what they hold, the newest first: a clock may have been wrong when a copy was made, and a file's time is another
 * one where a folder was copied. Those that have as much in common with the ledger stay in their order; what can't be read comes last.
 * @param ledger the ledger, or its newest copy
 */
export function byContent<T extends { path: string }>(copies: readonly T[], ledger: ReadDb): Aged<T>[] {
  return copies
    .map((copy) => ({ ...copy, ...(readFrom(copy.path, (db) => reachedBy(db, ledger)) ?? UNREADABLE) }))
    .sort((a, b) => b.shared - a.shared);
}

/** The copy that goes on from where all others end, as far as they do: the newest one where there is no ledger to compare them with. */
export function newestCopy<T extends { path: string }>(copies: readonly [T, ...T[]]): T {
  return copies.reduce((newest, each) => (goesOnFrom(each.path, newest.path) ? each : newest));
}

/** Puts the newest copy of each day's content before what else there is of that day. @param copies the newest first */
export function daysFirst<T>(copies: readonly Aged<T>[]): Aged<T>[] {
  const isOfNewDay = copies.map(({ day }, index) => copies.findIndex((other) => other.day === day) === index);
  return [...copies.filter((_, index) => isOfNewDay[index]), ...copies.filter((_, index) => !isOfNewDay[index])];
}

/** Whether all that the ledger has and a copy has not was done on one day: what was done on another one tells that a clock was wrong. */
export function wasOneDay({ shared }: Reached, day: string, ledger: ReadDb): boolean {
  return timesAfter.all(ledger, { id: shared }).every(({ at }) => localDay(new Date(at)) === day);
}

const UNREADABLE: Reached = { shared: -1, last: -1, day: '' };

function reachedBy(copy: ReadDb, ledger: ReadDb): Reached {
  let newest: Operation | undefined;
  for (const operation of newestFirst.iterate(copy)) {
    newest ??= operation;
    if (hasOperation.get(ledger, operation) === undefined) continue;
    return { shared: operation.id, last: newest.id, day: localDay(new Date(newest.at)) };
  }
  return { shared: 0, last: newest?.id ?? 0, day: newest ? localDay(new Date(newest.at)) : '' };
}

/** Whether a copy has all that another one has, and more. */
function goesOnFrom(path: string, other: string): boolean {
  const goesOn = readFrom(path, (db) =>
    readFrom(other, (otherDb) => {
      const { shared, last } = reachedBy(otherDb, db);
      return shared === last && reachedBy(db, db).last > last;
    }),
  );
  // One that can't be read is no newer than any.
  return goesOn ?? false;
}
