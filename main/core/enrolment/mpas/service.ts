import type { AddMpaInput, Mpa, MpaSummary, Scenario, SetMpaInput } from '../../../../shared/contract/mpas.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { alikeSentence } from '../../../../shared/domain/look-alike.ts';
import { nameKey, tidyName } from '../../../../shared/domain/name-key.ts';
import type { ReadContext, WriteContext } from '../../ledger/context.ts';
import { nowText } from '../../time/clock.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import type { MpaRow, MpaSummaryRow } from './repo.ts';
import {
  allMpas,
  deleteCostDataOfMpa,
  deleteCostDataSumsOfMpa,
  deleteCreditClassesOfMpa,
  deleteEcoCommitmentsOfMpa,
  deleteImportAnswersOfMpa,
  deleteImportShapesOfMpa,
  deleteMpa,
  deleteSavedViewsOfMpa,
  deleteSetupOfMpa,
  deleteSetupStepsOfMpa,
  deleteStepsOfMpa,
  insertMpa,
  mpaById,
  mpaByNameKey,
  mpaContent,
  mpaSummaryById,
  updateMpa,
} from './repo.ts';

/** Every payer account by name, with its counts. */
export function listMpas({ db }: ReadContext, _input: unknown): MpaSummary[] {
  return allMpas.all(db).map(toSummary);
}

/** One payer account with its counts. @throws AppError NOT_FOUND. */
export function getMpa({ db }: ReadContext, input: { id: AccountId }): MpaSummary {
  const row = mpaSummaryById.get(db, { id: input.id });
  if (!row) throw notFound(input.id);
  return toSummary(row);
}

/** The payer account of an ID, for the services of what hangs on it. @throws AppError NOT_FOUND. */
export function requireMpa(db: ReadDb, id: AccountId): Mpa {
  const row = mpaById.get(db, { id });
  if (!row) throw notFound(id);
  return toMpa(row);
}

/**
 * Adds a payer account. What is not given gets the procedure's values (docs/procedure.md: 'AWS set-up values').
 * @throws AppError ALREADY_EXISTS (ID or name), INVALID_INPUT (an empty name).
 */
export function addMpa(context: WriteContext, input: AddMpaInput): Mpa {
  const { db } = context;
  if (mpaById.get(db, { id: input.id })) {
    throw new AppError('ALREADY_EXISTS', `The payer account ${input.id} is in the ledger already.`, { id: input.id });
  }
  const reportName = input.curReportName ?? 'spotinst-cur-report';
  const row: MpaRow = {
    id: input.id,
    name: input.name,
    scenario: input.scenario,
    profile_name: input.profileName ?? null,
    spot_org_id: input.spotOrgId ?? null,
    msp_account_id: input.mspAccountId ?? null,
    cur_report_name: reportName,
    cur_bucket_name: input.curBucketName ?? reportName,
    cur_prefix: input.curPrefix ?? 'spotinst_eco',
    stack_name: input.stackName ?? 'SpotEcoStack',
    added_at: nowText(context.clock),
  };
  warnOfAlike(context, row);
  insertMpa.run(db, withKey(db, row));
  context.label(`Added the payer account ${tidyName(input.name)} (${input.id})`);
  context.mpa(input.id);
  return requireMpa(db, input.id);
}

/** Changes what is given of a payer account. @throws AppError NOT_FOUND, ALREADY_EXISTS (the name), INVALID_INPUT. */
export function setMpa(context: WriteContext, input: SetMpaInput): Mpa {
  const { db } = context;
  const present = mpaById.get(db, { id: input.id });
  if (!present) throw notFound(input.id);
  const row: MpaRow = {
    ...present,
    name: input.name ?? present.name,
    scenario: input.scenario ?? present.scenario,
    profile_name: input.profileName === undefined ? present.profile_name : input.profileName,
    spot_org_id: input.spotOrgId === undefined ? present.spot_org_id : input.spotOrgId,
    msp_account_id: input.mspAccountId === undefined ? present.msp_account_id : input.mspAccountId,
    cur_report_name: input.curReportName ?? present.cur_report_name,
    cur_bucket_name: input.curBucketName ?? present.cur_bucket_name,
    cur_prefix: input.curPrefix ?? present.cur_prefix,
    stack_name: input.stackName ?? present.stack_name,
  };
  if (row.name !== present.name) warnOfAlike(context, row);
  updateMpa.run(db, withKey(db, row));
  context.label(`Changed the payer account ${tidyName(row.name)} (${row.id})`);
  context.mpa(input.id);
  return requireMpa(db, input.id);
}

/**
 * Removes a payer account that has nothing left: no accounts, subsets, workflows, end customers or tickets.
 * @throws AppError NOT_FOUND, CONFLICT.
 */
export function removeMpa(context: WriteContext, input: { id: AccountId }): Mpa {
  const { db } = context;
  const mpa = requireMpa(db, input.id);
  const rows = mpaContent.get(db, { id: input.id })?.rows ?? 0;
  if (rows > 0) {
    throw new AppError(
      'CONFLICT',
      `The payer account ${mpa.name} (${mpa.id}) still has accounts, subsets, workflows, end customers or tickets (${rows}). Remove these first.`,
      { id: mpa.id, rows },
    );
  }
  deleteStepsOfMpa.run(db, { id: input.id });
  deleteSetupStepsOfMpa.run(db, { id: input.id });
  deleteSetupOfMpa.run(db, { id: input.id });
  deleteCostDataSumsOfMpa.run(db, { id: input.id });
  deleteCreditClassesOfMpa.run(db, { id: input.id });
  deleteEcoCommitmentsOfMpa.run(db, { id: input.id });
  deleteCostDataOfMpa.run(db, { id: input.id });
  deleteSavedViewsOfMpa.run(db, { id: input.id });
  deleteImportAnswersOfMpa.run(db, { id: input.id });
  deleteImportShapesOfMpa.run(db, { id: input.id });
  deleteMpa.run(db, { id: input.id });
  context.label(`Removed the payer account ${mpa.name} (${mpa.id})`);
  context.mpa(input.id);
  return mpa;
}

/** The MSP's own account is another one than the payer account of its customer. @throws AppError INVALID_INPUT. */
function assertOtherMsp({ id, msp_account_id }: MpaRow): void {
  if (msp_account_id !== id) return;
  throw new AppError(
    'INVALID_INPUT',
    `${id} is the payer account itself. The MSP's own account is another one: ask the MSP for its account ID.`,
    { field: 'mspAccountId', value: id },
  );
}

function warnOfAlike({ db, warn }: WriteContext, { id, name }: MpaRow): void {
  const others = allMpas.all(db).flatMap((other) => (other.id === id ? [] : [other.name]));
  const sentence = alikeSentence('payer account', tidyName(name), others);
  if (sentence !== null) warn(sentence);
}

function withKey(db: ReadDb, row: MpaRow): MpaRow & { name_key: string } {
  assertOtherMsp(row);
  const name = tidyName(row.name);
  const key = nameKey(name);
  if (key === '') throw new AppError('INVALID_INPUT', 'A payer account needs a name.', { field: 'name' });
  const other = mpaByNameKey.get(db, { nameKey: key });
  if (other && other.id !== row.id) {
    throw new AppError(
      'ALREADY_EXISTS',
      `The name ${name} is taken by the payer account ${other.id}. Choose another.`,
      {
        name,
        id: other.id,
      },
    );
  }
  return { ...row, name, name_key: key };
}

function notFound(id: AccountId): AppError {
  return new AppError('NOT_FOUND', `There is no payer account ${id} in the ledger. See: ${act('mpa.list')}`, { id });
}

function toMpa(row: MpaRow): Mpa {
  return {
    id: accountId(row.id),
    name: row.name,
    // The CHECK of the column allows these four only.
    scenario: row.scenario as Scenario,
    profileName: row.profile_name,
    spotOrgId: row.spot_org_id,
    mspAccountId: row.msp_account_id === null ? null : accountId(row.msp_account_id),
    curReportName: row.cur_report_name,
    curBucketName: row.cur_bucket_name,
    curPrefix: row.cur_prefix,
    stackName: row.stack_name,
    addedAt: row.added_at,
  };
}

function toSummary(row: MpaSummaryRow): MpaSummary {
  const { accounts, unassigned, subsets, workflows, end_customers: endCustomers } = row;
  const setUp = row.simulated === null ? 'not-begun' : row.simulated === 1 ? 'rehearsal' : 'in-aws';
  return { ...toMpa(row), accounts, unassigned, subsets, workflows, endCustomers, setUp };
}
