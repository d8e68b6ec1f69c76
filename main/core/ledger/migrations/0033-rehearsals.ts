import { auditTriggers } from './audit-triggers.ts';
import type { AuditedTable } from './audit-triggers.ts';
import { AWS_AUDITED_TABLES } from './0020-aws-setup.ts';
import type { Migration } from './migration.ts';

/** The tables of the AWS set-up as they are recorded from here on: a step also says whether it was seen in the sandbox. */
export const SETUP_AUDITED_TABLES: readonly AuditedTable[] = AWS_AUDITED_TABLES.map((table) =>
  table.name === 'setup_step' ? { ...table, columns: [...table.columns, 'simulated'] } : table,
);

const RECORDED_ANEW = SETUP_AUDITED_TABLES.filter(({ name }) => name === 'setup_step');
const TRIGGERS = ['key_stays', 'audit_insert', 'audit_update', 'audit_delete'];

const IS_OTHER = `NEW.simulated IS NOT NULL
  AND NEW.simulated IS NOT (SELECT simulated FROM aws_setup WHERE mpa_id = NEW.mpa_id)`;
const REFUSE = `BEGIN SELECT RAISE(ABORT, 'what was rehearsed in the sandbox is no part of a set-up in AWS, nor the other way round'); END`;

/**
 * What was seen in the sandbox can't stand in a set-up that was begun in AWS, nor the other way round, whoever writes it: also not when
 * something is undone or redone. And a ledger knows whether all of it is a demo, in which a rehearsal counts.
 */
export const rehearsals: Migration = {
  id: 33,
  name: 'rehearsals',
  sql: `
  ALTER TABLE ledger_identity ADD COLUMN demo INTEGER NOT NULL DEFAULT 0 CHECK (demo IN (0, 1));
  ${RECORDED_ANEW.flatMap(({ name }) => TRIGGERS.map((trigger) => `DROP TRIGGER ${name}_${trigger};`)).join('\n  ')}
  -- Where it was seen; null of what is known by the operator's word before the set-up was begun.
  ALTER TABLE setup_step ADD COLUMN simulated INTEGER CHECK (simulated IN (0, 1));
  UPDATE setup_step SET simulated = (SELECT s.simulated FROM aws_setup s WHERE s.mpa_id = setup_step.mpa_id);
  ${RECORDED_ANEW.map(auditTriggers).join('\n')}
  CREATE TRIGGER setup_step_added_where_seen BEFORE INSERT ON setup_step WHEN ${IS_OTHER} ${REFUSE};
  CREATE TRIGGER setup_step_changed_where_seen BEFORE UPDATE ON setup_step WHEN ${IS_OTHER} ${REFUSE};
  CREATE TRIGGER aws_setup_where_seen BEFORE UPDATE ON aws_setup
    WHEN EXISTS (SELECT 1 FROM setup_step WHERE mpa_id = NEW.mpa_id AND simulated IS NOT NULL AND simulated IS NOT NEW.simulated)
    ${REFUSE};
`,
};
