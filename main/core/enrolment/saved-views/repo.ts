import { change, select } from '../../sqlite/sqlite.ts';

export interface SavedViewRow {
  id: number;
  mpa_id: string | null;
  page: string;
  name: string;
  /** JSON. */
  view: string;
}

const COLUMNS = 'id, mpa_id, page, name, view';

export const viewsOfPage = select<{ mpaId: string | null; page: string }, SavedViewRow>(
  `SELECT ${COLUMNS} FROM saved_view WHERE coalesce(mpa_id, '') = coalesce(@mpaId, '') AND page = @page ORDER BY name_key`,
);
export const viewById = select<{ id: number }, SavedViewRow>(`SELECT ${COLUMNS} FROM saved_view WHERE id = @id`);
export const viewByName = select<{ mpaId: string | null; page: string; nameKey: string }, SavedViewRow>(
  `SELECT ${COLUMNS} FROM saved_view
   WHERE coalesce(mpa_id, '') = coalesce(@mpaId, '') AND page = @page AND name_key = @nameKey`,
);
export const insertView = change<{
  mpaId: string | null;
  page: string;
  name: string;
  nameKey: string;
  view: string;
}>(`INSERT INTO saved_view (mpa_id, page, name, name_key, view) VALUES (@mpaId, @page, @name, @nameKey, @view)`);
export const updateView = change<{ id: number; name: string; nameKey: string; view: string }>(
  `UPDATE saved_view SET name = @name, name_key = @nameKey, view = @view WHERE id = @id`,
);
export const deleteView = change<{ id: number }>(`DELETE FROM saved_view WHERE id = @id`);
