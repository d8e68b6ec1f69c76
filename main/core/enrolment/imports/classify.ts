import type { JobControl } from '../../ledger/context.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import * as repo from './classify-repo.ts';
import { planCustomer } from './plan-customers.ts';
import { warnOfAlike } from './warn-of-alike.ts';

/** What a person has decided about a whole file; what is about single rows is in the stage's table `decision`. */
export interface StageDecisions {
  /** null: not decided yet; hidden rows are then left out of the plan and stop the import. */
  hidden: 'include' | 'exclude' | null;
  acceptRepairs: boolean;
}

/** Which of the sheets that are imported have a column of account IDs. */
export type SheetsWithIds = 'all' | 'some' | 'none';

const SUBSETS_AT_A_TIME = 1000;

/**
 * Works out what an import would do to the ledger as it is now: the faults of rows, and a plan of what is new and what changes.
 * Nothing but the stage is changed. Rows with an error or an ID to be confirmed are in no plan.
 * @param db a connection that has both the stage and the ledger, inside a transaction
 * @param input.ids which of the sheets have a column of account IDs; accounts can be missing only where one has
 * @param input.several whether rows of several sheets are imported together
 */
export function classify(
  db: ReadDb,
  control: JobControl,
  input: { mpaId: string; ids: SheetsWithIds; several: boolean; decisions: StageDecisions },
): void {
  const { mpaId, ids, decisions } = input;
  const several = input.several ? 1 : 0;
  const tell = (done: number): void => {
    control.checkCancelled();
    control.progress({ what: 'Comparing with the ledger', done, total: 6 });
  };
  for (const clear of repo.CLEAR) clear(db);
  repo.clearLedgerFaults(db);
  repo.startRows(db, { mpaId, hidden: decisions.hidden === 'include' ? 1 : 0 });
  tell(1);
  faultsOfRows(db, { mpaId, ids, several, decisions });
  tell(2);
  planSubsetsAndCustomers(db, mpaId, several);
  tell(3);
  repo.planAccounts(db, { mpaId });
  tell(4);
  for (const note of repo.spellingNotes) note(db);
  warnOfAlike(db, mpaId);
  if (repo.newOrMailed.get(db)?.found === 1) repo.emailWarnings(db);
  tell(5);
  if (ids !== 'none') repo.findMissing(db, { mpaId });
  tell(6);
}

function faultsOfRows(
  db: ReadDb,
  how: { mpaId: string; ids: SheetsWithIds; several: number; decisions: StageDecisions },
): void {
  const { mpaId, ids, several, decisions } = how;
  const { unconfirmed, tooShort, otherMpa, otherPayer, payerInSubset, noSubset, nothing } = repo.FAULTS_OF_ROWS;
  unconfirmed(db, { mpaId, acceptAll: decisions.acceptRepairs ? 1 : 0 });
  tooShort(db, { mpaId });
  otherMpa(db, { mpaId });
  otherPayer(db, { mpaId });
  payerInSubset(db, { mpaId });
  noSubset(db);
  if (ids !== 'all') nothing(db);
  if (repo.findRepeats(db) > 0) {
    for (const conflict of repo.REPEAT_CONFLICTS) conflict(db, { several });
  }
}

/**
 * Plans what hangs on subsets. Contradictions are looked for among all rows, the faulty ones too; then these are taken out. A fault
 * that is found later, among the customers, takes out more rows and so changes the subsets: it is done again until there is none.
 */
function planSubsetsAndCustomers(db: ReadDb, mpaId: string, several: number): void {
  repo.planSubsets(db, { mpaId });
  if (repo.tornSubsets.get(db)?.found === 1) {
    for (const conflict of repo.SUBSET_CONFLICTS) conflict(db, { several });
  }
  repo.repeatNotes(db);
  let replan = repo.markFaulty(db) > 0;
  for (;;) {
    if (replan) {
      repo.clearSubsetPlans(db);
      repo.planSubsets(db, { mpaId });
    }
    repo.planWorkflows(db, { mpaId });
    replan = settleSubsets(db, mpaId) > 0;
    if (!replan) return;
    repo.markFaulty(db);
  }
}

/** @returns how many subsets had a fault */
function settleSubsets(db: ReadDb, mpaId: string): number {
  let faults = 0;
  let after = '';
  for (;;) {
    const page = repo.plannedSubsets.all(db, { after, limit: SUBSETS_AT_A_TIME });
    const last = page.at(-1);
    if (last === undefined) return faults;
    after = last.key;
    for (const subset of page) {
      const customer = planCustomer(db, mpaId, subset);
      if ('fault' in customer) {
        faults += 1;
        const { code, key, details } = customer.fault;
        repo.customerFault(db, { subset: subset.key, code, key, details: JSON.stringify(details) });
      } else {
        repo.settleSubset(db, settled(subset, customer));
      }
    }
  }
}

function settled(
  subset: repo.PlannedSubset,
  customer: { key: string | null; customerId: number | null },
): Parameters<typeof repo.settleSubset>[1] {
  const otherWorkflow = subset.workflow_key !== null && subset.workflow_key !== subset.old_workflow_key;
  const otherCustomer =
    customer.key !== null && (customer.customerId === null || customer.customerId !== subset.customer_id);
  const kind = subset.subset_id === null ? 'new' : otherWorkflow || otherCustomer ? 'changed' : 'unchanged';
  const old = {
    workflowName: subset.old_workflow,
    consoleEmail: subset.customer_email,
    orgId: subset.customer_org_id,
  };
  return { key: subset.key, customer: customer.key, kind, old: kind === 'changed' ? JSON.stringify(old) : null };
}
