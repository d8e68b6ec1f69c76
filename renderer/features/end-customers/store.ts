import type { EndCustomerSummary } from '../../../shared/contract/end-customers.ts';

/** Those whose name, console e-mail or Spot Org ID has a text in it. */
export function shownEndCustomers(all: readonly EndCustomerSummary[], text: string): EndCustomerSummary[] {
  const wanted = text.trim().toLowerCase();
  return all.filter(({ name, consoleEmail, spotOrgId }) =>
    [name, consoleEmail, spotOrgId].some((value) => value.toLowerCase().includes(wanted)),
  );
}
