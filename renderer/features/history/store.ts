import { HISTORY_AREAS, HISTORY_STANDINGS, revertChoiceSchema } from '../../../shared/contract/history.ts';
import type { Change, HistoryFilter, Operation, RevertChoice } from '../../../shared/contract/history.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { isDay, startOfDay, startOfNextDay } from '../../../shared/domain/local-day.ts';
import { inPlaces } from '../../session/action-words.ts';
import { toFailure } from '../../session/failure.ts';
import type { Queries } from '../../session/queries.ts';
import type { RowQuestions } from '../../session/use-row-pages.ts';

/** What was done, the latest first, of one payer account or of all. */
export function operationPages(
  { history }: Queries,
  query: HistoryQuery,
): RowQuestions<Operation, number, Operation[], { operations: number }> {
  return {
    page: (before) =>
      history.list.queryOptions({
        input: { ...query, before, limit: PAGE },
        select: (rows) => ({ rows, next: rows.length < PAGE ? null : (rows.at(-1)?.id ?? null) }),
      }),
    count: history.count.queryOptions({ input: query, select: ({ operations }) => operations }),
  };
}

/** Which operations are asked for. */
export type HistoryQuery = Partial<HistoryFilter> & { readonly mpaId: AccountId | null };

/**
 * The filter as it stands in the page's address; what is not understood does not matter.
 * @param params `from` and `to` are whole days of this computer's own time zone: '2026-11-21'
 */
export function toQuery(mpaId: AccountId | null, params: Readonly<Record<string, string>>): HistoryQuery {
  const { who = null, text = null, area, standing, from, to } = params;
  return {
    mpaId,
    who,
    text,
    area: HISTORY_AREAS.find((each) => each === area) ?? null,
    standing: HISTORY_STANDINGS.find((each) => each === standing) ?? null,
    from: isDay(from) ? startOfDay(from).toISOString() : null,
    to: isDay(to) ? startOfNextDay(to).toISOString() : null,
  };
}

const PAGE = 50;

/** One value that a change changed. */
export interface ChangedValue {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** Columns that follow from others: a name as it is compared. */
const DERIVED = /_key$/u;

/** The values that a change changed; all of them where something was added or removed. */
export function changedValues({ before, after }: Pick<Change, 'before' | 'after'>): ChangedValue[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names
    .filter((name) => !DERIVED.test(name))
    .map((name) => ({ name, before: textOf(before?.[name]), after: textOf(after?.[name]) }))
    .filter((value) => value.before !== value.after);
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  // What was kept of the AWS set-up may say what to do.
  return inPlaces(typeof value === 'string' ? value : JSON.stringify(value));
}

/** What is to be chosen where a change can be reversed in part. @throws the error itself, where that is not what it says */
export function choiceOf(error: unknown): RevertChoice {
  const { code, data } = toFailure(error);
  if (code !== 'CHOICE_NEEDED') throw error;
  return revertChoiceSchema.parse(data);
}
