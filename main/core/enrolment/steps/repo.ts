import { change, select } from '../../sqlite/sqlite.ts';

export interface StepRow {
  mpa_id: string;
  step: string;
  state: string;
  started_at: string | null;
  waiting_since: string | null;
  due_at: string | null;
  ended_at: string | null;
  reason: string;
  note: string;
  /** JSON: name → value. */
  evidence: string;
}

type StepParams = { [K in keyof StepRow]: StepRow[K] };

const COLUMNS = `mpa_id, step, state, started_at, waiting_since, due_at, ended_at, reason, note, evidence`;

export const allSteps = select<void, StepRow>(`SELECT ${COLUMNS} FROM enrolment_step ORDER BY mpa_id, step`);

export const stepsOfMpa = select<{ mpaId: string }, StepRow>(
  `SELECT ${COLUMNS} FROM enrolment_step WHERE mpa_id = @mpaId ORDER BY step`,
);

export const putStep = change<StepParams>(
  `INSERT INTO enrolment_step (${COLUMNS})
   VALUES (@mpa_id, @step, @state, @started_at, @waiting_since, @due_at, @ended_at, @reason, @note, @evidence)
   ON CONFLICT (mpa_id, step) DO UPDATE SET state = excluded.state, started_at = excluded.started_at,
     waiting_since = excluded.waiting_since, due_at = excluded.due_at, ended_at = excluded.ended_at,
     reason = excluded.reason, note = excluded.note, evidence = excluded.evidence`,
);

/** A ticket that was sent and has no final word yet. */
export interface OpenTicketRow {
  id: number;
  kind: string;
  state: string;
  ticketNumber: string | null;
}

export const openTickets = select<{ mpaId: string }, OpenTicketRow>(
  `SELECT id, kind, state, ticket_number AS ticketNumber FROM ticket
   WHERE mpa_id = @mpaId AND state NOT IN ('draft', 'approved', 'rejected') ORDER BY id`,
);

export const deleteStep = change<{ mpaId: string; step: string }>(
  `DELETE FROM enrolment_step WHERE mpa_id = @mpaId AND step = @step`,
);

export const mpaNames = select<void, { id: string; name: string; scenario: string; spot_org_id: string | null }>(
  `SELECT id, name, scenario, spot_org_id FROM mpa ORDER BY name_key, id`,
);
