import { change, select } from '../../sqlite/sqlite.ts';

/** Settings of a group: those whose key begins with its name and a dot. */
export const settingsOf = select<{ prefix: string }, { key: string; value: string }>(
  `SELECT key, value FROM setting WHERE substr(key, 1, length(@prefix)) = @prefix ORDER BY key`,
);
export const putSetting = change<{ key: string; value: string }>(
  `INSERT INTO setting (key, value) VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
);
export const deleteSetting = change<{ key: string }>(`DELETE FROM setting WHERE key = @key`);
