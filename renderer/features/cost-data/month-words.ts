import type { DataSet } from '../../../shared/contract/cost-data.ts';
import type { StatusIndicatorProps } from '../../ui/kit.ts';

/** A month as the calendar says it. */
export interface MonthWords {
  readonly icon: StatusIndicatorProps.Type;
  /** What stands in its cell, the first beside the icon: 'Final', 'Simulated'. */
  readonly short: readonly string[];
  /** The same for screen readers: 'final, simulated'. */
  readonly whole: string;
}

const STATES = {
  final: ['success', 'Final', 'final'],
  open: ['pending', 'Open', 'open: AWS has not invoiced all of it'],
  unknown: ['info', 'No invoices', 'the report has no invoices'],
} as const;

/** What there is of a month. @param set null where there is nothing */
export function wordsOf(set: DataSet | null): MonthWords {
  if (set === null) return { icon: 'stopped', short: [], whole: 'no cost data' };
  const [icon, short, whole] = STATES[set.state];
  const more: (readonly [short: string, whole: string])[] = [];
  if (set.cachedBytes === null) more.push(['Not here', 'its lines are not on this computer']);
  if (set.accepted.length > 0) more.push(['Accepted', 'breaks rules that were accepted']);
  if (set.simulated) more.push(['Simulated', 'simulated']);
  return {
    icon: set.cachedBytes === null ? 'stopped' : icon,
    short: [short, ...more.map(([word]) => word)],
    whole: [whole, ...more.map(([, words]) => words)].join(', '),
  };
}
