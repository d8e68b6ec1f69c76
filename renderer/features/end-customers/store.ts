import type { EndCustomerSummary } from '../../../shared/contract/end-customers.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import type { Client } from '../../api.ts';

/** The end customers of a payer account, with how many subsets each has. */
export function readEndCustomers(client: Client, { mpaId }: { mpaId: AccountId }): Promise<EndCustomerSummary[]> {
  return client.endCustomers.list({ mpaId });
}

/** Those whose name, console e-mail or Spot Org ID has a text in it. */
export function shownEndCustomers(all: readonly EndCustomerSummary[], text: string): EndCustomerSummary[] {
  const wanted = text.trim().toLowerCase();
  return all.filter(({ name, consoleEmail, spotOrgId }) =>
    [name, consoleEmail, spotOrgId].some((value) => value.toLowerCase().includes(wanted)),
  );
}
