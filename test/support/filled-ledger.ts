import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { runUnrecorded } from '../../main/core/ledger/operations.ts';
import { runReversal, undoLast } from '../../main/core/ledger/undo.ts';
import { openLedger } from './open-ledger.ts';

const MPA = '099999999999';

const CONTENT = `
  INSERT INTO setting (key, value) VALUES ('sender', '"Kim"');
  INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES ('${MPA}', 'Example MSP', 'example msp', 'msp', '2026');
  INSERT INTO workflow (mpa_id, name, name_key) VALUES ('${MPA}', 'Standard', 'standard'), ('${MPA}', 'Premium', 'premium');
  INSERT INTO end_customer (mpa_id, name, console_email) VALUES ('${MPA}', 'Contoso', 'Kim@Contoso.example');
  INSERT INTO subset (mpa_id, name, name_key, workflow_id, end_customer_id) VALUES ('${MPA}', 'Contoso', 'contoso', 1, 1), ('${MPA}', 'Fabrikam', 'fabrikam', 2, NULL);
  INSERT INTO change_source (entity, key, source)
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
    SELECT 'account', format('%012d', i), json_object('file', 'list.csv', 'row', i) FROM n;
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
    INSERT INTO account (id, mpa_id, name, email, status, subset_id)
    SELECT format('%012d', i), '${MPA}', 'Contoso Account ' || i, 'aws+' || i || '@msp.example', 'ACTIVE', 1 + i % 2 FROM n;
  INSERT INTO assignment_rule (mpa_id, position, field, operator, value, subset_id) VALUES ('${MPA}', 1, 'name', 'contains', 'contoso', 1);
  INSERT INTO enrolment_step (mpa_id, step, state) VALUES ('${MPA}', 'sign-up', 'done');
  INSERT INTO ticket (mpa_id, kind, channel, state, created_at, subject, body) VALUES ('${MPA}', 'subsets', 'ticket', 'sent', '2026', 'Subsets', 'Please add them.');
  INSERT INTO ticket_row (ticket_id, position, row_key, cells) VALUES (1, 1, 'Contoso', '["Contoso"]');
  INSERT INTO ticket_file (ticket_id, name, sha256, bytes) VALUES (1, 'sheet.xlsx', 'f00d', 4711);
  INSERT INTO aws_setup (mpa_id, simulated, region) VALUES ('${MPA}', 0, 'eu-west-1');
  INSERT INTO setup_step (mpa_id, step, state, known_by, since, simulated) VALUES ('${MPA}', 'bucket', 'in-place', 'app', '2026', 0);
  INSERT INTO saved_view (mpa_id, page, name, name_key, view) VALUES ('${MPA}', 'accounts', 'Mine', 'mine', '{"text":"contoso"}');
  INSERT INTO import_shape (mpa_id, shape, meanings) VALUES ('${MPA}', '${'a'.repeat(64)}', '["id"]');
  INSERT INTO import_answer (mpa_id, shape, encoding) VALUES ('${MPA}', '${'a'.repeat(64)}', 'utf-8');`;

/** A file of more than a page, so that some of it is elsewhere. */
const FILE = 'Resources: {}\n'.repeat(700);

/** The SHA-256 of the file that the ledger keeps. */
export const KEPT_SHA256 = createHash('sha256').update(FILE).digest('hex');

const JOURNAL = `
  INSERT INTO kept_file (sha256, name, bytes, kept_at) VALUES ('${KEPT_SHA256}', 'crawler-cfn.yml', CAST('${FILE}' AS BLOB), '2026');
  INSERT INTO setup_run (mpa_id, kind, profile, region, simulated, who, host, started_at) VALUES ('${MPA}', 'apply', 'kim', 'eu-west-1', 0, 'kim', 'cli', '2026');
  INSERT INTO aws_call (run_id, position, at, service, operation, changes, request, outcome) VALUES (1, 1, '2026', 's3', 'CreateBucket', 1, '{}', 'sent');
  INSERT INTO shown_stack (run_id, step, stack, binding, template_sha256, parameters, consents)
    VALUES (1, 'crawler-stack', 'SpotEcoStack', '${'b'.repeat(64)}', '${KEPT_SHA256}', '{}', '[]');
  UPDATE aws_call SET outcome = 'ok', request_id = 'r-1', milliseconds = 12;
  UPDATE setup_run SET ended_at = '2026', outcome = 'done';`;

/** Makes a ledger that has something in every table that a person fills, with an undo. @returns its path; nobody has it open */
export function filledLedger(folder: string): string {
  const path = join(folder, 'ledger.db');
  const { options, operate, close } = openLedger(path);
  operate(({ db }) => db.exec(CONTENT), 'imports.apply');
  runUnrecorded({ ...options, command: 'aws.keepCalls' }, ({ db }) => db.exec(JOURNAL), undefined);
  operate(({ db }) => db.exec(`UPDATE subset SET note = 'a note'`));
  operate(({ db }) => db.exec(`DELETE FROM account WHERE id > '000000000290'`));
  runReversal({ ...options, command: 'history.undo' }, undoLast, { expect: null });
  close();
  return path;
}
