import type { CostChanges } from '../../../shared/contract/cost-data.ts';
import { changesSentence } from '../../../shared/domain/cost-change-words.ts';
import { count, table } from './table.ts';

/** How many sums a terminal shows of a month; --json has all that there are. */
const SHOWN = 20;

/** What changed in months since they were read before, as text; '' where none was. */
export async function changesText(changes: readonly CostChanges[]): Promise<string> {
  const parts = await Promise.all(changes.map(changesOfMonth));
  return parts.join('\n\n');
}

async function changesOfMonth(change: CostChanges): Promise<string> {
  const { sums, largest } = change;
  if (sums === null || sums === 0) return changesSentence(change);
  const rows = largest
    .slice(0, SHOWN)
    .map(({ account, type, service, before, after }) => [
      account,
      type,
      service,
      before.lines,
      after.lines,
      before.unblended,
      after.unblended,
    ]);
  const more = sums > rows.length ? [`and ${count(sums - rows.length, 'more sum')}, which differ less`] : [];
  const heads = ['Account', 'Line item type', 'Service', 'Lines before', 'Lines', 'Unblended before', 'Unblended'];
  return [changesSentence(change), await table(heads, rows), ...more].join('\n');
}
