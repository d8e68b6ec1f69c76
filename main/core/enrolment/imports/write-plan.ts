import type { WriteContext } from '../../ledger/context.ts';
import * as repo from './apply-repo.ts';
import { chosenSheets } from './stage-meta.ts';
import type { StageMeta } from './stage-meta.ts';

const STEPS = 5;

interface Writing {
  context: WriteContext;
  mpaId: string;
  source: { file: string };
}

/** Writes the plan of a stage into the ledger: what is referred to before what refers to it. */
export function writePlan(context: WriteContext, meta: StageMeta): void {
  const { filled, mpaId } = meta;
  const { db } = context;
  const writing: Writing = { context, mpaId, source: { file: filled.info.name } };
  const tell = (done: number): void => {
    context.checkCancelled();
    context.progress({ what: 'Writing to the ledger', done, total: STEPS });
  };
  tell(0);
  writeWorkflows(writing);
  const customers = writeCustomers(writing);
  writeSubsets(writing, customers);
  tell(1);
  for (const { name: sheet, columns } of chosenSheets(filled)) {
    const idColumn = columns.find(({ field }) => field === 'accountId');
    repo.accountSources(db, { ...writing.source, sheet, column: idColumn?.header ?? '' });
  }
  tell(2);
  repo.insertAccounts(db, { mpaId });
  tell(3);
  repo.updateAccounts(db, { mpaId });
  tell(4);
}

function writeWorkflows({ context: { db }, mpaId, source }: Writing): void {
  let after = '';
  for (;;) {
    const page = repo.newWorkflows.all(db, { after });
    for (const { key, seq, name } of page) {
      const id = nextId(db, 'workflow');
      repo.sourceOf(db, { ...source, entity: 'workflow', key: String(id), seq });
      repo.insertWorkflow(db, { id, mpaId, name, key });
      after = key;
    }
    if (page.length === 0) return;
  }
}

/** @returns the IDs of the customers that are new, by their key in the plan */
function writeCustomers({ context: { db }, mpaId, source }: Writing): Map<string, number> {
  const added = new Map<string, number>();
  let after = '';
  for (;;) {
    const page = repo.changedCustomers.all(db, { after });
    for (const { key, seq, customer_id: known, email, org_id: orgId } of page) {
      const id = known ?? nextId(db, 'end_customer');
      repo.sourceOf(db, { ...source, entity: 'end_customer', key: String(id), seq });
      if (known === null) {
        repo.insertCustomer(db, { id, mpaId, email, orgId });
        added.set(key, id);
      } else {
        repo.updateCustomer(db, { id, email, orgId });
      }
      after = key;
    }
    if (page.length === 0) return added;
  }
}

function writeSubsets({ context, mpaId, source }: Writing, customers: ReadonlyMap<string, number>): void {
  const { db } = context;
  let after = '';
  for (;;) {
    const page = repo.changedSubsets.all(db, { mpaId, after });
    for (const subset of page) {
      const id = subset.subset_id ?? nextId(db, 'subset');
      const customerId = subset.customer_id ?? customers.get(subset.customer_key ?? '') ?? null;
      const { key, seq, name, workflow_id: workflowId } = subset;
      repo.sourceOf(db, { ...source, entity: 'subset', key: String(id), seq });
      if (subset.subset_id === null) repo.insertSubset(db, { id, mpaId, name, key, workflowId, customerId });
      else repo.updateSubset(db, { id, workflowId, customerId });
      after = key;
    }
    if (page.length === 0) return;
    context.checkCancelled();
  }
}

function nextId(db: WriteContext['db'], table: string): number {
  return repo.nextId.get(db, { table })?.id ?? 1;
}
