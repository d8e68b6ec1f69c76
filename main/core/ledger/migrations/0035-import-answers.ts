import type { AuditedTable } from './audit-triggers.ts';
import { auditTriggers } from './audit-triggers.ts';
import type { Migration } from './migration.ts';

const TABLE = `
  -- What was answered about imported files with the same headers, for the next one. The shape is that of import_shape.
  CREATE TABLE import_answer (
    mpa_id TEXT NOT NULL REFERENCES mpa (id),
    shape TEXT NOT NULL CHECK (length(shape) = 64),
    encoding TEXT CHECK (encoding <> ''),
    placeholders TEXT CHECK (placeholders IN ('blank', 'text')),
    PRIMARY KEY (mpa_id, shape)
  ) STRICT, WITHOUT ROWID;
`;

/** The audited tables that this migration adds. */
export const ANSWER_AUDITED_TABLES: readonly AuditedTable[] = [
  { name: 'import_answer', key: ['mpa_id', 'shape'], columns: ['encoding', 'placeholders'], mpa: '@row.mpa_id' },
];

/** The encoding of a text, and what words such as N/A are in it, are remembered as the meaning of its columns is. */
export const importAnswers: Migration = {
  id: 35,
  name: 'import-answers',
  sql: `${TABLE}\n${ANSWER_AUDITED_TABLES.map(auditTriggers).join('\n')}`,
};
