import type { SavedView, SaveViewInput } from '../../../../shared/contract/saved-views.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { nameKey, tidyName } from '../../../../shared/domain/name-key.ts';
import type { ReadContext, WriteContext } from '../../ledger/context.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { requireMpa } from '../mpas/service.ts';
import type { SavedViewRow } from './repo.ts';
import { deleteView, insertView, updateView, viewById, viewByName, viewsOfPage } from './repo.ts';

/** A view is a handful of conditions; what is longer is not one. */
const LONGEST_VIEW = 50_000;

/** The views of a page, of one payer account or (null) of the page about all, by name. @throws AppError NOT_FOUND. */
export function listViews({ db }: ReadContext, input: { mpaId: AccountId | null; page: string }): SavedView[] {
  if (input.mpaId !== null) requireMpa(db, input.mpaId);
  return viewsOfPage.all(db, { mpaId: input.mpaId, page: input.page }).map(toView);
}

/**
 * Saves a view under a name: the one that is meant by its ID, which may be renamed so; else one of the same name is replaced.
 * @throws AppError NOT_FOUND (the payer account, the view), INVALID_INPUT (no name, a view that is too long), ALREADY_EXISTS (another
 * view has the new name).
 */
export function saveView(context: WriteContext, input: SaveViewInput): SavedView {
  const { db } = context;
  const { mpaId, page } = input;
  if (mpaId !== null) requireMpa(db, mpaId);
  const name = tidyName(input.name);
  const key = nameKey(name);
  if (key === '') throw new AppError('INVALID_INPUT', 'A view needs a name.', { field: 'name' });
  const view = JSON.stringify(input.view);
  if (view.length > LONGEST_VIEW) {
    throw new AppError('INVALID_INPUT', 'This view has too many conditions to be saved.', { field: 'view' });
  }
  const named = viewByName.get(db, { mpaId, page, nameKey: key });
  const present = input.id === null ? named : requireView(db, input.id);
  if (named && present && named.id !== present.id) {
    throw new AppError('ALREADY_EXISTS', `There is a view ${named.name} already. Choose another name.`, { name });
  }
  if (present) updateView.run(db, { id: present.id, name, nameKey: key, view });
  const id = present?.id ?? insertView.run(db, { mpaId, page, name, nameKey: key, view }).lastId;
  context.label(`Saved the view ${name}`);
  if (mpaId !== null) context.mpa(mpaId);
  return toView(requireView(db, id));
}

/** Removes a view. @throws AppError NOT_FOUND. */
export function removeView(context: WriteContext, { id }: { id: number }): SavedView {
  const row = requireView(context.db, id);
  deleteView.run(context.db, { id });
  context.label(`Removed the view ${row.name}`);
  if (row.mpa_id !== null) context.mpa(row.mpa_id);
  return toView(row);
}

function requireView(db: ReadDb, id: number): SavedViewRow {
  const row = viewById.get(db, { id });
  if (row) return row;
  throw new AppError('NOT_FOUND', 'This view is not there any more.', { id });
}

function toView({ id, mpa_id: mpa, page, name, view }: SavedViewRow): SavedView {
  return {
    id,
    mpaId: mpa === null ? null : accountId(mpa),
    page,
    name,
    // Written by saveView alone, from what the contract let through; it is checked again on the way out.
    view: JSON.parse(view) as SavedView['view'],
  };
}
