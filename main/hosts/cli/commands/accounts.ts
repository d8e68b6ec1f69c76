import type { Command } from 'commander';
import { Option } from 'commander';
import type { Account, AccountSort, AccountStatus } from '../../../../shared/contract/accounts.ts';
import { accountSortSchema, accountStatusSchema } from '../../../../shared/contract/accounts.ts';
import { toFilter, withFilter } from '../account-filter.ts';
import type { FilterOptions } from '../account-filter.ts';
import type { Cli } from '../cli.ts';
import { toAccountId, toWholeNumber } from '../parse.ts';
import { assertOfMpa, pickMpa, pickSubset } from '../pick.ts';
import { count, pairs, table } from '../table.ts';
import { addAssignCommands } from './accounts-assign.ts';

interface ListOptions extends FilterOptions {
  sort: AccountSort;
  limit?: number;
}

interface FieldOptions {
  name?: string;
  email?: string;
  status?: AccountStatus | 'none';
  note?: string;
}

const MOST_A_PAGE = 1000;

/** `enroll accounts …`: the accounts of a payer account's organization. */
export function addAccountCommands(program: Command, cli: Cli): void {
  const accounts = program
    .command('accounts')
    .description('accounts of the organization: list, show, add, set, assign, unassign, remove');

  withFilter(accounts.command('list'))
    .description('list accounts, all of them or those that fit')
    .addOption(new Option('--sort <by>', 'in which order').choices(accountSortSchema.options).default('id'))
    .option('--limit <number>', 'the first so many only', toWholeNumber)
    .addHelpText(
      'after',
      `\nExamples:\n  enroll accounts list --subset none\n  enroll accounts list --text prod --json`,
    )
    .action((options: ListOptions) => listAccounts(cli, options));

  accounts
    .command('show')
    .argument('<ID>', 'the account ID')
    .description('show everything about an account')
    .action(async (id: string) => {
      const found = await (await cli.client()).accounts.get({ id: toAccountId(id) });
      await cli.output.say({
        json: found,
        text: accountText(found),
        note: `What was changed: enroll history --of account:${found.id}`,
      });
    });

  withFields(accounts.command('add').argument('<ID>', 'the account ID, 12 digits'))
    .description('add one account; many at once come by: enroll import')
    .option('--subset <name>', 'put it into this subset')
    .action(async (id: string, { subset, ...options }: FieldOptions & { subset?: string }) => {
      const mpa = await pickMpa(cli);
      const subsetId = subset === undefined ? null : (await pickSubset(cli, mpa, subset)).id;
      const input = { ...fields(options), mpaId: mpa.id, id: toAccountId(id), subsetId };
      const { value: added } = await (await cli.client()).accounts.add(input);
      await cli.output.say({ json: added, note: `Added the account ${added.id} ${added.name}.` });
    });

  withFields(accounts.command('set').argument('<ID>', 'the account ID'))
    .description("change an account; an option that isn't given stays")
    .action(async (id: string, options: FieldOptions) => {
      const { value: changed } = await (await cli.client()).accounts.set({ ...fields(options), id: toAccountId(id) });
      await cli.output.say({ json: changed, note: `Changed the account ${changed.id} ${changed.name}.` });
    });

  accounts.hook('preAction', (_accounts, command) => assertAccountOfMpa(cli, command));
  addAssignCommands(accounts, cli);

  accounts
    .command('remove')
    .argument('<ID>', 'the account ID')
    .description('remove an account from the ledger')
    .action(async (id: string) => {
      await cli.confirm(`Remove the account ${id}`);
      const { value: removed } = await (await cli.client()).accounts.remove({ id: toAccountId(id) });
      await cli.output.say({
        json: removed,
        note: `Removed the account ${removed.id} ${removed.name}. Bring it back with: enroll undo`,
      });
    });
}

/** An account belongs to one payer account: to that which --mpa names, where it names one. */
async function assertAccountOfMpa(cli: Cli, command: Command): Promise<void> {
  if (!['show', 'set', 'remove'].includes(command.name())) return;
  const id = toAccountId(command.args[0] ?? '');
  await assertOfMpa(cli, `account ${id}`, async (client) => (await client.accounts.get({ id })).mpaId);
}

async function listAccounts(cli: Cli, options: ListOptions): Promise<void> {
  const mpa = await pickMpa(cli);
  const filter = await toFilter(cli, mpa, options);
  const client = await cli.client();
  const all: Account[] = [];
  let cursor: string | null = null;
  do {
    const limit = Math.min(MOST_A_PAGE, (options.limit ?? Number.POSITIVE_INFINITY) - all.length);
    if (limit === 0) break;
    const page = await client.accounts.page({ mpaId: mpa.id, filter, sort: options.sort, cursor, limit });
    all.push(...page.rows);
    cursor = page.next;
  } while (cursor !== null && !cli.output.closed);
  const total = cursor === null ? all.length : (await client.accounts.count({ mpaId: mpa.id, filter })).count;
  const shown =
    total === all.length ? count(total, 'account') : `The first ${all.length} of ${count(total, 'account')}`;
  await cli.output.say({ json: all, text: listText(all), note: shown });
}

function withFields(command: Command): Command {
  const status = new Option('--status <status>', "its status at AWS; none: it isn't known");
  return command
    .option('--name <name>', 'its name')
    .option('--email <address>', 'its root e-mail')
    .addOption(status.choices([...accountStatusSchema.options, 'none']))
    .option('--note <text>', 'a note of your own');
}

function fields({ name, email, status, note }: FieldOptions): {
  name?: string;
  email?: string;
  status?: AccountStatus | null;
  note?: string;
} {
  return {
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...(status !== undefined && { status: status === 'none' ? null : status }),
    ...(note !== undefined && { note }),
  };
}

function listText(all: readonly Account[]): Promise<string> {
  return table(
    ['ID', 'Name', 'E-mail', 'Status', 'Subset', 'Workflow', 'End customer'],
    all.map(({ id, name, email, status, subset, workflow, endCustomer }) => [
      id,
      name,
      email,
      status,
      subset?.name ?? null,
      workflow?.name ?? null,
      endCustomer?.name ?? null,
    ]),
  );
}

function accountText(account: Account): string {
  const { subset, workflow, endCustomer } = account;
  return pairs([
    ['ID', account.id],
    ['Name', account.name],
    ['E-mail', account.email],
    ['Status', account.status],
    ['Payer account', account.mpaId],
    ['Subset', subset?.name ?? 'none'],
    ['Workflow', workflow?.name ?? 'none'],
    ['End customer', endCustomer?.name ?? 'none'],
    ['Joined', account.joinedAt],
    ['Joined by', account.joinedMethod],
    ['Note', account.note],
  ]);
}
