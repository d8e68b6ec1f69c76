import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { act } from '../../../../shared/domain/action.ts';
import { monthName } from '../../../../shared/domain/month.ts';
import { moneyText } from '../../../../shared/domain/money.ts';
import type { KeptDataSet, NewDataSet } from '../../../../shared/contract/own-procedures.ts';
import { isDemo, readIdentity } from '../../ledger/identity.ts';
import type { ReadContext, WriteContext } from '../../ledger/context.ts';
import { nowText } from '../../time/clock.ts';
import {
  accountsWithSubset,
  currentSet,
  currentSets,
  deleteSets,
  deleteSums,
  insertSet,
  insertSums,
  mpaExists,
  setById,
} from './repo.ts';
import type { DataSetRow } from './repo.ts';

/** What the ledger knows of cost data, and by which name its cache is known. */
export function keptDataSets(
  { db }: ReadContext,
  { mpaId }: { mpaId: AccountId | null },
): { identity: string; isDemo: boolean; sets: KeptDataSet[] } {
  const identity = readIdentity(db)?.identity ?? 'none';
  return { identity, isDemo: isDemo(db), sets: currentSets.all(db, { mpaId }).map(toSet) };
}

/** The accounts of a payer account, each with its subset. */
export function accountsOfPayer(
  { db }: ReadContext,
  { mpaId }: { mpaId: AccountId },
): { id: string; subset: string | null }[] {
  return accountsWithSubset.all(db, { mpaId });
}

/** The payer account has to be in the ledger before hours are spent on its report. @throws AppError NOT_FOUND. */
export function assertPayer({ db }: ReadContext, { mpaId }: { mpaId: AccountId }): object {
  assertThere(db, mpaId);
  return {};
}

/** Keeps what was read of a report. @throws AppError NOT_FOUND. */
export function keepDataSet(context: WriteContext, set: NewDataSet): KeptDataSet {
  const { db, clock } = context;
  assertThere(db, set.mpaId);
  const { lastId } = insertSet.run(db, {
    mpa_id: set.mpaId,
    month: set.month,
    source: set.source,
    report_name: set.reportName,
    assembly: set.assembly,
    currency: set.currency,
    lines: set.lines,
    accounts: set.accounts,
    unblended: set.unblended,
    state: set.state,
    proven: set.proven,
    files: JSON.stringify(set.files),
    accepted: JSON.stringify(set.accepted),
    missing: JSON.stringify(set.missing),
    cache: set.cache,
    read_at: nowText(clock),
    simulated: Number(set.simulated),
  });
  insertSums.run(db, { id: lastId, mpaId: set.mpaId, sums: set.sums });
  context.label(`Read cost data of ${monthName(set.month)} (${set.lines.toLocaleString('en-US')} lines)`);
  context.mpa(set.mpaId);
  const row = setById.get(db, { id: lastId });
  if (row === undefined) throw new Error('what was just kept is not there');
  return toSet(row);
}

/** Forgets the cost data of a month. @throws AppError NOT_FOUND. */
export function dropDataSets(context: WriteContext, of: { mpaId: AccountId; month: string }): KeptDataSet {
  const row = currentSet.get(context.db, of);
  if (row === undefined) throw noData(of);
  deleteSums.run(context.db, of);
  deleteSets.run(context.db, of);
  context.label(`Forgot cost data of ${monthName(of.month)}`);
  context.mpa(of.mpaId);
  return toSet(row);
}

/** That there is no cost data of a month. */
export function noData({ mpaId, month }: { mpaId: string; month: string }): AppError {
  return new AppError(
    'NOT_FOUND',
    `There is no cost data of ${monthName(month)} for the payer account ${mpaId}. See what there is: ${act('cost-data.list')}`,
    { mpaId, month },
  );
}

function assertThere(db: ReadContext['db'], mpaId: string): void {
  if (mpaExists.get(db, { mpaId })) return;
  throw new AppError('NOT_FOUND', `The payer account ${mpaId} is not in the ledger. Add it first: ${act('mpa.add')}`, {
    id: mpaId,
  });
}

function toSet(row: DataSetRow): KeptDataSet {
  return {
    id: row.id,
    mpaId: accountId(row.mpa_id),
    month: row.month,
    source: row.source,
    reportName: row.report_name,
    assembly: row.assembly,
    currency: row.currency,
    lines: row.lines,
    accounts: row.accounts,
    unblended: moneyText(BigInt(row.unblended)),
    state: row.state,
    proven: row.proven,
    // JSON of our own, written by keepDataSet.
    files: JSON.parse(row.files) as KeptDataSet['files'],
    accepted: JSON.parse(row.accepted) as KeptDataSet['accepted'],
    missing: JSON.parse(row.missing) as string[],
    readAt: row.read_at,
    simulated: row.simulated === 1,
    cache: row.cache,
  };
}
