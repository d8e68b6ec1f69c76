import type { AccountId } from '../../../../shared/domain/account-id.ts';
import type { SetupStepKey } from '../../../../shared/domain/aws/setup-step.ts';
import { isClosed } from '../../../../shared/domain/procedure.ts';
import type { StepState } from '../../../../shared/domain/step.ts';
import type { WriteContext } from '../../ledger/context.ts';
import { isDemo } from '../../ledger/identity.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { connectEvidence, isRehearsedEvidence, withoutSetupEvidence } from '../aws-setup/connect-evidence.ts';
import { rehearsedSteps } from '../aws-setup/repo.ts';
import { deleteStep, putStep, stepsOfMpa } from './repo.ts';
import type { StepRow } from './repo.ts';
import { evidenceOf } from './view.ts';

/** The payer accounts whose set-up is a rehearsal, each with what its `connect` step shows of it. None in a demo, where it counts. */
export function rehearsals(db: ReadDb): ReadonlyMap<string, StepRow> {
  if (isDemo(db)) return new Map();
  const bySetup = new Map<string, ReturnType<typeof rehearsedSteps.all>>();
  for (const row of rehearsedSteps.all(db)) bySetup.set(row.mpa_id, [...(bySetup.get(row.mpa_id) ?? []), row]);
  return new Map([...bySetup].map(([mpaId, rows]) => [mpaId, toRow(mpaId, rows)]));
}

function toRow(mpaId: string, rows: ReturnType<typeof rehearsedSteps.all>): StepRow {
  // Of a rehearsal in which nothing was seen yet there is one row without a step.
  const kept = rows.flatMap(({ step, evidence }) =>
    // Written by the set-up alone, from the step keys.
    step === null || evidence === null ? [] : [{ step: step as SetupStepKey, evidence: evidenceOf({ evidence }) }],
  );
  const since = rows.flatMap((row) => (row.since === null ? [] : [row.since])).sort();
  return {
    mpa_id: mpaId,
    step: 'connect',
    state: 'rehearsed',
    started_at: since[0] ?? null,
    waiting_since: null,
    due_at: null,
    ended_at: null,
    reason: 'The AWS set-up is a rehearsal in the sandbox: nothing is connected',
    note: '',
    evidence: JSON.stringify(connectEvidence(kept, true)),
  };
}

/**
 * The rows of a payer account's procedure as they count: while its set-up is a rehearsal, `connect` is rehearsed, whatever it waits for or
 * proves there. One that a person has closed stays closed.
 */
export function withRehearsal(rows: readonly StepRow[], rehearsal: StepRow | undefined): StepRow[] {
  if (rehearsal === undefined) return [...rows];
  const own = rows.find(({ step }) => step === rehearsal.step);
  // Only putStep's callers write the column, and they write these states.
  if (own && isClosed(own.state as StepState) && !isRehearsedEvidence(evidenceOf(own))) return [...rows];
  if (own === undefined) return [...rows, rehearsal];
  const evidence = JSON.stringify({ ...evidenceOf(own), ...evidenceOf(rehearsal) });
  return [...rows.filter((row) => row !== own), { ...rehearsal, note: own.note, evidence }];
}

/** Takes out of the procedure what a rehearsal has written there, as it does in a demo. */
export function forgetRehearsed({ db }: WriteContext, mpaId: AccountId): void {
  const row = stepsOfMpa.all(db, { mpaId }).find(({ step }) => step === 'connect');
  if (row === undefined || !isRehearsedEvidence(evidenceOf(row))) return;
  const evidence = JSON.stringify(withoutSetupEvidence(evidenceOf(row)));
  if (row.note === '' && evidence === '{}') deleteStep.run(db, { mpaId, step: row.step });
  else {
    const nothing = { started_at: null, waiting_since: null, due_at: null, ended_at: null, reason: '' };
    putStep.run(db, { ...row, ...nothing, state: 'needs-you', evidence });
  }
}
