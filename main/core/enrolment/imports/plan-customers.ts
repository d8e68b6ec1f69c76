import { rowFault } from '../../../../shared/domain/row-fault.ts';
import type { SaidRowFault } from '../../../../shared/domain/row-fault.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import type { LedgerCustomer, PlannedCustomer, PlannedSubset } from './classify-repo.ts';
import { customerByOrg, customersByEmail, plannedCustomer, putCustomer } from './classify-repo.ts';

/** Which end customer a subset of the file belongs to: the key of a planned customer, or none is named, or a fault. */
export type CustomerOfSubset = { key: string | null; customerId: number | null } | { fault: SaidRowFault };

/**
 * Finds the end customer that a subset's row means, and plans what changes about it.
 *
 * A Spot organization is one customer (docs/procedure.md: 'Words'), so the Org ID decides where it is given. Else the console
 * e-mail does, and a blank cell keeps what the subset's customer has. Nothing is guessed between several of one e-mail.
 */
export function planCustomer(db: ReadDb, mpaId: string, subset: PlannedSubset): CustomerOfSubset {
  const { email, org_id: orgId } = subset;
  if (email === null && orgId === null) return { key: null, customerId: subset.customer_id };
  const current = currentCustomer(subset);
  const found = orgId === null ? byEmail(db, mpaId, email ?? '', current) : byOrg(db, mpaId, orgId, email, current);
  if (found === 'several') {
    return { fault: rowFault('customer-ambiguous', { email: email ?? '' }) };
  }
  const key = found === null ? newKey(email, orgId) : `id:${found.id}`;
  const before = plannedCustomer.get(db, { key }) ?? unplanned(key, subset.seq, found);
  const planned = { ...before, email: email ?? before.email, orgId: orgId ?? before.orgId };
  if (contradicts(before, email)) {
    const customer = before.orgId || before.email;
    return { fault: rowFault('customer-torn', { customer, one: before.email, other: email ?? '' }) };
  }
  // Of two spellings of one address the ledger's stays, or the first.
  if (sameMail(planned.email, before.email)) planned.email = before.email;
  putCustomer(db, { ...planned, kind: kindOf(planned) });
  return { key, customerId: found?.id ?? null };
}

function currentCustomer(subset: PlannedSubset): LedgerCustomer | null {
  if (subset.customer_id === null) return null;
  return { id: subset.customer_id, email: subset.customer_email ?? '', org_id: subset.customer_org_id ?? '' };
}

function byOrg(
  db: ReadDb,
  mpaId: string,
  orgId: string,
  email: string | null,
  current: LedgerCustomer | null,
): LedgerCustomer | null {
  const known = customerByOrg.get(db, { mpaId, orgId });
  if (known !== undefined) return known;
  // The Org ID of a customer that had none yet.
  if (current?.org_id === '' && (email === null || current.email === '' || sameMail(current.email, email)))
    return current;
  const alike = email === null ? [] : customersByEmail.all(db, { mpaId, email }).filter(({ org_id }) => org_id === '');
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

function byEmail(
  db: ReadDb,
  mpaId: string,
  email: string,
  current: LedgerCustomer | null,
): LedgerCustomer | null | 'several' {
  if (current !== null && sameMail(current.email, email)) return current;
  const alike = customersByEmail.all(db, { mpaId, email });
  if (alike.length > 1) return 'several';
  return alike[0] ?? current;
}

function newKey(email: string | null, orgId: string | null): string {
  return orgId === null ? `email:${(email ?? '').toLowerCase()}` : `org:${orgId}`;
}

function unplanned(key: string, seq: number, found: LedgerCustomer | null): PlannedCustomer {
  const { email, org_id: orgId } = found ?? { email: '', org_id: '' };
  return { key, seq, customerId: found?.id ?? null, email, orgId, kind: '', oldEmail: email, oldOrgId: orgId };
}

/** A second subset of the file that says something else about a customer for which the file has already said something. */
function contradicts(before: PlannedCustomer, email: string | null): boolean {
  if (before.kind === '' || email === null || before.email === '') return false;
  return !sameMail(before.email, email);
}

function kindOf(planned: PlannedCustomer): string {
  if (planned.customerId === null) return 'new';
  return planned.email === planned.oldEmail && planned.orgId === planned.oldOrgId ? 'unchanged' : 'changed';
}

function sameMail(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
