import { change, select } from '../../sqlite/sqlite.ts';

export interface ChoicesRow {
  mpa_id: string;
  simulated: number | null;
  region: string;
  with_athena: number;
  /** Without what is secret in it: see `extractor_secret`. */
  extractor_link: string | null;
  /** By what name the whole link is kept; null where nothing is secret in it. */
  extractor_secret: string | null;
  extractor_stack_name: string | null;
  /** JSON. */
  extractor_accounts: string;
  role_link: string | null;
  role_secret: string | null;
  role_template_sha256: string | null;
  role_stack_name: string | null;
}

export interface SetupStepRow {
  mpa_id: string;
  step: string;
  state: string;
  known_by: string;
  since: string;
  due_at: string | null;
  sentence: string;
  /** JSON. */
  failure: string | null;
  /** JSON: name → value. */
  evidence: string;
  note: string;
  /** Whether it was seen in the sandbox; null of what is known by the operator's word before the set-up was begun. */
  simulated: number | null;
}

export interface RunRow {
  id: number;
  mpa_id: string;
  kind: string;
  profile: string;
  account_id: string | null;
  caller_arn: string | null;
  region: string;
  simulated: number;
  who: string;
  host: string;
  started_at: string;
  ended_at: string | null;
  outcome: string | null;
  calls: number;
  changes: number;
}

export interface CallRow {
  run_id: number;
  position: number;
  at: string;
  service: string;
  operation: string;
  changes: number;
  request: string;
  outcome: string;
  code: string | null;
  request_id: string | null;
  milliseconds: number | null;
}

type Params<T> = { [K in keyof T]: T[K] };

const CHOICES = `mpa_id, simulated, region, with_athena, extractor_link, extractor_stack_name, extractor_accounts, role_link,
  role_template_sha256, role_stack_name, extractor_secret, role_secret`;

export const choicesOf = select<{ mpaId: string }, ChoicesRow>(
  `SELECT ${CHOICES} FROM aws_setup WHERE mpa_id = @mpaId`,
);

export const putChoices = change<Params<ChoicesRow>>(
  `INSERT INTO aws_setup (${CHOICES}) VALUES (@mpa_id, @simulated, @region, @with_athena, @extractor_link,
     @extractor_stack_name, @extractor_accounts, @role_link, @role_template_sha256, @role_stack_name,
     @extractor_secret, @role_secret)
   ON CONFLICT (mpa_id) DO UPDATE SET simulated = excluded.simulated, region = excluded.region,
     with_athena = excluded.with_athena, extractor_link = excluded.extractor_link,
     extractor_stack_name = excluded.extractor_stack_name, extractor_accounts = excluded.extractor_accounts,
     role_link = excluded.role_link, role_template_sha256 = excluded.role_template_sha256,
     role_stack_name = excluded.role_stack_name, extractor_secret = excluded.extractor_secret, role_secret = excluded.role_secret`,
);

const STEP = `mpa_id, step, state, known_by, since, due_at, sentence, failure, evidence, note, simulated`;

// What was rehearsed is never read as a part of a set-up in AWS, nor the other way round.
const OF_THIS_SETUP = `(simulated IS NULL OR simulated = (SELECT simulated FROM aws_setup s WHERE s.mpa_id = setup_step.mpa_id))`;

export const setupStepsOfMpa = select<{ mpaId: string }, SetupStepRow>(
  `SELECT ${STEP} FROM setup_step WHERE mpa_id = @mpaId AND ${OF_THIS_SETUP} ORDER BY step`,
);

/** What was seen in every rehearsal; one in which nothing was has one row without a step. */
export const rehearsedSteps = select<
  void,
  { mpa_id: string; step: string | null; since: string | null; evidence: string | null }
>(
  `SELECT s.mpa_id, k.step, k.since, k.evidence FROM aws_setup s LEFT JOIN setup_step k ON k.mpa_id = s.mpa_id
   WHERE s.simulated = 1 ORDER BY s.mpa_id, k.step`,
);

export const deleteSimulatedCostDataSums = change<{ mpaId: string }>(
  'DELETE FROM cost_data_sums WHERE data_set_id IN (SELECT id FROM cost_data_set WHERE mpa_id = @mpaId AND simulated = 1)',
);
/** What was read of the sandbox's reports goes with the rehearsal; its lines are no part of the ledger. */
export const deleteSimulatedCostData = change<{ mpaId: string }>(
  'DELETE FROM cost_data_set WHERE mpa_id = @mpaId AND simulated = 1',
);
export const deleteSetupSteps = change<{ mpaId: string }>(`DELETE FROM setup_step WHERE mpa_id = @mpaId`);
export const deleteChoices = change<{ mpaId: string }>(`DELETE FROM aws_setup WHERE mpa_id = @mpaId`);

export const putSetupStep = change<Params<SetupStepRow>>(
  `INSERT INTO setup_step (${STEP})
   VALUES (@mpa_id, @step, @state, @known_by, @since, @due_at, @sentence, @failure, @evidence, @note, @simulated)
   ON CONFLICT (mpa_id, step) DO UPDATE SET state = excluded.state, known_by = excluded.known_by, since = excluded.since,
     due_at = excluded.due_at, sentence = excluded.sentence, failure = excluded.failure, evidence = excluded.evidence,
     note = excluded.note, simulated = excluded.simulated`,
);

export const insertRun = change<{
  mpaId: string;
  kind: string;
  profile: string;
  region: string;
  simulated: number;
  who: string;
  host: string;
  startedAt: string;
}>(
  `INSERT INTO setup_run (mpa_id, kind, profile, region, simulated, who, host, started_at)
   VALUES (@mpaId, @kind, @profile, @region, @simulated, @who, @host, @startedAt)`,
);

export const endRun = change<{
  id: number;
  accountId: string | null;
  callerArn: string | null;
  endedAt: string;
  outcome: string;
  result: string | null;
}>(
  `UPDATE setup_run SET account_id = @accountId, caller_arn = @callerArn, ended_at = @endedAt, outcome = @outcome,
     result = @result WHERE id = @id AND ended_at IS NULL`,
);

export const putCall = change<Params<CallRow>>(
  `INSERT INTO aws_call (run_id, position, at, service, operation, changes, request, outcome, code, request_id, milliseconds)
   VALUES (@run_id, @position, @at, @service, @operation, @changes, @request, @outcome, @code, @request_id, @milliseconds)
   ON CONFLICT (run_id, position) DO UPDATE SET outcome = excluded.outcome, code = excluded.code,
     request_id = excluded.request_id, milliseconds = excluded.milliseconds`,
);

const RUN = `r.id, r.mpa_id, r.kind, r.profile, r.account_id, r.caller_arn, r.region, r.simulated, r.who, r.host, r.started_at,
  r.ended_at, r.outcome, (SELECT count(*) FROM aws_call c WHERE c.run_id = r.id) AS calls,
  (SELECT count(*) FROM aws_call c WHERE c.run_id = r.id AND c.changes = 1) AS changes`;

export const runsOfMpa = select<{ mpaId: string; limit: number }, RunRow>(
  `SELECT ${RUN} FROM setup_run r WHERE r.mpa_id = @mpaId ORDER BY r.id DESC LIMIT @limit`,
);

export const callsOfRun = select<{ runId: number }, CallRow>(
  `SELECT run_id, position, at, service, operation, changes, request, outcome, code, request_id, milliseconds
   FROM aws_call WHERE run_id = @runId ORDER BY position`,
);

/** How the run of the journal ended that ends a rehearsal. */
export const REHEARSAL_ENDED = 'rehearsal ended';

// Of a set-up that was begun: only what was found where it was begun. What a rehearsal found that was ended counts no more.
export const lastResult = select<{ mpaId: string }, { result: string }>(
  `SELECT result FROM setup_run WHERE mpa_id = @mpaId AND result IS NOT NULL
     AND simulated = coalesce((SELECT simulated FROM aws_setup WHERE mpa_id = @mpaId), simulated)
     AND id > coalesce((SELECT max(id) FROM setup_run WHERE mpa_id = @mpaId AND outcome = '${REHEARSAL_ENDED}'), 0)
   ORDER BY id DESC LIMIT 1`,
);

export interface ShownStackRow {
  step: string;
  stack: string;
  binding: string;
  template_sha256: string;
  /** JSON: name → value. */
  parameters: string;
  /** JSON. */
  consents: string;
}

export const putShownStack = change<Params<ShownStackRow> & { run_id: number }>(
  `INSERT INTO shown_stack (run_id, step, stack, binding, template_sha256, parameters, consents)
   VALUES (@run_id, @step, @stack, @binding, @template_sha256, @parameters, @consents)
   ON CONFLICT (run_id, step) DO UPDATE SET stack = excluded.stack, binding = excluded.binding,
     template_sha256 = excluded.template_sha256, parameters = excluded.parameters, consents = excluded.consents`,
);

export const lastShownStack = select<
  { mpaId: string; step: string; simulated: number },
  ShownStackRow & { started_at: string }
>(
  `SELECT w.step, w.stack, w.binding, w.template_sha256, w.parameters, w.consents, r.started_at
   FROM shown_stack w JOIN setup_run r ON r.id = w.run_id
   WHERE r.mpa_id = @mpaId AND r.simulated = @simulated AND w.step = @step ORDER BY r.id DESC LIMIT 1`,
);

export const keepFileRow = change<{ sha256: string; name: string; bytes: Uint8Array; keptAt: string }>(
  `INSERT INTO kept_file (sha256, name, bytes, kept_at) VALUES (@sha256, @name, @bytes, @keptAt)
   ON CONFLICT (sha256) DO NOTHING`,
);

export const fileBytes = select<{ sha256: string }, { name: string; bytes: Uint8Array }>(
  `SELECT name, bytes FROM kept_file WHERE sha256 = @sha256`,
);

export const subsetAccountIds = select<{ mpaId: string; nameKey: string }, { id: string }>(
  `SELECT a.id FROM account a JOIN subset s ON s.id = a.subset_id
   WHERE s.mpa_id = @mpaId AND s.name_key = @nameKey ORDER BY a.id`,
);
export const accountOfMpa = select<{ mpaId: string; id: string }, { id: string }>(
  `SELECT id FROM account WHERE mpa_id = @mpaId AND id = @id`,
);
export const waitingMpas = select<void, { mpa_id: string; step: string; since: string; due_at: string | null }>(
  `SELECT mpa_id, step, since, due_at FROM setup_step WHERE state = 'waiting' AND ${OF_THIS_SETUP} ORDER BY due_at, mpa_id`,
);
