import type { Migration } from './migration.ts';

const NOW = `strftime('%Y-%m-%dT%H:%M:%SZ', 'now')`;

/** Hand-off mails that earlier versions made, and took for sent. A person's own word ('operator') is left as it is. */
const MADE = `h.step = 'hand-off' AND h.known_by = 'app' AND h.evidence ->> 'mailOn' IS NOT NULL`;
const ANSWERED = `(EXISTS (SELECT 1 FROM aws_setup s WHERE s.mpa_id = h.mpa_id AND s.extractor_link IS NOT NULL) OR
  EXISTS (SELECT 1 FROM setup_step l WHERE l.mpa_id = h.mpa_id AND l.step = 'vendor-link' AND l.state = 'in-place' AND l.known_by = 'operator'))`;

/** Spot Org IDs that were given as evidence of the sign-up, and stayed there. */
const GIVEN = `e.step = 'sign-up' AND e.evidence ->> 'spotOrgId' IS NOT NULL`;

/**
 * A hand-off mail counted as sent when it was made. All that is known of such a mail is that it was made: when it was (\`mailOn\`) becomes
 * \`madeOn\`, the step is to be done, and the vendor's link and the procedure's 'connect' wait for it no more, nor have they the day as
 * evidence. Where the vendor's link has come the mail has been answered, so it was sent, nobody knows when: the step stays in place.
 *
 * A Spot Org ID that was given as evidence of the sign-up becomes the payer account's, where that has none. One that differs from it stays
 * evidence, as \`formerSpotOrgId\`.
 *
 * What changes is one observation in the history, with before and after.
 */
export const handOffStates: Migration = {
  id: 32,
  name: 'hand-off-states',
  sql: `
  INSERT INTO operation (kind, command, label, who, host, at)
    SELECT 'observation', 'ledger.migrate',
      'Hand-off mails that were made are not known to be sent; Spot Org IDs of the sign-up are those of the payer account',
      'Enrollment Desk', 'migration', ${NOW}
    WHERE EXISTS (SELECT 1 FROM setup_step h WHERE ${MADE}) OR EXISTS (SELECT 1 FROM enrolment_step e WHERE ${GIVEN});
  INSERT INTO current_operation (id, operation_id)
    SELECT 1, id FROM operation WHERE command = 'ledger.migrate' ORDER BY id DESC LIMIT 1;

  UPDATE enrolment_step SET state = 'needs-you', waiting_since = NULL, due_at = NULL, reason = ''
    FROM setup_step h JOIN setup_step v ON v.mpa_id = h.mpa_id AND v.step = 'vendor-link' AND v.state = 'waiting'
    WHERE ${MADE} AND enrolment_step.mpa_id = h.mpa_id AND enrolment_step.step = 'connect' AND enrolment_step.state = 'waiting'
      AND enrolment_step.reason = 'extractor-link' AND enrolment_step.waiting_since = v.since AND enrolment_step.due_at = v.due_at;
  UPDATE enrolment_step SET evidence = json_remove(enrolment_step.evidence, '$.mailOn')
    FROM setup_step h
    WHERE ${MADE} AND enrolment_step.mpa_id = h.mpa_id AND enrolment_step.step = 'connect'
      AND enrolment_step.evidence ->> 'mailOn' = h.evidence ->> 'mailOn';
  UPDATE setup_step SET state = 'to-do', since = ${NOW}, due_at = NULL,
      sentence = 'Not waited for: the hand-off mail is to be sent first.'
    WHERE step = 'vendor-link' AND state = 'waiting'
      AND EXISTS (SELECT 1 FROM setup_step h WHERE h.mpa_id = setup_step.mpa_id AND ${MADE});
  UPDATE setup_step AS h SET
      sentence = 'The vendor has answered the hand-off mail with its link.'
    WHERE ${MADE} AND h.state = 'in-place' AND ${ANSWERED};
  UPDATE setup_step AS h SET state = 'to-do', since = ${NOW},
      sentence = 'The hand-off mail was made. Whether it was sent is not known.'
    WHERE ${MADE} AND h.state = 'in-place' AND NOT ${ANSWERED};
  UPDATE setup_step AS h SET evidence = json_patch('{}', json_object('content', h.evidence ->> 'content', 'madeOn', h.evidence ->> 'mailOn',
      'mailSha256', h.evidence ->> 'mailSha256', 'templateSha256', h.evidence ->> 'templateSha256'))
    WHERE ${MADE};

  UPDATE mpa SET spot_org_id = e.evidence ->> 'spotOrgId'
    FROM enrolment_step e WHERE ${GIVEN} AND e.mpa_id = mpa.id AND coalesce(mpa.spot_org_id, '') = '';
  UPDATE enrolment_step AS e SET evidence = json_remove(CASE
      WHEN (SELECT spot_org_id FROM mpa WHERE id = e.mpa_id) = e.evidence ->> 'spotOrgId' THEN e.evidence
      ELSE json_set(e.evidence, '$.formerSpotOrgId', e.evidence ->> 'spotOrgId') END, '$.spotOrgId')
    WHERE ${GIVEN};
  DELETE FROM current_operation;
`,
};
