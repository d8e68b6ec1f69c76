import { monthName } from './month.ts';

/** What the sentence needs of a month that was read again. */
interface ChangedMonth {
  readonly month: string;
  readonly since: { readonly readAt: string; readonly state: 'final' | 'open' | 'unknown' };
  readonly before: { readonly lines: number; readonly unblended: string };
  readonly after: { readonly lines: number; readonly unblended: string };
  readonly sums: number | null;
}

const SINCE = {
  final: 'since AWS had settled it',
  open: 'since it was read before, while it was open',
  unknown: 'since it was read before',
} as const;

/** What changed in a month since an earlier reading, in a sentence. */
export function changesSentence({ month, since, before, after, sums }: ChangedMonth): string {
  const of = `${monthName(month)} was read before on ${since.readAt.slice(0, 10)}`;
  const totals = `lines ${before.lines.toLocaleString('en-US')} → ${after.lines.toLocaleString('en-US')}, unblended ${before.unblended} → ${after.unblended}`;
  if (sums === null)
    return `${of}, when no sums were kept: what changed by account, type and service can't be said (${totals}).`;
  if (sums === 0) return `${of}: nothing has changed ${SINCE[since.state]}.`;
  const some = sums === 1 ? 'One sum' : `${sums.toLocaleString('en-US')} sums`;
  return `${of}: ${some} of an account, line item type and service changed ${SINCE[since.state]} (${totals}).`;
}
