import type { AuditedTable } from './audit-triggers.ts';
import { auditTriggers } from './audit-triggers.ts';
import type { Migration } from './migration.ts';

const TABLES = `
  -- What the operator has chosen for the AWS set-up of a payer account.
  CREATE TABLE aws_setup (
    mpa_id TEXT PRIMARY KEY REFERENCES mpa (id),
    -- Whether it was begun in the sandbox; a set-up is either real or simulated, never both.
    simulated INTEGER CHECK (simulated IN (0, 1)),
    region TEXT NOT NULL DEFAULT 'us-east-1' CHECK (region <> ''),
    with_athena INTEGER NOT NULL DEFAULT 0 CHECK (with_athena IN (0, 1)),
    extractor_link TEXT,
    extractor_stack_name TEXT,
    extractor_accounts TEXT NOT NULL DEFAULT '{"kind":"all"}' CHECK (json_valid(extractor_accounts)),
    role_link TEXT,
    role_template_sha256 TEXT,
    role_stack_name TEXT
  ) STRICT, WITHOUT ROWID;

  -- What is known of each set-up step: as it was last seen in AWS, or by the operator's word.
  CREATE TABLE setup_step (
    mpa_id TEXT NOT NULL REFERENCES mpa (id),
    step TEXT NOT NULL CHECK (step <> ''),
    state TEXT NOT NULL CHECK (state IN ('in-place', 'to-do', 'waiting', 'blocked', 'taken-back')),
    known_by TEXT NOT NULL CHECK (known_by IN ('app', 'operator')),
    since TEXT NOT NULL,
    due_at TEXT,
    sentence TEXT NOT NULL DEFAULT '',
    failure TEXT CHECK (failure IS NULL OR json_valid(failure)),
    evidence TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(evidence)),
    note TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (mpa_id, step)
  ) STRICT, WITHOUT ROWID;

  -- The journal: what was done in AWS. It is not part of what undo takes back, because it has happened.
  CREATE TABLE setup_run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mpa_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('plan', 'apply', 'undo', 'import', 'look')),
    profile TEXT NOT NULL,
    account_id TEXT,
    caller_arn TEXT,
    region TEXT NOT NULL,
    simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
    who TEXT NOT NULL,
    host TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    outcome TEXT,
    result TEXT CHECK (result IS NULL OR json_valid(result))
  ) STRICT;
  CREATE INDEX setup_run_mpa ON setup_run (mpa_id, kind, id);
  CREATE TRIGGER setup_run_is_kept BEFORE DELETE ON setup_run
    BEGIN SELECT RAISE(ABORT, 'the journal of AWS runs is append-only'); END;
  CREATE TRIGGER setup_run_stays BEFORE UPDATE ON setup_run WHEN OLD.ended_at IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a finished run does not change'); END;

  CREATE TABLE aws_call (
    run_id INTEGER NOT NULL REFERENCES setup_run (id),
    position INTEGER NOT NULL,
    at TEXT NOT NULL,
    service TEXT NOT NULL,
    operation TEXT NOT NULL,
    changes INTEGER NOT NULL CHECK (changes IN (0, 1)),
    request TEXT NOT NULL CHECK (json_valid(request)),
    -- 'sent' stays where the program ended before the answer came.
    outcome TEXT NOT NULL CHECK (outcome IN ('sent', 'ok', 'failed')),
    code TEXT,
    request_id TEXT,
    milliseconds INTEGER,
    PRIMARY KEY (run_id, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER aws_call_is_kept BEFORE DELETE ON aws_call
    BEGIN SELECT RAISE(ABORT, 'the journal of AWS calls is append-only'); END;
  CREATE TRIGGER aws_call_stays BEFORE UPDATE ON aws_call WHEN OLD.outcome <> 'sent'
    BEGIN SELECT RAISE(ABORT, 'an answered call does not change'); END;

  -- Files whose very bytes matter, by their content: crawler-cfn.yml, a role template, saved notifications.
  CREATE TABLE kept_file (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    name TEXT NOT NULL,
    bytes BLOB NOT NULL,
    kept_at TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER kept_file_stays BEFORE UPDATE ON kept_file
    BEGIN SELECT RAISE(ABORT, 'a kept file does not change'); END;
`;

/** The audited tables that this migration adds, parents before children. */
export const AWS_AUDITED_TABLES: readonly AuditedTable[] = [
  {
    name: 'aws_setup',
    key: ['mpa_id'],
    columns: [
      'simulated',
      'region',
      'with_athena',
      'extractor_link',
      'extractor_stack_name',
      'extractor_accounts',
      'role_link',
      'role_template_sha256',
      'role_stack_name',
    ],
    mpa: '@row.mpa_id',
  },
  {
    name: 'setup_step',
    key: ['mpa_id', 'step'],
    columns: ['state', 'known_by', 'since', 'due_at', 'sentence', 'failure', 'evidence', 'note'],
    mpa: '@row.mpa_id',
  },
];

/** The AWS set-up: choices, steps, and the journal of what was done. */
export const awsSetup: Migration = {
  id: 20,
  name: 'aws-setup',
  sql: `${TABLES}\n${AWS_AUDITED_TABLES.map(auditTriggers).join('\n')}`,
};
