import { z } from 'zod';
import type { AccountEdit, EditField, EditsPreview } from '../../../shared/contract/account-edits.ts';
import { editFieldSchema } from '../../../shared/contract/account-edits.ts';
import type { Account } from '../../../shared/contract/accounts.ts';
import { accountId } from '../../../shared/domain/account-id.ts';
import type { Queries } from '../../session/queries.ts';
import type { RowQuestions } from '../../session/use-row-pages.ts';
import type { SheetEdits, SheetRow } from '../../ui/sheet/sheet.tsx';
import { accountCount, pageInput } from './store.ts';
import type { AccountsAsked } from './store.ts';
import { STATUS_WORDS } from './status-words.ts';

/** How many accounts the sheet holds at once; more are another part of it. */
export const SHEET_PART = 10_000;
/** What the core gives at most at once. */
const WINDOW = 1000;
/** What the core takes at most at once: accounts, and characters of a text (which is too long for any field long before). */
export const MOST_EDITED = 20_000;
const LONGEST = 10_000;

/** The texts of an account as the sheet shows them; those that can be changed have the names of the core's fields. */
export function toSheetRow(account: Account): SheetRow {
  const { id, name, email, status, note, subset, workflow, endCustomer } = account;
  return {
    id,
    name,
    email,
    subset: subset?.name ?? '',
    status: status === null ? '' : STATUS_WORDS[status],
    note,
    workflow: workflow?.name ?? '',
    endCustomer: endCustomer?.name ?? '',
  };
}

/** The accounts of the sheet: a part of up to 10,000 at a time, read by windows. */
export function sheetParts({ accounts }: Queries, asked: AccountsAsked): RowQuestions<SheetRow, string> {
  const input = pageInput(asked);
  return {
    page: (start) => ({
      queryKey: accounts.page.queryKey({ input: { ...input, cursor: start, limit: SHEET_PART } }),
      queryFn: async ({ signal }) => {
        const rows: SheetRow[] = [];
        let cursor = start;
        do {
          const page = await accounts.page.call({ ...input, cursor, limit: WINDOW }, { signal });
          rows.push(...page.rows.map(toSheetRow));
          cursor = page.next;
        } while (cursor !== null && rows.length < SHEET_PART);
        return { rows, next: cursor };
      },
      // To compare ten thousand rows with those of before takes longer than to draw what is in view.
      structuralSharing: false,
    }),
    count: accountCount(accounts, asked),
  };
}

/** Edits as they are kept over a reload: account ID → field → text. */
export const keptEditsSchema = z.record(z.string(), z.partialRecord(editFieldSchema, z.string()));
type KeptEdits = z.infer<typeof keptEditsSchema>;

export function toKept(edits: SheetEdits): KeptEdits {
  return Object.fromEntries([...edits].map(([id, texts]) => [id, fieldsOf(texts)]));
}

export function fromKept(kept: KeptEdits): SheetEdits {
  return new Map(Object.entries(kept));
}

/** The edits as the core takes them. */
export function toEdits(edits: SheetEdits): AccountEdit[] {
  return [...edits].map(([id, texts]) => ({ id: accountId(id), fields: fieldsOf(texts) }));
}

function fieldsOf(texts: SheetRow): Partial<Record<EditField, string>> {
  return Object.fromEntries(editFieldSchema.options.flatMap((field) => entryOf(texts, field)));
}

function entryOf(texts: SheetRow, field: EditField): [EditField, string][] {
  const text = texts[field];
  return text === undefined ? [] : [[field, text.slice(0, LONGEST)]];
}

/** What the core said of a cell, for as long as its text is the one that was judged. */
export interface Fault {
  readonly field: EditField;
  readonly value: string;
  readonly sentence: string;
}

/** The faults of a preview by account. */
export function faultsOf({ invalid }: Pick<EditsPreview, 'invalid'>): ReadonlyMap<string, readonly Fault[]> {
  const byId = new Map<string, Fault[]>();
  for (const { id, field, value, reason, remedy } of invalid) {
    const fault = { field, value, sentence: `${reason} ${remedy}` };
    byId.set(id, [...(byId.get(id) ?? []), fault]);
  }
  return byId;
}

/** What is wrong with a cell as it is now, or null. */
export function faultAt(
  faults: ReadonlyMap<string, readonly Fault[]>,
  edits: SheetEdits,
  id: string,
  field: string,
): string | null {
  const text = edits.get(id)?.[field]?.slice(0, LONGEST);
  return faults.get(id)?.find((fault) => fault.field === field && fault.value === text)?.sentence ?? null;
}

/** The edits without those that can't be taken: faulty cells, and accounts that are not of this payer account any more. */
export function withoutFaulty(
  edits: SheetEdits,
  { invalid, unknown, foreign }: Pick<EditsPreview, 'invalid' | 'unknown' | 'foreign'>,
): SheetEdits {
  const gone = new Set<string>([...unknown, ...foreign.map(({ id }) => id)]);
  const faulty = new Set(invalid.map(({ id, field }) => `${id} ${field}`));
  return new Map(
    [...edits].flatMap(([id, texts]): [string, SheetRow][] => {
      if (gone.has(id)) return [];
      const kept = Object.entries(texts).filter(([field]) => !faulty.has(`${id} ${field}`));
      return kept.length === 0 ? [] : [[id, Object.fromEntries(kept)]];
    }),
  );
}
