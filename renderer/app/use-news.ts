import { useEffect, useEffectEvent, useRef } from 'react';
import type { OverviewItem } from '../features/overview/store.ts';
import { useOverview } from '../features/overview/use-overview.ts';
import { useSession } from '../session/session.ts';
import { systemTime } from '../ui/system-time.ts';
import { badgeOf, newsBetween, nextDue } from './news.ts';

/** How soon after a date it is looked whether it has passed, and how long a timer may be, in milliseconds. */
const AFTER = 1_000;
const LONGEST = 24 * 3_600_000;

/** Counts what waits for a person at the program's icon, and tells a person who looks elsewhere what has happened. */
export function useNews(): void {
  const { host } = useSession();
  const { data, refresh } = useOverview();
  const before = useRef<readonly OverviewItem[] | null>(null);
  const look = useEffectEvent(() => refresh());
  useEffect(() => {
    if (data === null) return undefined;
    host.setBadge(badgeOf(data));
    // Who looks at the page sees it there.
    if (before.current !== null && !document.hasFocus())
      for (const news of newsBetween(before.current, data)) host.notify(news);
    before.current = data;
    const due = nextDue(data);
    if (due === null) return undefined;
    // Time alone changes nothing in the ledger: when a date has passed is looked at then.
    const timer = setTimeout(() => look(), Math.min(LONGEST, Math.max(0, due - systemTime().getTime()) + AFTER));
    return () => clearTimeout(timer);
  }, [data, host]);
}
