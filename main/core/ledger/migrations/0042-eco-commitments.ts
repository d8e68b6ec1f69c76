import type { AuditedTable } from './audit-triggers.ts';
import { auditTriggers } from './audit-triggers.ts';
import type { Migration } from './migration.ts';

const TABLE = `
  -- The reservations and Savings Plans that Eco manages, by ID or ARN, as the list says that was imported last.
  CREATE TABLE eco_commitment (
    mpa_id TEXT NOT NULL REFERENCES mpa (id),
    commitment TEXT NOT NULL CHECK (commitment <> ''),
    PRIMARY KEY (mpa_id, commitment)
  ) STRICT, WITHOUT ROWID;
`;

/** The audited tables that this migration adds. */
export const ECO_COMMITMENT_AUDITED_TABLES: readonly AuditedTable[] = [
  { name: 'eco_commitment', key: ['mpa_id', 'commitment'], columns: [], mpa: '@row.mpa_id' },
];

/** Which commitments Eco manages. */
export const ecoCommitments: Migration = {
  id: 42,
  name: 'eco-commitments',
  sql: `${TABLE}\n${ECO_COMMITMENT_AUDITED_TABLES.map(auditTriggers).join('\n')}`,
};
