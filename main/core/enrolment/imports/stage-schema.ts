import { STAGED_COLUMNS, STAGED_NAMES } from './staged-row.ts';

/**
 * The tables of a stage. What was read: staged_row, row_fault of the phase 'read'. What a person decided: decision. What follows from both
 * against the ledger, made anew by each classification: row_state, row_fault of the phase 'ledger', plan_…, missing_account.
 */
export const STAGE_SCHEMA = `
  CREATE TABLE stage_meta (key TEXT PRIMARY KEY, value TEXT NOT NULL CHECK (json_valid(value))) STRICT, WITHOUT ROWID;

  CREATE TABLE staged_row (
    ${STAGED_NAMES.map((name) => `${name} ${STAGED_COLUMNS[name]}`).join(', ')}
  ) STRICT;

  -- The first rows of every sheet as they are in the file, for showing where the header is.
  CREATE TABLE head_row (
    sheet TEXT NOT NULL,
    row_number INTEGER NOT NULL,
    hidden INTEGER NOT NULL,
    cells TEXT NOT NULL,
    PRIMARY KEY (sheet, row_number)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE decision (
    sheet TEXT NOT NULL,
    row_number INTEGER NOT NULL,
    id TEXT,
    accept_repair INTEGER NOT NULL DEFAULT 0,
    leave_out INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (sheet, row_number)
  ) STRICT, WITHOUT ROWID;

  -- Cells that a person has written, and how their rows and faults were before.
  CREATE TABLE cell_edit (
    seq INTEGER NOT NULL,
    field TEXT NOT NULL,
    original TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (seq, field)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE original_row AS SELECT * FROM staged_row;

  CREATE TABLE row_state (
    seq INTEGER PRIMARY KEY,
    account_id TEXT,
    subset_key TEXT,
    state TEXT NOT NULL
  ) STRICT;

  CREATE TABLE row_fault (
    id INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    phase TEXT NOT NULL CHECK (phase IN ('read', 'ledger')),
    severity TEXT NOT NULL CHECK (severity IN ('error', 'unconfirmed', 'warning', 'note')),
    code TEXT NOT NULL,
    key TEXT NOT NULL,
    column_index INTEGER,
    field TEXT,
    value TEXT NOT NULL,
    details TEXT NOT NULL CHECK (json_valid(details))
  ) STRICT;
  CREATE INDEX row_fault_seq ON row_fault (seq, id);
  CREATE TABLE original_fault AS SELECT * FROM row_fault;

  CREATE TABLE repeated_account (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

  CREATE TABLE plan_account (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT,
    email TEXT,
    status TEXT,
    joined_method TEXT,
    joined_at TEXT,
    subset_key TEXT,
    old TEXT
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE plan_subset (
    key TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    name TEXT,
    workflow_key TEXT,
    email TEXT,
    org_id TEXT,
    torn INTEGER NOT NULL,
    subset_id INTEGER,
    customer_key TEXT,
    kind TEXT NOT NULL DEFAULT 'unchanged',
    old TEXT
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE plan_workflow (
    key TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE plan_customer (
    key TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    customer_id INTEGER,
    email TEXT NOT NULL,
    org_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    old_email TEXT NOT NULL,
    old_org_id TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE missing_account (id TEXT PRIMARY KEY, name TEXT NOT NULL, subset TEXT) STRICT, WITHOUT ROWID;

  -- The faults that count: not of rows that are left out, and not about an ID for which another was chosen by hand.
  CREATE VIEW active_fault AS
    SELECT f.id, f.seq, f.severity, f.code, f.key, f.column_index, f.field, f.value, f.details
    FROM row_fault f
    JOIN staged_row r ON r.seq = f.seq
    JOIN row_state s ON s.seq = f.seq
    LEFT JOIN decision d ON d.sheet = r.sheet AND d.row_number = r.row_number
    WHERE s.state NOT IN ('hidden', 'left-out') AND NOT (d.id IS NOT NULL AND f.phase = 'read' AND f.code LIKE 'id-%');
`;

/** For the pages of a preview; built after the rows are in, which is several times faster. The stage is the main schema then. */
export const STAGE_INDEXES = {
  drop: `
    DROP INDEX IF EXISTS plan_account_kind;
    DROP INDEX IF EXISTS row_state_not_taken;
    DROP INDEX IF EXISTS row_fault_severity;`,
  create: `
    CREATE INDEX plan_account_kind ON plan_account (kind, seq);
    CREATE INDEX row_state_not_taken ON row_state (state, seq) WHERE state <> 'taken';
    CREATE INDEX row_fault_severity ON row_fault (severity, seq, id);`,
};
