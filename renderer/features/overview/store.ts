import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import type { OverviewRow } from '../../../shared/contract/steps.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import type { FindingCounts } from '../../../shared/domain/finding.ts';
import type { WorkState } from '../../ui/state.tsx';
import { compareNames } from '../../ui/words.ts';

/** A payer account in the overview: where it stands, who has to act, and until when. */
export interface OverviewItem {
  readonly mpa: MpaSummary;
  readonly progress: OverviewRow;
  readonly state: WorkState;
  /** The next date that something is due; null where nothing is waited for. */
  readonly due: string | null;
}

/** A wait of any payer account, for the timeline. */
export interface OverviewWait {
  readonly mpaId: AccountId;
  readonly mpaName: string;
  readonly what: string;
  readonly since: string;
  readonly due: string | null;
  readonly overdue: boolean;
}

/** All payer accounts, what is overdue first, then who needs the operator, then what waits, then what is done. */
export function overviewOf(mpas: readonly MpaSummary[], rows: readonly OverviewRow[]): OverviewItem[] {
  const progress = new Map(rows.map((row) => [row.mpaId, row]));
  const items = mpas.flatMap((mpa) => {
    const row = progress.get(mpa.id);
    return row === undefined ? [] : [toItem(mpa, row)];
  });
  return items.sort(compareItems);
}

/** What the checks found, by payer account. */
export function countsByMpa(
  counts: readonly { mpaId: AccountId; counts: FindingCounts }[],
): ReadonlyMap<AccountId, FindingCounts> {
  return new Map(counts.map((of) => [of.mpaId, of.counts]));
}

/** Every wait that is going on, the first to end first; those without a date last. */
export function waitsOf(items: readonly OverviewItem[]): OverviewWait[] {
  return items
    .flatMap(({ mpa, progress }) =>
      progress.waits.map(({ what, since, due, overdue }) => ({
        mpaId: mpa.id,
        mpaName: mpa.name,
        what,
        since,
        due,
        overdue,
      })),
    )
    .sort((a, b) => compareTexts(a.due ?? '9', b.due ?? '9'));
}

/** How many there are of each kind that somebody may look for. */
export function countStates(items: readonly OverviewItem[]): { needsYou: number; waiting: number; overdue: number } {
  const count = (...states: WorkState[]): number => items.filter(({ state }) => states.includes(state)).length;
  return {
    needsYou: count('needs-you', 'not-started', 'blocked', 'rehearsed'),
    waiting: count('waiting'),
    overdue: count('overdue'),
  };
}

const ORDER: readonly WorkState[] = [
  'overdue',
  'blocked',
  'needs-you',
  'rehearsed',
  'not-started',
  'running',
  'waiting',
  'done',
  'skipped',
];

function toItem(mpa: MpaSummary, progress: OverviewRow): OverviewItem {
  const overdue = progress.waits.some((wait) => wait.overdue);
  const state = overdue ? 'overdue' : (progress.next?.state ?? 'done');
  return { mpa, progress, state, due: progress.waits[0]?.due ?? progress.next?.due ?? null };
}

function compareItems(a: OverviewItem, b: OverviewItem): number {
  return (
    ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
    compareTexts(a.due ?? '9', b.due ?? '9') ||
    compareNames(a.mpa.name, b.mpa.name)
  );
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
