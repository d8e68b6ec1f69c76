import { auditTriggers } from './audit-triggers.ts';
import type { AuditedTable } from './audit-triggers.ts';

const ACCOUNT_ID = (column: string): string => `CHECK (length(${column}) = 12 AND ${column} NOT GLOB '*[^0-9]*')`;

const TABLES = `
  CREATE TABLE operation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
    command TEXT NOT NULL,
    label TEXT NOT NULL,
    mpa_id TEXT,
    target_id INTEGER REFERENCES operation (id),
    state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'discarded')),
    who TEXT NOT NULL,
    host TEXT NOT NULL,
    at TEXT NOT NULL,
    CHECK ((kind = 'do') = (target_id IS NULL))
  ) STRICT;
  CREATE INDEX operation_state ON operation (state, kind, id);

  CREATE TABLE current_operation (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    operation_id INTEGER NOT NULL REFERENCES operation (id)
  ) STRICT;

  CREATE TABLE audit_event (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    entity TEXT NOT NULL,
    key TEXT NOT NULL,
    mpa_id TEXT,
    -- Made by json_object in the triggers alone, so checking them again would only cost time.
    before TEXT,
    after TEXT,
    source TEXT CHECK (source IS NULL OR json_valid(source))
  ) STRICT;
  CREATE INDEX audit_event_entity ON audit_event (entity, key, id);
  CREATE INDEX audit_event_operation ON audit_event (operation_id);
  CREATE TRIGGER audit_event_stays BEFORE UPDATE ON audit_event
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  CREATE TRIGGER audit_event_is_kept BEFORE DELETE ON audit_event
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

  CREATE TABLE change_source (
    entity TEXT NOT NULL,
    key TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (entity, key)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value))
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE mpa (
    id TEXT PRIMARY KEY ${ACCOUNT_ID('id')},
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL UNIQUE CHECK (name_key <> ''),
    scenario TEXT NOT NULL CHECK (scenario IN ('msp', 'msp-design-partner', 'enterprise', 'customer-of-msp')),
    profile_name TEXT,
    spot_org_id TEXT,
    msp_account_id TEXT CHECK (msp_account_id IS NULL OR (length(msp_account_id) = 12 AND msp_account_id NOT GLOB '*[^0-9]*')),
    cur_report_name TEXT NOT NULL DEFAULT 'spotinst-cur-report',
    cur_bucket_name TEXT NOT NULL DEFAULT 'spotinst-cur-report',
    cur_prefix TEXT NOT NULL DEFAULT 'spotinst_eco',
    stack_name TEXT NOT NULL DEFAULT 'SpotEcoStack',
    added_at TEXT NOT NULL
  ) STRICT;

  CREATE TABLE workflow (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mpa_id TEXT NOT NULL REFERENCES mpa (id),
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL CHECK (name_key <> ''),
    rules TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(rules) AND json_type(rules) = 'array'),
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (mpa_id, name_key),
    UNIQUE (id, mpa_id)
  ) STRICT;

  CREATE TABLE end_customer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mpa_id TEXT NOT NULL REFERENCES mpa (id),
    name TEXT NOT NULL DEFAULT '',
    console_email TEXT NOT NULL DEFAULT '',
    spot_org_id TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (id, mpa_id),
    CHECK (console_email <> '' OR spot_org_id <> '' OR name <> '')
  ) STRICT;
  CREATE UNIQUE INDEX end_customer_org ON end_customer (mpa_id, spot_org_id) WHERE spot_org_id <> '';
  CREATE INDEX end_customer_email ON end_customer (mpa_id, lower(console_email));

  CREATE TABLE subset (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mpa_id TEXT NOT NULL REFERENCES mpa (id),
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL CHECK (name_key <> ''),
    workflow_id INTEGER,
    end_customer_id INTEGER,
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (mpa_id, name_key),
    UNIQUE (id, mpa_id),
    FOREIGN KEY (workflow_id, mpa_id) REFERENCES workflow (id, mpa_id),
    FOREIGN KEY (end_customer_id, mpa_id) REFERENCES end_customer (id, mpa_id)
  ) STRICT;
  CREATE INDEX subset_workflow ON subset (workflow_id) WHERE workflow_id IS NOT NULL;
  CREATE INDEX subset_end_customer ON subset (end_customer_id) WHERE end_customer_id IS NOT NULL;

  CREATE TABLE account (
    id TEXT PRIMARY KEY ${ACCOUNT_ID('id')},
    mpa_id TEXT NOT NULL REFERENCES mpa (id),
    name TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    status TEXT CHECK (status IN ('ACTIVE', 'SUSPENDED', 'PENDING_ACTIVATION', 'PENDING_CLOSURE', 'CLOSED')),
    joined_method TEXT,
    joined_at TEXT,
    subset_id INTEGER,
    note TEXT NOT NULL DEFAULT '',
    FOREIGN KEY (subset_id, mpa_id) REFERENCES subset (id, mpa_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX account_subset ON account (mpa_id, subset_id, id);
  CREATE INDEX account_name ON account (mpa_id, name COLLATE NOCASE, id);

  CREATE TABLE assignment_rule (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mpa_id TEXT NOT NULL REFERENCES mpa (id),
    position INTEGER NOT NULL,
    field TEXT NOT NULL CHECK (field IN ('name', 'email', 'id')),
    operator TEXT NOT NULL CHECK (operator IN ('is', 'contains', 'starts-with', 'ends-with', 'pattern')),
    value TEXT NOT NULL CHECK (value <> ''),
    subset_id INTEGER NOT NULL,
    FOREIGN KEY (subset_id, mpa_id) REFERENCES subset (id, mpa_id)
  ) STRICT;
  CREATE INDEX assignment_rule_order ON assignment_rule (mpa_id, position, id);
  CREATE INDEX assignment_rule_subset ON assignment_rule (subset_id);

  CREATE TABLE enrolment_step (
    mpa_id TEXT NOT NULL REFERENCES mpa (id),
    step TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('needs-you', 'waiting', 'blocked', 'running', 'done', 'skipped')),
    started_at TEXT,
    waiting_since TEXT,
    due_at TEXT,
    ended_at TEXT,
    reason TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    evidence TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(evidence)),
    PRIMARY KEY (mpa_id, step)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE ticket (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mpa_id TEXT NOT NULL REFERENCES mpa (id),
    kind TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('ticket', 'mail')),
    state TEXT NOT NULL CHECK (state IN ('draft', 'sent', 'in-configuration', 'in-review', 'approved', 'rejected')),
    created_at TEXT NOT NULL,
    sent_at TEXT,
    ticket_number TEXT,
    answer_due TEXT,
    closed_at TEXT,
    recipients TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    sheet INTEGER CHECK (sheet BETWEEN 1 AND 5),
    follow_up_of INTEGER REFERENCES ticket (id),
    note TEXT NOT NULL DEFAULT ''
  ) STRICT;
  CREATE INDEX ticket_mpa ON ticket (mpa_id, kind, id);

  CREATE TABLE ticket_row (
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    position INTEGER NOT NULL,
    row_key TEXT NOT NULL,
    cells TEXT NOT NULL CHECK (json_valid(cells) AND json_type(cells) = 'array'),
    PRIMARY KEY (ticket_id, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ticket_row_key ON ticket_row (ticket_id, row_key);

  CREATE TABLE ticket_file (
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    PRIMARY KEY (ticket_id, name)
  ) STRICT, WITHOUT ROWID;
`;

/** The tables whose changes are recorded, parents before children. */
export const AUDITED_TABLES: readonly AuditedTable[] = [
  { name: 'setting', key: ['key'], columns: ['value'], mpa: 'NULL' },
  {
    name: 'mpa',
    key: ['id'],
    columns: [
      'name',
      'name_key',
      'scenario',
      'profile_name',
      'spot_org_id',
      'msp_account_id',
      'cur_report_name',
      'cur_bucket_name',
      'cur_prefix',
      'stack_name',
      'added_at',
    ],
    mpa: '@row.id',
  },
  { name: 'workflow', key: ['id'], columns: ['mpa_id', 'name', 'name_key', 'rules', 'note'], mpa: '@row.mpa_id' },
  {
    name: 'end_customer',
    key: ['id'],
    columns: ['mpa_id', 'name', 'console_email', 'spot_org_id', 'note'],
    mpa: '@row.mpa_id',
  },
  {
    name: 'subset',
    key: ['id'],
    columns: ['mpa_id', 'name', 'name_key', 'workflow_id', 'end_customer_id', 'note'],
    mpa: '@row.mpa_id',
  },
  {
    name: 'account',
    key: ['id'],
    columns: ['mpa_id', 'name', 'email', 'status', 'joined_method', 'joined_at', 'subset_id', 'note'],
    mpa: '@row.mpa_id',
  },
  {
    name: 'assignment_rule',
    key: ['id'],
    columns: ['mpa_id', 'position', 'field', 'operator', 'value', 'subset_id'],
    mpa: '@row.mpa_id',
  },
  {
    name: 'enrolment_step',
    key: ['mpa_id', 'step'],
    columns: ['state', 'started_at', 'waiting_since', 'due_at', 'ended_at', 'reason', 'note', 'evidence'],
    mpa: '@row.mpa_id',
  },
  {
    name: 'ticket',
    key: ['id'],
    columns: [
      'mpa_id',
      'kind',
      'channel',
      'state',
      'created_at',
      'sent_at',
      'ticket_number',
      'answer_due',
      'closed_at',
      'recipients',
      'subject',
      'body',
      'sheet',
      'follow_up_of',
      'note',
    ],
    mpa: '@row.mpa_id',
  },
  { name: 'ticket_row', key: ['ticket_id', 'position'], columns: ['row_key', 'cells'], mpa: 'NULL' },
  { name: 'ticket_file', key: ['ticket_id', 'name'], columns: ['sha256', 'bytes'], mpa: 'NULL' },
];

/** The first ledger: payer accounts, their accounts, subsets, workflows, end customers, steps, tickets, and the audit. */
export const ledger = {
  id: 10,
  name: 'ledger',
  sql: TABLES + AUDITED_TABLES.map(auditTriggers).join('\n'),
};
