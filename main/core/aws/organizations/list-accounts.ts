import { ListAccountsCommand } from '@aws-sdk/client-organizations';
import type { Account } from '@aws-sdk/client-organizations';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import type { TaskContext } from '../../task.ts';
import type { OpenRun } from '../setup/open-run.ts';
import { withRun } from '../setup/with-run.ts';

/** The accounts of an organization as a text table, under the headings of the Organizations console's own export. */
export interface OrganizationList {
  accounts: number;
  /** CSV, UTF-8. */
  csv: string;
  /** True when they come from the sandbox. */
  simulated: boolean;
}

/** The columns of the console's export that the import knows (shared sample organizations-console-export.csv). */
const COLUMNS = ['Account ID', 'Email', 'Name', 'Status', 'Joined method', 'Joined timestamp'] as const;

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
    const result = { accounts: accounts.length, csv: toCsv(accounts), simulated: run.session.simulated };
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

function toCsv(accounts: readonly Account[]): string {
  const rows = accounts.map(({ Id, Email, Name, State, Status, JoinedMethod, JoinedTimestamp }) => [
    Id,
    Email,
    Name,
    // State has taken the place of Status, which AWS gives no more at some time (Organizations API, Account).
    State ?? Status,
    JoinedMethod,
    JoinedTimestamp?.toISOString().replace('.000Z', 'Z'),
  ]);
  return [COLUMNS, ...rows]
    .map((row) => row.map(field).join(','))
    .join('\r\n')
    .concat('\r\n');
}

/** A field in quotes, always: a name may hold anything (RFC 4180). */
function field(text = ''): string {
  return `"${text.replaceAll('"', '""')}"`;
}
