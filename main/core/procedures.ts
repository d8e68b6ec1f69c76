import type { Kind } from '../../shared/contract/base.ts';
import type { FeaturesWith } from '../../shared/contract/kinds.ts';
import { costDataLedger, costDataOwn } from './billing/data-sets/index.ts';
import { accounts } from './enrolment/accounts/index.ts';
import { assignmentRules } from './enrolment/assignment-rules/index.ts';
import { awsSetup, awsSetupOwn } from './enrolment/aws-setup/index.ts';
import { checks } from './enrolment/checks/index.ts';
import { endCustomers } from './enrolment/end-customers/index.ts';
import { imports } from './enrolment/imports/index.ts';
import { mpas } from './enrolment/mpas/index.ts';
import { savedViews } from './enrolment/saved-views/index.ts';
import { search } from './enrolment/search/index.ts';
import { settings } from './enrolment/settings/index.ts';
import { sheets } from './enrolment/sheets/index.ts';
import { steps } from './enrolment/steps/index.ts';
import { subsets } from './enrolment/subsets/index.ts';
import { tickets, ticketsOwn } from './enrolment/tickets/index.ts';
import { workflows } from './enrolment/workflows/index.ts';
import { history, ledger, ledgerOwn } from './history/index.ts';
import type { LedgerProcedures, OwnImplementations } from './runtime/procedure.ts';

/** All that reads and changes the ledger, by feature and name as in the contract. */
export const PROCEDURES = {
  history,
  ledger,
  mpas,
  accounts,
  subsets,
  assignmentRules,
  endCustomers,
  workflows,
  settings,
  tickets,
  sheets,
  checks,
  steps,
  imports,
  aws: awsSetup,
  search,
  savedViews,
  costData: costDataLedger,
} satisfies { [F in FeaturesWith<Exclude<Kind, 'task'>>]: LedgerProcedures<F> };

/** What only tasks call: no page and no command asks for it. */
const OWN = { ...awsSetupOwn, ...costDataOwn, ...ledgerOwn, ...ticketsOwn } satisfies OwnImplementations;

const BY_NAME: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ...Object.entries(PROCEDURES).flatMap(([feature, group]) =>
    Object.entries(group).map(([name, run]) => [`${feature}.${name}`, run] as const),
  ),
  ...Object.entries(OWN),
]);

/**
 * What implements a name; that it is of the right kind is the business of the types of `Reads`, `Jobs` and `Writes`.
 * @throws Error where there is none: a fault of the program.
 */
export function procedureNamed(name: string): unknown {
  const found = BY_NAME.get(name);
  if (found === undefined) throw new Error(`nothing is named ${name}`);
  return found;
}
