import type { Command } from 'commander';
import type { EndCustomer, EndCustomerSummary } from '../../../../shared/contract/end-customers.ts';
import type { Cli } from '../cli.ts';
import { pickEndCustomer, pickMpa } from '../pick.ts';
import { count, pairs, table } from '../table.ts';

interface FieldOptions {
  name?: string;
  consoleEmail?: string;
  spotOrg?: string;
  note?: string;
}

type EndCustomerDetail = EndCustomer & { usedBy: readonly { name: string; accounts: number }[] };

/** `enroll customers …`: the MSP's customers, each with a Spot organization of its own. */
export function addCustomerCommands(program: Command, cli: Cli): void {
  const customers = program.command('customers').description('end customers: list, show, add, set, remove');

  customers
    .command('list')
    .description('list the end customers')
    .action(async () => {
      const { id: mpaId } = await pickMpa(cli);
      const all = await (await cli.client()).endCustomers.list({ mpaId });
      await cli.output.say({ json: all, text: listText(all), note: count(all.length, 'end customer') });
    });

  customers
    .command('show')
    .argument('<CUSTOMER>', 'its name, console e-mail, Spot Org ID, or number as #3')
    .description('show everything about an end customer')
    .action(async (asked: string) => {
      const { id } = await pickEndCustomer(cli, await pickMpa(cli), asked);
      const found = await (await cli.client()).endCustomers.get({ id });
      await cli.output.say({ json: found, text: customerText(found) });
    });

  withFields(customers.command('add'))
    .description('add an end customer')
    .option('--name <name>', 'its name')
    .addHelpText(
      'after',
      `\nExample:\n  enroll customers add --name 'Contoso Retail' --console-email billing@contosoretail.example --spot-org 606000000002`,
    )
    .action(async (options: FieldOptions) => {
      const { id: mpaId } = await pickMpa(cli);
      const { value: added } = await (await cli.client()).endCustomers.add({ mpaId, ...fields(options) });
      await cli.output.say({
        json: added,
        note: `Added the end customer ${added.label}.\nNext: enroll subsets set-customer '${added.label}' SUBSET`,
      });
    });

  withFields(customers.command('set').argument('<CUSTOMER>', 'its name, console e-mail, Spot Org ID, or number as #3'))
    .option('--name <name>', 'its name')
    .description("change an end customer; an option that isn't given stays")
    .action(async (asked: string, options: FieldOptions) => {
      const { id } = await pickEndCustomer(cli, await pickMpa(cli), asked);
      const { value: changed } = await (await cli.client()).endCustomers.set({ id, ...fields(options) });
      await cli.output.say({ json: changed, note: `Changed the end customer ${changed.label}.` });
    });

  customers
    .command('remove')
    .argument('<CUSTOMER>', 'its name, console e-mail, Spot Org ID, or number as #3')
    .option('--force', 'also when subsets have it; they have none then')
    .description('remove an end customer')
    .action(async (asked: string, { force }: { force?: true }) => {
      const { id, label } = await pickEndCustomer(cli, await pickMpa(cli), asked);
      await cli.confirm(`Remove the end customer ${label}`);
      const { value: removed } = await (await cli.client()).endCustomers.remove({ id, force: force === true });
      await cli.output.say({
        json: removed,
        note: `Removed the end customer ${label}. Bring it back with: enroll undo`,
      });
    });
}

function withFields(command: Command): Command {
  return command
    .option('--console-email <address>', 'the Spot console e-mail')
    .option('--spot-org <ID>', 'the Spot Org ID of its own organization')
    .option('--note <text>', 'a note of your own');
}

function fields({ name, consoleEmail, spotOrg, note }: FieldOptions): {
  name?: string;
  consoleEmail?: string;
  spotOrgId?: string;
  note?: string;
} {
  return {
    ...(name !== undefined && { name }),
    ...(consoleEmail !== undefined && { consoleEmail }),
    ...(spotOrg !== undefined && { spotOrgId: spotOrg }),
    ...(note !== undefined && { note }),
  };
}

function listText(all: readonly EndCustomerSummary[]): Promise<string> {
  return table(
    ['No.', 'End customer', 'Spot console e-mail', 'Spot Org ID', 'Subsets', 'Accounts'],
    all.map(({ id, label, consoleEmail, spotOrgId, subsets, accounts }) => [
      `#${id}`,
      label,
      consoleEmail,
      spotOrgId,
      subsets,
      accounts,
    ]),
  );
}

function customerText({ id, name, consoleEmail, spotOrgId, note, mpaId, usedBy }: EndCustomerDetail): string {
  return pairs([
    ['Number', `#${id}`],
    ['Name', name || '(none)'],
    ['Console e-mail', consoleEmail || '(none)'],
    ['Spot Org ID', spotOrgId || '(none)'],
    ['Payer account', mpaId],
    ['Subsets', usedBy.map((subset) => `${subset.name} (${subset.accounts})`).join(', ') || 'none'],
    ['Note', note],
  ]);
}
