import type { Change, Operation } from '../../../shared/contract/history.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import type { Client } from '../../api.ts';
import type { RowReader } from '../../session/pages.ts';

/** What was done, the latest first, of one payer account or of all. */
export const operationReader: RowReader<Operation, number, { mpaId: AccountId | null }> = {
  page: async (client, { mpaId }, cursor) => {
    const rows = await client.history.list({ mpaId, before: cursor, limit: PAGE });
    return { rows, next: rows.length < PAGE ? null : (rows.at(-1)?.id ?? null) };
  },
  count: null,
};

const PAGE = 50;

/** The changes of one operation, the first of them. */
export async function readChanges(
  client: Client,
  { id }: { id: number },
): Promise<{ operation: Operation; changes: Change[] }> {
  return client.history.get({ id, limit: 200 });
}

/** What would be undone and redone next. */
export type Pending = Awaited<ReturnType<Client['history']['pending']>>;

export function readPending(client: Client): Promise<Pending> {
  return client.history.pending();
}

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
  return typeof value === 'string' ? value : JSON.stringify(value);
}
