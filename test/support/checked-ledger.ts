import { runChecks } from '../../main/core/enrolment/checks/service.ts';
import type { CheckResult } from '../../shared/contract/checks.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import type { Deliverable } from '../../shared/domain/deliverable.ts';
import { FINDINGS_LISTED } from '../../shared/domain/finding.ts';
import { tempLedger } from './temp-ledger.ts';

/** The payer account of the sound ledger. */
export const MPA = '099999999999';

/** A payer account of which no check finds anything: one account, in one subset, with a workflow and an end customer. */
const SOUND = `
  INSERT INTO setting (key, value) VALUES ('tickets.representativeName', '"Ben"'),
    ('tickets.representativeEmail', '"ben@vendor.example"'), ('tickets.senderName', '"Ann"'), ('tickets.company', '"MSP Ltd"');
  INSERT INTO mpa (id, name, name_key, scenario, spot_org_id, added_at)
    VALUES ('${MPA}', 'Example MSP', 'example msp', 'enterprise', '606000000001', '2026-11-21T00:00:00Z');
  INSERT INTO workflow (id, mpa_id, name, name_key, rules)
    VALUES (1, '${MPA}', 'Standard', 'standard', '[{"kind":"remove-taxes"}]');
  INSERT INTO end_customer (id, mpa_id, name, console_email, spot_org_id)
    VALUES (1, '${MPA}', 'Acme', 'it@acme.example', '606000000101');
  INSERT INTO subset (id, mpa_id, name, name_key, workflow_id, end_customer_id)
    VALUES (1, '${MPA}', 'Acme', 'acme', 1, 1);
  INSERT INTO account (id, mpa_id, name, email, status, subset_id)
    VALUES ('111111111111', '${MPA}', 'Shop', 'shop@acme.example', 'ACTIVE', 1);`;

/** A ledger to check, of the test's own. */
export interface CheckedLedger {
  path: string;
  check: (deliverable?: Deliverable | null, mpaId?: string, limit?: number) => CheckResult;
  /** The findings, each as one line: severity, code, subject and sentence. */
  findings: (deliverable?: Deliverable | null, mpaId?: string) => string[];
  close: () => void;
}

/** The sound ledger, changed by some SQL. */
export function checkedLedger(...sql: readonly string[]): CheckedLedger {
  const { db, path, sql: run, close } = tempLedger();
  run([SOUND, ...sql].join('\n'));
  const context = { db, ledgerPath: path, clock: (): Date => new Date('2026-11-21T04:00:00.000Z') };
  const check: CheckedLedger['check'] = (deliverable = null, mpaId = MPA, limit = FINDINGS_LISTED) =>
    runChecks(context, { mpaId: accountId(mpaId), deliverable, limit });
  const findings = (deliverable: Deliverable | null = null, mpaId = MPA): string[] =>
    check(deliverable, mpaId).findings.map(
      ({ severity, code, subject, sentence }) => `${severity} ${code} ${subject.kind} ${subject.id}: ${sentence}`,
    );
  return { path, check, findings, close };
}

/** SQL that adds accounts, each as [id, name, email, status, subset id]. */
export function accountsSql(
  ...rows: readonly (readonly [string, string, string, string | null, number | null])[]
): string {
  const text = (value: string | null): string => (value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`);
  return rows
    .map(
      ([id, name, email, status, subset]) =>
        `INSERT INTO account (id, mpa_id, name, email, status, subset_id)
         VALUES ('${id}', '${MPA}', ${text(name)}, ${text(email)}, ${text(status)}, ${subset ?? 'NULL'});`,
    )
    .join('\n');
}

/** SQL that adds another payer account. */
export function otherMpaSql(id: string, name: string, orgId: string | null = null): string {
  const org = orgId === null ? 'NULL' : `'${orgId}'`;
  return `INSERT INTO mpa (id, name, name_key, scenario, spot_org_id, added_at)
    VALUES ('${id}', '${name}', '${name.toLowerCase()}', 'msp', ${org}, '2026-11-21T00:00:00Z');`;
}
