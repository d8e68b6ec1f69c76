import { ListAccountsCommand } from '@aws-sdk/client-organizations';
import type { Account } from '@aws-sdk/client-organizations';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import type { TaskContext } from '../../runtime/task.ts';
import type { OpenRun } from '../setup/open-run.ts';
import { withRun } from '../setup/with-run.ts';
import { toConsoleList } from './console-list.ts';

/** The accounts of an organization as a text table, under the headings of the Organizations console's own export. */
export interface OrganizationList {
  accounts: number;
  /** CSV, UTF-8. */
  csv: string;
  /** True when they come from the sandbox. */
  simulated: boolean;
}

/** As many as AWS gives at once (Organizations, ListAccounts, MaxResults). */
const PAGE = 20;

/**
 * All accounts of the organization that a payer account pays for, page by page. Nothing is changed; the calls are kept as a run.
 * @throws AppError NOT_FOUND, CHOICE_NEEDED (no profile), PROFILE_NOT_FOUND …, SERVICE_FAILED (AWS refused; `data.failure` has the
 * code and remedy), CANCELLED.
 */
export async function listOrganization(
  task: TaskContext,
  { mpaId, profile }: { mpaId: AccountId; profile: string | null },
): Promise<OrganizationList> {
  const mpa = await task.read('mpas.get', { id: mpaId });
  const { region } = await task.read('aws.choices', { mpaId });
  return withRun(task, { mpa, profile, region, kind: 'import', mode: 'plan' }, async (run) => {
    const accounts = await allAccounts(task, run);
    const result = { accounts: accounts.length, csv: toConsoleList(accounts), simulated: run.session.simulated };
    return { result, outcome: `${accounts.length} accounts` };
  });
}

async function allAccounts(task: TaskContext, { session }: OpenRun): Promise<Account[]> {
  const found: Account[] = [];
  let token: string | undefined;
  do {
    task.checkCancelled();
    const input = { MaxResults: PAGE, ...(token === undefined ? {} : { NextToken: token }) };
    const { Accounts = [], NextToken } = await session.organizations.send(new ListAccountsCommand(input));
    found.push(...Accounts);
    task.progress({ what: 'Accounts from AWS Organizations', done: found.length });
    token = NextToken;
  } while (token !== undefined && token !== '');
  return found;
}
