import type { AuditedTable } from './audit-triggers.ts';
import { auditTriggers } from './audit-triggers.ts';
import type { Migration } from './migration.ts';

const TABLE = `
  -- What is known of the cost data of a payer account and month. Its lines are not in the ledger; of several of a month the newest counts.
  CREATE TABLE cost_data_set (
    id INTEGER PRIMARY KEY,
    mpa_id TEXT NOT NULL REFERENCES mpa (id),
    month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]'),
    source TEXT NOT NULL CHECK (source IN ('files', 'bucket')),
    report_name TEXT,
    assembly TEXT,
    currency TEXT NOT NULL CHECK (currency <> ''),
    lines INTEGER NOT NULL CHECK (lines >= 0),
    accounts INTEGER NOT NULL CHECK (accounts >= 0),
    -- A whole number of 1e-10 units; it may be larger than an integer of SQLite.
    unblended TEXT NOT NULL CHECK (unblended GLOB '[-0-9]*'),
    state TEXT NOT NULL CHECK (state IN ('final', 'open', 'unknown')),
    proven TEXT NOT NULL CHECK (proven IN ('manifest', 'checksums', 'nothing')),
    files TEXT NOT NULL CHECK (json_valid(files)),
    accepted TEXT NOT NULL CHECK (json_valid(accepted)),
    missing TEXT NOT NULL CHECK (json_valid(missing)),
    -- The name of the file with its lines, in the cache of whatever computer has it.
    cache TEXT NOT NULL CHECK (cache <> ''),
    read_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX cost_data_set_month ON cost_data_set (mpa_id, month, id);
`;

/** The audited tables that this migration adds. */
export const COST_DATA_AUDITED_TABLES: readonly AuditedTable[] = [
  {
    name: 'cost_data_set',
    key: ['id'],
    columns: [
      'mpa_id',
      'month',
      'source',
      'report_name',
      'assembly',
      'currency',
      'lines',
      'accounts',
      'unblended',
      'state',
      'proven',
      'files',
      'accepted',
      'missing',
      'cache',
      'read_at',
    ],
    mpa: '@row.mpa_id',
  },
];

/** Cost data: which reports were read, of which month, from which files. */
export const costData: Migration = {
  id: 39,
  name: 'cost-data',
  sql: `${TABLE}\n${COST_DATA_AUDITED_TABLES.map(auditTriggers).join('\n')}`,
};
