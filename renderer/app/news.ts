import type { OverviewRow } from '../../shared/contract/steps.ts';
import { countStates, waitsOf } from '../features/overview/store.ts';
import type { OverviewItem } from '../features/overview/store.ts';
import type { News } from '../host.ts';
import { inPlaces } from '../session/action-words.ts';
import { formatRoute, mpaRoute } from '../session/route.ts';

type Wait = OverviewRow['waits'][number];

/** How many payer accounts wait for a person: for their move, or because a date has passed. */
export function badgeOf(items: readonly OverviewItem[]): number {
  const { needsYou, overdue } = countStates(items);
  return needsYou + overdue;
}

/** What a person who looks elsewhere is told between two looks at the overview: waits that are over, dates that have passed, what is blocked. */
export function newsBetween(before: readonly OverviewItem[], after: readonly OverviewItem[]): News[] {
  return after.flatMap((item) => {
    const earlier = before.find(({ mpa }) => mpa.id === item.mpa.id);
    return earlier === undefined ? [] : newsOf(earlier, item);
  });
}

/** The moment that the next wait's date passes, as milliseconds since 1970; null where no wait has one to come. */
export function nextDue(items: readonly OverviewItem[]): number | null {
  const dates = waitsOf(items).flatMap(({ due, overdue }) => (due === null || overdue ? [] : [Date.parse(due)]));
  return dates.length === 0 ? null : Math.min(...dates);
}

function newsOf(before: OverviewItem, { mpa, progress, state }: OverviewItem): News[] {
  const place = formatRoute(mpaRoute(mpa.id, 'procedure'));
  const say = (title: string, body: string): News => ({ title: `${mpa.name}: ${title}`, body, place });
  const next = inPlaces(progress.next?.text ?? 'All steps are done.');
  const waits = before.progress.waits.flatMap((wait) => {
    const now = progress.waits.find((each) => sameWait(each, wait));
    if (now === undefined) return [say('a wait is over', `${wait.what} · ${next}`)];
    return now.overdue && !wait.overdue ? [say('a date has passed', wait.what)] : [];
  });
  const blocked = state === 'blocked' && before.state !== 'blocked' ? [say('blocked', next)] : [];
  return [...waits, ...blocked];
}

function sameWait(a: Wait, b: Wait): boolean {
  return a.what === b.what && a.since === b.since;
}
