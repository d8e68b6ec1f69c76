import type { LinkEndCustomerInput, LinkWorkflowInput, SubsetSelection } from '../../../../shared/contract/subsets.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { WriteContext } from '../../ledger/context.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { requireEndCustomer } from '../end-customers/service.ts';
import { requireMpa } from '../mpas/service.ts';
import { countSubsets, linkSubsets, subsetsByIds, workflowOfMpa } from './repo.ts';
import { requireLinks } from './service.ts';

/** How many subsets a link changed, and how many had it already. */
interface Linked {
  changed: number;
  unchanged: number;
}

/**
 * Gives one, several or all subsets a billing workflow, or none (null).
 * @throws AppError NOT_FOUND (payer account, subsets, workflow).
 */
export function setWorkflow(context: WriteContext, input: LinkWorkflowInput): Linked {
  const { db } = context;
  const { mpaId, workflowId } = input;
  requireMpa(db, mpaId);
  requireLinks(db, mpaId, { workflowId });
  const name = workflowId === null ? null : (workflowOfMpa.get(db, { mpaId, id: workflowId })?.name ?? null);
  const done = link(context, input, 'workflow_id', workflowId);
  context.label(
    name === null
      ? `Took the billing workflow off ${counted(done.changed)}`
      : `Gave ${counted(done.changed)} the billing workflow ${name}`,
  );
  return done;
}

/**
 * Associates one, several or all subsets with an end customer, or with none (null).
 * @throws AppError NOT_FOUND (payer account, subsets, end customer).
 */
export function setEndCustomerOfSubsets(context: WriteContext, input: LinkEndCustomerInput): Linked {
  const { db } = context;
  const { mpaId, endCustomerId } = input;
  requireMpa(db, mpaId);
  requireLinks(db, mpaId, { endCustomerId });
  const done = link(context, input, 'end_customer_id', endCustomerId);
  context.label(
    endCustomerId === null
      ? `Took the end customer off ${counted(done.changed)}`
      : `Associated ${counted(done.changed)} with the end customer ${requireEndCustomer(db, endCustomerId).label}`,
  );
  return done;
}

function link(
  context: WriteContext,
  { mpaId, subsets }: { mpaId: AccountId; subsets: SubsetSelection },
  column: 'workflow_id' | 'end_customer_id',
  to: number | null,
): Linked {
  const { db } = context;
  if ('ids' in subsets) assertSubsetsOf(db, mpaId, subsets.ids);
  // A filter may ask for what the change takes away: the number meant is counted before.
  const meant = countSubsets(db, mpaId, subsets);
  const changed = linkSubsets(db, mpaId, subsets, column, to);
  context.mpa(mpaId);
  return { changed, unchanged: meant - changed };
}

/** Makes sure that listed subsets are the payer account's own. @throws AppError NOT_FOUND that names those that aren't. */
function assertSubsetsOf(db: ReadDb, mpaId: AccountId, ids: readonly number[]): void {
  const own = new Set<number>();
  for (const row of subsetsByIds.all(db, { ids: JSON.stringify(ids) })) if (row.mpa_id === mpaId) own.add(row.id);
  const missing = [...new Set(ids)].filter((id) => !own.has(id));
  if (missing.length === 0) return;
  throw new AppError(
    'NOT_FOUND',
    `The payer account ${mpaId} has no subset ${missing.slice(0, 5).join(', ')}. Nothing was changed. See: ${act('subsets.list')}`,
    { mpaId, missing },
  );
}

function counted(n: number): string {
  return n === 1 ? '1 subset' : `${n} subsets`;
}
