import { change, select } from '../../sqlite/sqlite.ts';

export const allSettings = select<Record<string, never>, { key: string; value: string }>(
  `SELECT key, value FROM setting ORDER BY key`,
);
export const putSetting = change<{ key: string; value: string }>(
  `INSERT INTO setting (key, value) VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
);
export const deleteSetting = change<{ key: string }>(`DELETE FROM setting WHERE key = @key`);
