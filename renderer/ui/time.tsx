import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { formatDue, formatTime, formatUtc } from './time-words.ts';
import { systemTime } from './system-time.ts';

/** A moment in the zone of this computer, with UTC for who hovers. */
export function TimeText({ at }: { at: string }): ReactElement {
  return (
    <time dateTime={at} title={formatUtc(at)}>
      {formatTime(at)}
    </time>
  );
}

/** When something is due: 'in 3 days (Mon 23 Nov)'; it follows the clock. */
export function DueText({ at }: { at: string }): ReactElement {
  const now = useNow();
  return (
    <time dateTime={at} title={`${formatTime(at)} (${formatUtc(at)})`}>
      {formatDue(at, now)}
    </time>
  );
}

/** The present, looked at every half minute. */
export function useNow(): Date {
  const [now, setNow] = useState(systemTime);
  useEffect(() => {
    const timer = setInterval(() => setNow(systemTime()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
