import type { AddSubsetInput, Subset, SubsetFilter, SubsetSummary } from '../../../../shared/contract/subsets.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { endCustomerLabel } from '../../../../shared/domain/end-customer-label.ts';
import { alikeSentence } from '../../../../shared/domain/look-alike.ts';
import { nameKey, tidyName } from '../../../../shared/domain/name-key.ts';
import type { ReadContext, WriteContext } from '../../ledger/context.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { requireEndCustomer } from '../end-customers/service.ts';
import { requireMpa } from '../mpas/service.ts';
import type { SubsetRow, SubsetSummaryRow } from './repo.ts';
import {
  insertSubset,
  listSubsetRows,
  otherSubsetNames,
  subsetById,
  subsetByNameKey,
  subsetSummaryById,
  updateSubset,
  workflowOfMpa,
} from './repo.ts';

/** A payer account's subsets by name, with how many accounts each has. @throws AppError NOT_FOUND (the payer account). */
export function listSubsets({ db }: ReadContext, input: { mpaId: AccountId; filter: SubsetFilter }): SubsetSummary[] {
  requireMpa(db, input.mpaId);
  return listSubsetRows(db, input.mpaId, input.filter).map(toSummary);
}

/** One subset with its counts. @throws AppError NOT_FOUND. */
export function getSubset({ db }: Pick<ReadContext, 'db'>, input: { id: number }): SubsetSummary {
  const row = subsetSummaryById.get(db, { id: input.id });
  if (!row) throw notFound(input.id);
  return toSummary(row);
}

/** The subset of an id, for the services of what refers to it. @throws AppError NOT_FOUND. */
export function requireSubset(db: ReadDb, id: number): Subset {
  const row = subsetById.get(db, { id });
  if (!row) throw notFound(id);
  return toSubset(row);
}

/**
 * Adds a subset; its name is tidied of surplus spaces.
 * @throws AppError ALREADY_EXISTS (the name, compared without case and surplus spaces), INVALID_INPUT (no name), NOT_FOUND
 * (payer account, workflow, end customer).
 */
export function addSubset(context: WriteContext, input: AddSubsetInput): Subset {
  const { db } = context;
  const { mpaId, workflowId, endCustomerId } = input;
  requireMpa(db, mpaId);
  requireLinks(db, mpaId, { workflowId, endCustomerId });
  const id = createSubset(context, input);
  const subset = requireSubset(db, id);
  context.label(`Added the subset ${subset.name}`);
  context.mpa(mpaId);
  return subset;
}

/** Gives a subset another name. @throws AppError NOT_FOUND, ALREADY_EXISTS, INVALID_INPUT (no name). */
export function renameSubset(context: WriteContext, input: { id: number; name: string }): Subset {
  const { db } = context;
  const { id, mpaId, note, name: before } = requireSubset(db, input.id);
  const name = checkedName(db, mpaId, input.name, id);
  warnOfAlikeSubsets(context, mpaId, name, id);
  updateSubset.run(db, { id, name, nameKey: nameKey(name), note });
  context.label(`Renamed the subset ${before} to ${name}`);
  context.mpa(mpaId);
  return requireSubset(db, id);
}

/** Sets a subset's note, which is never sent to anybody. @throws AppError NOT_FOUND. */
export function setSubsetNote(context: WriteContext, input: { id: number; note: string }): Subset {
  const { db } = context;
  const { id, mpaId, name } = requireSubset(db, input.id);
  updateSubset.run(db, { id, name, nameKey: nameKey(name), note: input.note.trim() });
  context.label(`Changed the note of the subset ${name}`);
  context.mpa(mpaId);
  return requireSubset(db, id);
}

/** Writes a new subset's row, its name checked. @throws AppError ALREADY_EXISTS, INVALID_INPUT. */
export function createSubset({ db, warn }: Pick<WriteContext, 'db' | 'warn'>, values: AddSubsetInput): number {
  const name = checkedName(db, values.mpaId, values.name, null);
  const { mpaId, workflowId, endCustomerId } = values;
  const row = { mpaId, name, nameKey: nameKey(name), note: values.note.trim(), workflowId, endCustomerId };
  warnOfAlikeSubsets({ db, warn }, mpaId, name, null);
  return insertSubset.run(db, row).lastId;
}

/** Tells of subsets that a new name is easily taken for. @param self the subset that gets the name, where it is there */
export function warnOfAlikeSubsets(
  { db, warn }: Pick<WriteContext, 'db' | 'warn'>,
  mpaId: AccountId,
  name: string,
  self: number | null,
): void {
  const others = otherSubsetNames.all(db, { mpaId, self }).map((other) => other.name);
  const sentence = alikeSentence('subset', name, others);
  if (sentence !== null) warn(sentence);
}

/**
 * Makes sure that a workflow and an end customer are the payer account's own.
 * @throws AppError NOT_FOUND.
 */
export function requireLinks(
  db: ReadDb,
  mpaId: AccountId,
  links: { workflowId?: number | null; endCustomerId?: number | null },
): void {
  const { workflowId = null, endCustomerId = null } = links;
  if (workflowId !== null && !workflowOfMpa.get(db, { mpaId, id: workflowId })) {
    throw new AppError(
      'NOT_FOUND',
      `The payer account ${mpaId} has no billing workflow ${workflowId}. See: ${act('workflows.list')}`,
      { mpaId, workflowId },
    );
  }
  if (endCustomerId !== null && requireEndCustomer(db, endCustomerId).mpaId !== mpaId) {
    throw new AppError(
      'NOT_FOUND',
      `The payer account ${mpaId} has no end customer ${endCustomerId}. See: ${act('customers.list')}`,
      { mpaId, endCustomerId },
    );
  }
}

/** A subset's name, tidied. @param self the subset that may have it @throws AppError ALREADY_EXISTS, INVALID_INPUT. */
export function checkedName(db: ReadDb, mpaId: AccountId, given: string, self: number | null): string {
  const name = tidyName(given);
  if (name === '') throw new AppError('INVALID_INPUT', 'A subset needs a name.', { field: 'name' });
  const other = subsetByNameKey.get(db, { mpaId, nameKey: nameKey(name) });
  if (!other || other.id === self) return name;
  throw new AppError(
    'ALREADY_EXISTS',
    `There is a subset ${other.name} already; names differ by more than case and spaces. Use it, or choose another name.`,
    { field: 'name', name, id: other.id },
  );
}

function notFound(id: number): AppError {
  return new AppError('NOT_FOUND', `There is no subset ${id} in the ledger. See: ${act('subsets.list')}`, { id });
}

/** A row as the contract has it. */
export function toSubset(row: SubsetRow): Subset {
  const { id, name, note } = row;
  const label = endCustomerLabel({
    name: row.end_customer_name ?? '',
    consoleEmail: row.end_customer_email ?? '',
    spotOrgId: row.end_customer_org ?? '',
  });
  return {
    id,
    mpaId: accountId(row.mpa_id),
    name,
    note,
    workflow: row.workflow_id === null ? null : { id: row.workflow_id, name: row.workflow_name ?? '' },
    endCustomer: row.end_customer_id === null ? null : { id: row.end_customer_id, name: label },
  };
}

function toSummary(row: SubsetSummaryRow): SubsetSummary {
  return { ...toSubset(row), accounts: row.accounts, suspended: row.suspended };
}
