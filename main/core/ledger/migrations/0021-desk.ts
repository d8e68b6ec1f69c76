import type { AuditedTable } from './audit-triggers.ts';
import { auditTriggers } from './audit-triggers.ts';
import type { Migration } from './migration.ts';

const TABLES = `
  -- Filter, order and columns of a list under a name. Without a payer account: of a page that is about all of them.
  CREATE TABLE saved_view (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mpa_id TEXT REFERENCES mpa (id),
    page TEXT NOT NULL CHECK (page <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL CHECK (name_key <> ''),
    view TEXT NOT NULL CHECK (json_valid(view))
  ) STRICT;
  CREATE UNIQUE INDEX saved_view_name ON saved_view (coalesce(mpa_id, ''), page, name_key);

  -- What the columns of an imported file were told to mean, for the next file with the same headers. The shape is their SHA-256.
  CREATE TABLE import_shape (
    mpa_id TEXT NOT NULL REFERENCES mpa (id),
    shape TEXT NOT NULL CHECK (length(shape) = 64),
    meanings TEXT NOT NULL CHECK (json_valid(meanings) AND json_type(meanings) = 'array'),
    PRIMARY KEY (mpa_id, shape)
  ) STRICT, WITHOUT ROWID;
`;

/** The audited tables that this migration adds. */
export const DESK_AUDITED_TABLES: readonly AuditedTable[] = [
  { name: 'saved_view', key: ['id'], columns: ['mpa_id', 'page', 'name', 'name_key', 'view'], mpa: '@row.mpa_id' },
  { name: 'import_shape', key: ['mpa_id', 'shape'], columns: ['meanings'], mpa: '@row.mpa_id' },
];

/** What the desk keeps for a person: saved views, and how the columns of files were matched. */
export const desk: Migration = {
  id: 21,
  name: 'desk',
  sql: `${TABLES}\n${DESK_AUDITED_TABLES.map(auditTriggers).join('\n')}`,
};
