import { keepUnrecordedRows } from '../unrecorded-rows.ts';
import type { Migration } from './migration.ts';
import { sealTriggers } from './seal-triggers.ts';

const TABLES = `
  -- One after each change that is kept: the hash of the seal before and of all audit events since, up to event_id.
  CREATE TABLE operation_seal (
    operation_id INTEGER PRIMARY KEY REFERENCES operation (id),
    event_id INTEGER NOT NULL,
    hash TEXT NOT NULL CHECK (length(hash) = 64)
  ) STRICT;
  CREATE TRIGGER operation_seal_stays BEFORE UPDATE ON operation_seal
    BEGIN SELECT RAISE(ABORT, 'a seal does not change'); END;
  CREATE TRIGGER operation_seal_is_kept BEFORE DELETE ON operation_seal
    BEGIN SELECT RAISE(ABORT, 'a seal does not change'); END;

  -- What stands for all rows of a table that has no audit events.
  CREATE TABLE table_seal (
    name TEXT PRIMARY KEY,
    digest TEXT NOT NULL CHECK (length(digest) = 64)
  ) STRICT, WITHOUT ROWID;

  -- The rows that the open transaction has changed and not sealed yet; empty in between.
  CREATE TABLE unsealed_row (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    before TEXT,
    after TEXT
  ) STRICT;

  -- Rows of before this migration that the audit does not have as they are: columns that came later were filled without an event.
  CREATE TABLE unrecorded_row (
    entity TEXT NOT NULL,
    key TEXT NOT NULL,
    -- The newest audit event there was: a later one of the row says more.
    event_id INTEGER NOT NULL,
    image TEXT NOT NULL CHECK (json_valid(image)),
    PRIMARY KEY (entity, key)
  ) STRICT, WITHOUT ROWID;
`;

/** Tables whose rows have no audit events. The bytes of a kept file have a hash of their own. */
export const SEALED_BY_ROW: readonly { name: string; columns: readonly string[] }[] = [
  {
    name: 'operation',
    columns: ['id', 'kind', 'command', 'label', 'mpa_id', 'target_id', 'state', 'who', 'host', 'at'],
  },
  {
    name: 'setup_run',
    columns: [
      'id',
      'mpa_id',
      'kind',
      'profile',
      'account_id',
      'caller_arn',
      'region',
      'simulated',
      'who',
      'host',
      'started_at',
      'ended_at',
      'outcome',
      'result',
    ],
  },
  {
    name: 'aws_call',
    columns: [
      'run_id',
      'position',
      'at',
      'service',
      'operation',
      'changes',
      'request',
      'outcome',
      'code',
      'request_id',
      'milliseconds',
    ],
  },
  {
    name: 'shown_stack',
    columns: ['run_id', 'step', 'stack', 'binding', 'template_sha256', 'parameters', 'consents'],
  },
  { name: 'kept_file', columns: ['sha256', 'name', 'kept_at'] },
  { name: 'ledger_identity', columns: ['id', 'identity', 'path', 'demo'] },
  { name: 'schema_migration', columns: ['id', 'name', 'hash', 'applied_at', 'app_version'] },
];

/**
 * Seals by which `verify` tells content that was changed by anything else than this program (docs/adr, 22). What there is when it is
 * applied is sealed as it is found.
 */
export const seals: Migration = {
  id: 38,
  name: 'seals',
  sql: TABLES + SEALED_BY_ROW.map(sealTriggers).join('\n'),
  fill: keepUnrecordedRows,
};
