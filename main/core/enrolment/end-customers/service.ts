import type {
  AddEndCustomerInput,
  EndCustomer,
  EndCustomerSummary,
  SetEndCustomerInput,
} from '../../../../shared/contract/end-customers.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { endCustomerLabel } from '../../../../shared/domain/end-customer-label.ts';
import { alikeAddress, alikeSentence } from '../../../../shared/domain/look-alike.ts';
import { isMailAddress } from '../../../../shared/domain/mail-address.ts';
import { tidyName } from '../../../../shared/domain/name-key.ts';
import type { ReadContext, WriteContext } from '../../ledger/context.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { requireMpa } from '../mpas/service.ts';
import type { EndCustomerRow } from './repo.ts';
import {
  deleteEndCustomer,
  endCustomerById,
  endCustomerByOrg,
  endCustomersOfMpa,
  insertEndCustomer,
  subsetsOfEndCustomer,
  takeOffSubsets,
  updateEndCustomer,
} from './repo.ts';

/** A payer account's end customers with how many subsets and accounts each has. @throws AppError NOT_FOUND. */
export function listEndCustomers({ db }: ReadContext, input: { mpaId: AccountId }): EndCustomerSummary[] {
  requireMpa(db, input.mpaId);
  return endCustomersOfMpa.all(db, { mpaId: input.mpaId }).map(({ subsets, accounts, ...row }) => ({
    ...toEndCustomer(row),
    subsets,
    accounts,
  }));
}

/** One end customer with the subsets that are associated with it. @throws AppError NOT_FOUND. */
export function getEndCustomer(
  { db }: ReadContext,
  input: { id: number },
): EndCustomer & { usedBy: { id: number; name: string; accounts: number }[] } {
  return { ...requireEndCustomer(db, input.id), usedBy: subsetsOfEndCustomer.all(db, { id: input.id }) };
}

/** The end customer of an id, for the services of what refers to it. @throws AppError NOT_FOUND. */
export function requireEndCustomer(db: ReadDb, id: number): EndCustomer {
  return toEndCustomer(requireRow(db, id));
}

/**
 * Adds an end customer. It needs at least one of name, console e-mail and Spot Org ID; the other two can come later.
 * @throws AppError INVALID_INPUT, ALREADY_EXISTS (the Spot Org ID: each has an organization of its own), NOT_FOUND (the payer account).
 */
export function addEndCustomer(context: WriteContext, input: AddEndCustomerInput): EndCustomer {
  const { db } = context;
  requireMpa(db, input.mpaId);
  const row = checked(db, {
    id: 0,
    mpa_id: input.mpaId,
    name: input.name ?? '',
    console_email: input.consoleEmail ?? '',
    spot_org_id: input.spotOrgId ?? '',
    note: input.note ?? '',
  });
  warnOfAlike(context, row);
  const { id: _none, ...values } = row;
  const { lastId } = insertEndCustomer.run(db, values);
  const added = requireEndCustomer(db, lastId);
  context.label(`Added the end customer ${added.label}`);
  context.mpa(input.mpaId);
  return added;
}

/** Changes what is given of an end customer. @throws AppError NOT_FOUND, INVALID_INPUT, ALREADY_EXISTS (the Spot Org ID). */
export function setEndCustomer(context: WriteContext, input: SetEndCustomerInput): EndCustomer {
  const { db } = context;
  const present = requireRow(db, input.id);
  const row = checked(db, {
    ...present,
    name: input.name ?? present.name,
    console_email: input.consoleEmail ?? present.console_email,
    spot_org_id: input.spotOrgId ?? present.spot_org_id,
    note: input.note ?? present.note,
  });
  if (row.name !== present.name || row.console_email !== present.console_email) warnOfAlike(context, row);
  const { mpa_id: mpaId, ...values } = row;
  updateEndCustomer.run(db, values);
  const changed = requireEndCustomer(db, input.id);
  context.label(`Changed the end customer ${changed.label}`);
  context.mpa(mpaId);
  return changed;
}

/**
 * Removes an end customer. One that subsets are associated with is refused unless `force` takes it off them.
 * @throws AppError NOT_FOUND, CONFLICT (the subsets are named).
 */
export function removeEndCustomer(
  context: WriteContext,
  input: { id: number; force: boolean },
): { endCustomer: EndCustomer; subsets: number } {
  const { db } = context;
  const { id, force } = input;
  const endCustomer = requireEndCustomer(db, id);
  const usedBy = subsetsOfEndCustomer.all(db, { id });
  if (usedBy.length > 0 && !force) {
    const names = usedBy.map(({ name }) => name);
    throw new AppError(
      'CONFLICT',
      `The end customer ${endCustomer.label} is associated with ${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}. Associate these with another one first, or remove it with force, which leaves them without one.`,
      { id, subsets: usedBy },
    );
  }
  takeOffSubsets.run(db, { id });
  deleteEndCustomer.run(db, { id });
  context.label(`Removed the end customer ${endCustomer.label}`);
  context.mpa(endCustomer.mpaId);
  return { endCustomer, subsets: usedBy.length };
}

function requireRow(db: ReadDb, id: number): EndCustomerRow {
  const row = endCustomerById.get(db, { id });
  if (row) return row;
  throw new AppError('NOT_FOUND', `There is no end customer ${id} in the ledger. See: ${act('customers.list')}`, {
    id,
  });
}

/** The row tidied, when it says who it is and breaks no rule. */
function checked(db: ReadDb, given: EndCustomerRow): EndCustomerRow {
  const row: EndCustomerRow = {
    ...given,
    name: tidyName(given.name),
    console_email: given.console_email.trim(),
    spot_org_id: given.spot_org_id.trim(),
    note: given.note.trim(),
  };
  const { console_email: email, spot_org_id: org } = row;
  if (row.name === '' && email === '' && org === '') {
    throw invalid('name', 'An end customer needs a name, a Spot console e-mail or a Spot Org ID. Give one of them.');
  }
  if (email !== '' && !isMailAddress(email)) {
    throw invalid('consoleEmail', `${JSON.stringify(email)} is not a mail address. Write it as name@domain.example.`);
  }
  if (/\s/u.test(org)) {
    throw invalid(
      'spotOrgId',
      `${JSON.stringify(org)} is not a Spot Org ID: it has spaces. Copy it from user icon > My Organization.`,
    );
  }
  const other = endCustomerByOrg.get(db, { mpaId: row.mpa_id, spotOrgId: org });
  if (other && other.id !== row.id) {
    const { label } = toEndCustomer(other);
    throw new AppError(
      'ALREADY_EXISTS',
      `The Spot Org ID ${org} belongs to the end customer ${label} already, and each needs an organization of its own. Use that end customer, or give the right ID.`,
      { field: 'spotOrgId', id: other.id, spotOrgId: org },
    );
  }
  return row;
}

/** Tells of end customers that a name or an address is easily taken for. */
function warnOfAlike(
  { db, warn }: WriteContext,
  { id, mpa_id: mpaId, name, console_email: email }: EndCustomerRow,
): void {
  const others = endCustomersOfMpa.all(db, { mpaId }).filter((other) => other.id !== id);
  const named = others.flatMap((other) => (other.name === '' ? [] : [other.name]));
  const sentences = [
    name === '' ? null : alikeSentence('end customer', name, named),
    alikeAddress(
      email,
      others.map((other) => other.console_email),
    ),
  ];
  for (const sentence of sentences) if (sentence !== null) warn(sentence);
}

function invalid(field: string, sentence: string): AppError {
  return new AppError('INVALID_INPUT', sentence, { field });
}

function toEndCustomer(row: EndCustomerRow): EndCustomer {
  const { id, name, note } = row;
  const known = { name, consoleEmail: row.console_email, spotOrgId: row.spot_org_id };
  return { id, mpaId: accountId(row.mpa_id), ...known, note, label: endCustomerLabel(known) };
}
