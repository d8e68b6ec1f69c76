import type { Migration } from './migration.ts';

/**
 * An operation may be an observation: what was seen in AWS. It is kept with before and after as every change, but no person has done it,
 * so undo passes it by. The observations of before become some; those that are taken back just now stay what they are, for redo.
 */
export const observations: Migration = {
  id: 31,
  name: 'observations',
  // A CHECK can only be changed by a new table (SQLite, 'Making Other Kinds Of Table Schema Changes').
  sql: `
  CREATE TABLE operation_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo', 'observation')),
    command TEXT NOT NULL,
    label TEXT NOT NULL,
    mpa_id TEXT,
    target_id INTEGER REFERENCES operation_new (id),
    state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'discarded')),
    who TEXT NOT NULL,
    host TEXT NOT NULL,
    at TEXT NOT NULL,
    CHECK ((kind IN ('do', 'observation')) = (target_id IS NULL)),
    CHECK (kind <> 'observation' OR state = 'done')
  ) STRICT;
  INSERT INTO operation_new (id, kind, command, label, mpa_id, target_id, state, who, host, at)
    SELECT id, CASE WHEN kind = 'do' AND state = 'done' AND command IN ('aws.keepSteps', 'aws.bindSimulation') THEN 'observation' ELSE kind END,
      command, label, mpa_id, target_id, state, who, host, at FROM operation;
  DROP TABLE operation;
  ALTER TABLE operation_new RENAME TO operation;
  CREATE INDEX operation_state ON operation (state, kind, id);
`,
};
