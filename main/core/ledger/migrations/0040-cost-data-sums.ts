import type { AuditedTable } from './audit-triggers.ts';
import { auditTriggers } from './audit-triggers.ts';
import type { Migration } from './migration.ts';

const TABLE = `
  -- What a data set summed up to by account, line item type and service, so that a later reading can be compared with it when its lines are gone.
  -- The sums are a kept file, packed: 20,000 accounts with 25 sums each take a few MB there once, and would take ten times as much in rows of
  -- their own, and as much again in the history.
  CREATE TABLE cost_data_sums (
    data_set_id INTEGER PRIMARY KEY REFERENCES cost_data_set (id),
    mpa_id TEXT NOT NULL REFERENCES mpa (id),
    sums_sha256 TEXT NOT NULL REFERENCES kept_file (sha256)
  ) STRICT;
`;

/** The audited tables that this migration adds. */
export const COST_DATA_SUMS_AUDITED_TABLES: readonly AuditedTable[] = [
  { name: 'cost_data_sums', key: ['data_set_id'], columns: ['mpa_id', 'sums_sha256'], mpa: '@row.mpa_id' },
];

/** What cost data summed up to when it was read. */
export const costDataSums: Migration = {
  id: 40,
  name: 'cost-data-sums',
  sql: `${TABLE}\n${COST_DATA_SUMS_AUDITED_TABLES.map(auditTriggers).join('\n')}`,
};
