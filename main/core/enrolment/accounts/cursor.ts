import { z } from 'zod';
import type { AccountSort } from '../../../../shared/contract/accounts.ts';
import { accountSortSchema } from '../../../../shared/contract/accounts.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { parseBoundedJson } from '../../../../shared/domain/bounded-json.ts';
import type { PageKey } from './page-order.ts';
import type { AccountDetailsRow } from './repo.ts';

const cursorSchema = z.tuple([accountSortSchema, z.boolean(), z.string().nullable(), z.string()]);

/** What a row is sorted by. */
const VALUES: Readonly<Record<AccountSort, (row: AccountDetailsRow) => string | null>> = {
  id: () => '',
  name: (row) => row.name,
  email: (row) => row.email,
  status: (row) => row.status,
  subset: (row) => row.subset_key,
  workflow: (row) => row.workflow_key,
  joinedAt: (row) => row.joined_at,
};

/** The place after a row in a list sorted so, as a text that nobody but `readCursor` looks into. */
export function writeCursor(row: AccountDetailsRow, sort: AccountSort, descending: boolean): string {
  return Buffer.from(JSON.stringify([sort, descending, VALUES[sort](row), row.id])).toString('base64url');
}

/**
 * The place that a cursor stands for; null for the beginning.
 * @throws AppError INVALID_INPUT for a text that isn't one, or is of a list sorted otherwise.
 */
export function readCursor(cursor: string | null, sort: AccountSort, descending: boolean): PageKey | null {
  if (cursor === null) return null;
  const parsed = cursorSchema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (parsed.success && parsed.data[0] === sort && parsed.data[1] === descending) {
    return { value: parsed.data[2], id: parsed.data[3] };
  }
  throw new AppError(
    'INVALID_INPUT',
    'This is not the place of a page of this list. Begin again with its first page.',
    {
      field: 'cursor',
    },
  );
}

function parseJson(text: string): unknown {
  try {
    return parseBoundedJson(text);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof AppError) return undefined;
    throw error;
  }
}
