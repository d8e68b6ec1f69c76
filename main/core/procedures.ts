import type { Changed, Kind } from '../../shared/contract/base.ts';
import type { FeaturesWith, InputOfName, NameOf, ResultOfName } from '../../shared/contract/kinds.ts';
import { accounts } from './enrolment/accounts/index.ts';
import { assignmentRules } from './enrolment/assignment-rules/index.ts';
import { awsSetup, awsSetupOwnReads, awsSetupOwnWrites } from './enrolment/aws-setup/index.ts';
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
import { tickets, ticketsOwnJobs, ticketsOwnWrites } from './enrolment/tickets/index.ts';
import { workflows } from './enrolment/workflows/index.ts';
import { history, ledger } from './ledger/index.ts';
import type { LedgerProcedures } from './runtime/procedure.ts';

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
} satisfies { [F in FeaturesWith<Exclude<Kind, 'task'>>]: LedgerProcedures<F> };

/** What only tasks call: no page and no command asks for it. */
const OWN_READS = awsSetupOwnReads;
const OWN_JOBS = ticketsOwnJobs;
const OWN_WRITES = { ...awsSetupOwnWrites, ...ticketsOwnWrites };

const BY_NAME: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ...Object.entries(PROCEDURES).flatMap(([feature, group]) =>
    Object.entries(group).map(([name, run]) => [`${feature}.${name}`, run] as const),
  ),
  ...Object.entries({ ...OWN_READS, ...OWN_JOBS, ...OWN_WRITES }),
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

type OfContract<K extends Kind> = { [N in NameOf<K>]: { input: InputOfName<N>; result: ResultOfName<N> } };
type OfOwn<T> = { [N in keyof T]: { input: Input<Run<T[N]>>; result: Output<Run<T[N]>> } };
type OwnWrites<T> = { [N in keyof T]: { input: Input<Run<T[N]>>; result: Changed<Output<Run<T[N]>>> } };
type Run<T> = T extends { readonly run: infer R } ? R : T;
type Input<F> = F extends (context: never, input: infer I) => unknown ? I : never;
type Output<F> = F extends (...args: never[]) => infer R ? Awaited<R> : never;

/** Every read by its name: what it is asked, what it answers. */
export type Reads = OfContract<'read'> & OfOwn<typeof OWN_READS>;
/** Every job. */
export type Jobs = OfContract<'job'> & OfOwn<typeof OWN_JOBS>;
/** Every write. */
export type Writes = OfContract<'write' | 'long write'> & OwnWrites<typeof OWN_WRITES>;
/** Every task; see tasks.ts. */
export type Tasks = OfContract<'task'>;
