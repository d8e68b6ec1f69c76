import type { AuditedTable } from './audit-triggers.ts';
import { auditTriggers } from './audit-triggers.ts';
import { COST_DATA_AUDITED_TABLES } from './0039-cost-data.ts';
import type { Migration } from './migration.ts';

const [dataSet] = COST_DATA_AUDITED_TABLES;
if (dataSet === undefined) throw new Error('there is no table of cost data');

/** As 0039 recorded it, with what this migration adds. */
export const SIMULATED_COST_DATA_AUDITED_TABLES: readonly AuditedTable[] = [
  { ...dataSet, columns: [...dataSet.columns, 'simulated'] },
];

/** Whether cost data comes from the sandbox: nobody is to be charged by it, and it goes when the rehearsal ends. */
export const simulatedCostData: Migration = {
  id: 44,
  name: 'cost-data-simulated',
  sql: `
  ${['key_stays', 'audit_insert', 'audit_update', 'audit_delete'].map((name) => `DROP TRIGGER cost_data_set_${name};`).join('\n  ')}
  ALTER TABLE cost_data_set ADD COLUMN simulated INTEGER NOT NULL DEFAULT 0 CHECK (simulated IN (0, 1));
  ${SIMULATED_COST_DATA_AUDITED_TABLES.map(auditTriggers).join('\n')}
`,
};
