import type { AccountEdit, EditField, FieldEdit, InvalidEdit } from '../../../../shared/contract/account-edits.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { nameKey } from '../../../../shared/domain/name-key.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import type { EditedRow } from './edits-repo.ts';
import { editedAccounts, subsetsByName } from './edits-repo.ts';
import { readEdit } from './read-edit.ts';

type Fields = AccountEdit['fields'];

/** An account that changes: how it was, and its new values, '' for none. */
export interface PlannedEdit {
  row: EditedRow;
  changes: FieldEdit[];
  values: Readonly<Record<EditField, string>>;
}

/** What edits come to on the ledger as it is. */
export interface EditsPlan {
  found: number;
  edits: PlannedEdit[];
  unknown: AccountId[];
  foreign: { id: AccountId; mpaId: AccountId }[];
  /** By the key of the name. */
  newSubsets: Map<string, { name: string; accounts: number }>;
  /** The subsets that are there, by the keys of their names. */
  subsets: Map<string, { id: number; name: string }>;
  invalid: InvalidEdit[];
}

const FIELDS: readonly EditField[] = ['name', 'email', 'status', 'note', 'subset'];

/** Compares edits with the accounts of a payer account. Nothing is changed. */
export function planEdits(db: ReadDb, mpaId: AccountId, edits: readonly AccountEdit[]): EditsPlan {
  const wanted = byAccount(edits);
  const rows = editedAccounts.all(db, { ids: JSON.stringify([...wanted.keys()]) });
  const known = new Set(rows.map(({ id }) => id));
  const own = rows.filter((row) => row.mpa_id === mpaId);
  const plan: EditsPlan = {
    found: own.length,
    edits: [],
    unknown: [...wanted.keys()].filter((id) => !known.has(id)).sort(),
    foreign: rows
      .filter((row) => row.mpa_id !== mpaId)
      .map((row) => ({ id: accountId(row.id), mpaId: accountId(row.mpa_id) })),
    newSubsets: new Map(),
    subsets: new Map(subsetsByName.all(db, { mpaId }).map(({ id, name, name_key: key }) => [key, { id, name }])),
    invalid: [],
  };
  for (const row of own) {
    const planned = planRow(plan, row, wanted.get(accountId(row.id)) ?? {});
    if (planned.changes.length > 0) plan.edits.push(planned);
  }
  return plan;
}

/** How many of the accounts that change go into another subset, or into none. */
export function countMoves({ edits }: EditsPlan): number {
  return edits.filter(({ changes }) => changes.some(({ field }) => field === 'subset')).length;
}

function byAccount(edits: readonly AccountEdit[]): Map<AccountId, Fields> {
  const wanted = new Map<AccountId, Fields>();
  for (const { id, fields } of edits) wanted.set(id, { ...wanted.get(id), ...fields });
  return wanted;
}

function planRow(plan: EditsPlan, row: EditedRow, fields: Fields): PlannedEdit {
  const before = valuesOf(row);
  const values = { ...before };
  const changes: FieldEdit[] = [];
  for (const field of FIELDS) {
    const typed = fields[field];
    if (typed === undefined) continue;
    const reading = readEdit(field, typed);
    if ('reason' in reading) {
      plan.invalid.push({ id: accountId(row.id), field, value: typed ?? '', ...reading });
      continue;
    }
    const value = field === 'subset' ? subsetNamed(plan, reading.value, before.subset) : reading.value;
    if (value === before[field]) continue;
    values[field] = value;
    changes.push({ field, from: before[field] || null, to: value || null });
  }
  return { row, changes, values };
}

/** The name as the ledger spells it; one that it does not have is noted down as new. */
function subsetNamed(plan: EditsPlan, typed: string, now: string): string {
  const key = nameKey(typed);
  if (key === '') return '';
  const known = plan.subsets.get(key)?.name;
  if (known !== undefined) return known;
  const fresh = plan.newSubsets.get(key) ?? { name: typed, accounts: 0 };
  if (fresh.name !== now) fresh.accounts += 1;
  plan.newSubsets.set(key, fresh);
  return fresh.name;
}

function valuesOf(row: EditedRow): Record<EditField, string> {
  const { name, email, note } = row;
  return { name, email, status: row.status ?? '', note, subset: row.subset_name ?? '' };
}
