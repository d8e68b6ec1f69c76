import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { CostChanges } from '../../../../shared/contract/cost-data.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { moneyText } from '../../../../shared/domain/money.ts';
import type { JobContext } from '../../ledger/context.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import type { AccountSums } from '../cache/sums.ts';
import { setsOfMonths, sumsOfSet } from './repo.ts';
import type { DataSetRow } from './repo.ts';

/** Some of the largest say what AWS did; of EDP that was booked late every sum is another one. */
const MOST_CHANGES = 500;
/** More than 20,000 accounts have; what a strange backup unpacks to is not taken whole. */
const MOST_BYTES = 512 * 1024 * 1024;

interface Sum {
  readonly lines: number;
  readonly unblended: bigint;
}

const NOTHING: Sum = { lines: 0, unblended: 0n };

interface Change {
  readonly account: string;
  readonly type: string;
  readonly service: string;
  readonly before: Sum;
  readonly after: Sum;
}

/** What the newest reading of each month has that an earlier one has not; months that were read once are left out. */
export async function changesOfMonths(
  context: JobContext,
  { mpaId, from, to }: { mpaId: AccountId; from: string; to: string },
): Promise<CostChanges[]> {
  const { db } = context;
  const all = setsOfMonths.all(db, { mpaId, from, to });
  const found: CostChanges[] = [];
  for (const month of new Set(all.map((reading) => reading.month))) {
    context.checkCancelled();
    const readings = all.filter((reading) => reading.month === month);
    const now = readings.at(-1);
    const before = comparedWith(readings);
    if (now !== undefined && before !== undefined) found.push(await changesBetween(db, before, now));
  }
  return found;
}

/** The first reading that was settled: all that comes after it was changed since. Where there is none, the one before. */
function comparedWith(readings: readonly DataSetRow[]): DataSetRow | undefined {
  const now = readings.at(-1);
  // What the sandbox delivers is another account's month.
  const earlier = readings.slice(0, -1).filter(({ simulated }) => simulated === now?.simulated);
  return earlier.find(({ state }) => state === 'final') ?? earlier.at(-1);
}

async function changesBetween(db: ReadDb, before: DataSetRow, now: DataSetRow): Promise<CostChanges> {
  const [old, current] = [await sumsText(db, before.id), await sumsText(db, now.id)];
  const compared = old === null || current === null ? null : compare(old, current);
  return {
    month: now.month,
    currency: now.currency,
    since: { readAt: before.read_at, state: before.state, assembly: before.assembly },
    before: { lines: before.lines, unblended: moneyText(BigInt(before.unblended)) },
    after: { lines: now.lines, unblended: moneyText(BigInt(now.unblended)) },
    sums: compared?.count ?? null,
    largest: (compared?.largest ?? []).map((each) => ({
      ...each,
      before: shown(each.before),
      after: shown(each.after),
    })),
  };
}

const shown = ({ lines, unblended }: Sum): { lines: number; unblended: string } => ({
  lines,
  unblended: moneyText(unblended),
});

/** Null where it was read before sums were kept. */
async function sumsText(db: ReadDb, id: number): Promise<string | null> {
  const kept = sumsOfSet.get(db, { id });
  if (kept === undefined) return null;
  return (await promisify(gunzip)(kept.bytes, { maxOutputLength: MOST_BYTES })).toString('utf8');
}

/** How many sums differ, and the largest of them. An account at a time: no more than the texts is held. */
function compare(before: string, after: string): { count: number; largest: Change[] } {
  const old = new Map(linesOf(before).map((line) => [accountKey(line), line]));
  let [count, largest] = [0, [] as Change[]];
  const take = (was: string | undefined, is: string | undefined): void => {
    const changes = changesOfAccount(was, is);
    count += changes.length;
    largest.push(...changes);
    if (largest.length > 20 * MOST_CHANGES) largest = largestOf(largest);
  };
  for (const line of linesOf(after)) {
    const key = accountKey(line);
    if (old.get(key) !== line) take(old.get(key), line);
    old.delete(key);
  }
  for (const line of old.values()) take(line, undefined);
  return { count, largest: largestOf(largest) };
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.split('\n'));

/** What stands before the sums, as JSON: its account. */
const accountKey = (line: string): string => line.slice(0, line.indexOf(',[['));

function changesOfAccount(was: string | undefined, is: string | undefined): Change[] {
  const [account, before] = sumsOfAccount(was);
  const [sameAccount, after] = sumsOfAccount(is);
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].flatMap((key) => {
    const [old, current] = [before.get(key), after.get(key)];
    const { type, service } = current ?? old ?? { type: '', service: '' };
    if (old?.lines === current?.lines && old?.unblended === current?.unblended) return [];
    return [
      { account: account ?? sameAccount ?? '', type, service, before: old ?? NOTHING, after: current ?? NOTHING },
    ];
  });
}

function sumsOfAccount(
  line: string | undefined,
): [string | null, Map<string, Sum & { type: string; service: string }>] {
  if (line === undefined) return [null, new Map<string, Sum & { type: string; service: string }>()];
  const [account, sums] = JSON.parse(line) as AccountSums;
  return [
    account,
    new Map(
      sums.map(([type, service, lines, unblended]) => [
        JSON.stringify([type, service]),
        { type, service, lines, unblended: BigInt(unblended) },
      ]),
    ),
  ];
}

function largestOf(changes: readonly Change[]): Change[] {
  const size = ({ before, after }: Change): bigint => {
    const difference = after.unblended - before.unblended;
    return difference < 0n ? -difference : difference;
  };
  return changes
    .toSorted((a, b) => {
      const difference = size(b) - size(a);
      return difference === 0n ? 0 : difference > 0n ? 1 : -1;
    })
    .slice(0, MOST_CHANGES);
}
