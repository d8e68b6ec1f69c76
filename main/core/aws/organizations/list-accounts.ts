import { ListAccountsCommand } from '@aws-sdk/client-organizations';
import type { Account } from '@aws-sdk/client-organizations';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { setupFailure } from '../../../../shared/domain/aws/setup-failure.ts';
import type { TaskContext } from '../../runtime/task.ts';
import { awsWords, callError } from '../session/aws-error.ts';
import { SetupStopped } from '../setup/setup-stopped.ts';
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
 * @throws AppError NOT_FOUND, CHOICE_NEEDED (no profile), PROFILE_NOT_FOUND …, WRONG_ACCOUNT, SERVICE_FAILED (AWS refused; `data.failure` has the
 * code and remedy), CANCELLED.
 */
export async function listOrganization(
  task: TaskContext,
  { mpaId, profile }: { mpaId: AccountId; profile: string | null },
): Promise<OrganizationList> {
  const mpa = await task.read('mpas.get', { id: mpaId });
  const { region } = await task.read('aws.choices', { mpaId });
  return withRun(task, { mpa, profile, region, kind: 'import', mode: 'plan' }, async (run) => {
    const accounts = await allAccounts(task, run).catch((error: unknown) => {
      throw inOwnWords(error, run);
    });
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

/** Rights to the set-up, which the policy of the set-up has, are of no help here. */
const ASK_FOR_LIST =
  'Ask whoever grants rights for organizations:ListAccounts, or export the list of accounts in the Organizations console and import that file.';

/** What AWS refuses of the list of accounts, with what helps there. */
function inOwnWords(error: unknown, { session }: OpenRun): unknown {
  if (error instanceof AppError) return error;
  if (callError(error).code === 'AWSOrganizationsNotInUseException') {
    const words = awsWords('organizations:ListAccounts', error);
    return new SetupStopped(setupFailure('no-organization', { account: session.accountId }, words), { cause: error });
  }
  const failure = session.failureOf(error);
  return failure.key === 'not-allowed'
    ? new SetupStopped({ ...failure, remedy: ASK_FOR_LIST }, { cause: error })
    : error;
}
