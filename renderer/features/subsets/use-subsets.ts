import type { AccountId } from '../../../shared/domain/account-id.ts';
import { useSession } from '../../session/session.ts';
import { allOf, useRead } from '../../session/use-read.ts';
import type { Read } from '../../session/use-read.ts';
import { toChoices } from './store.ts';
import type { SubsetsView } from './store.ts';

/** The subsets of a payer account, with what they can be given. */
export function useSubsets(mpaId: AccountId): Read<SubsetsView> {
  const { queries } = useSession();
  const input = { mpaId };
  const subsets = useRead(queries.subsets.list.queryOptions({ input }));
  const workflows = useRead(queries.workflows.list.queryOptions({ input }));
  const endCustomers = useRead(queries.endCustomers.list.queryOptions({ input, select: toChoices }));
  return allOf({ subsets, workflows, endCustomers });
}
