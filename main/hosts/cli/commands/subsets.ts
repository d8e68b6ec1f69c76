import type { Command } from 'commander';
import type { SubsetSummary } from '../../../../shared/contract/subsets.ts';
import type { Cli } from '../cli.ts';
import { pickEndCustomer, pickMpa, pickSubset, pickWorkflow } from '../pick.ts';
import { count, pairs, table } from '../table.ts';
import { addLinkCommands } from './subsets-link.ts';
import { addReshapeCommands } from './subsets-reshape.ts';

interface AddOptions {
  workflow?: string;
  customer?: string;
  note?: string;
}

/** `enroll subsets …`: named groups of accounts, usually one a customer. */
export function addSubsetCommands(program: Command, cli: Cli): void {
  const subsets = program
    .command('subsets')
    .description('subsets: list, show, add, rename, note, merge, split, delete, set-workflow, set-customer');

  subsets
    .command('list')
    .description('list the subsets with their counts')
    .option('--text <text>', 'contained in the name')
    .option('--empty', 'only those without accounts')
    .action(async ({ text, empty }: { text?: string; empty?: true }) => {
      const { id: mpaId } = await pickMpa(cli);
      const filter = { text: text ?? null, hasAccounts: empty ? false : null };
      const all = await (await cli.client()).subsets.list({ mpaId, filter });
      await cli.output.say({ json: all, text: listText(all), note: count(all.length, 'subset') });
    });

  subsets
    .command('show')
    .argument('<SUBSET>', 'its name, or its number as #12')
    .description('show everything about a subset')
    .action(async (asked: string) => {
      const found = await pickSubset(cli, await pickMpa(cli), asked);
      await cli.output.say({
        json: found,
        text: subsetText(found),
        note: `Its accounts: enroll accounts list --subset '#${found.id}'`,
      });
    });

  subsets
    .command('add')
    .argument('<NAME>', 'its name; a colon or line break in it would break the tickets')
    .description('add a subset')
    .option('--workflow <name>', 'its billing workflow')
    .option('--customer <name>', 'its end customer')
    .option('--note <text>', 'a note of your own')
    .action(async (name: string, { workflow, customer, note }: AddOptions) => {
      const mpa = await pickMpa(cli);
      const workflowId = workflow === undefined ? null : (await pickWorkflow(cli, mpa, workflow)).id;
      const endCustomerId = customer === undefined ? null : (await pickEndCustomer(cli, mpa, customer)).id;
      const input = { mpaId: mpa.id, name, workflowId, endCustomerId, note: note ?? '' };
      const { value: added } = await (await cli.client()).subsets.add(input);
      await cli.output.say({
        json: added,
        note: `Added the subset ${added.name}.\nNext: enroll accounts assign '${added.name}' --text …, or a rule: enroll rules add`,
      });
    });

  subsets
    .command('rename')
    .argument('<SUBSET>', 'its name now')
    .argument('<NAME>', 'its new name')
    .description('rename a subset')
    .action(async (asked: string, name: string) => {
      const { id, name: was } = await pickSubset(cli, await pickMpa(cli), asked);
      const { value: renamed } = await (await cli.client()).subsets.rename({ id, name });
      await cli.output.say({ json: renamed, note: `Renamed ${was} to ${renamed.name}.` });
    });

  subsets
    .command('note')
    .argument('<SUBSET>', 'its name')
    .argument('<TEXT>', "the note; '' takes it away")
    .description('keep a note of your own with a subset')
    .action(async (asked: string, note: string) => {
      const { id } = await pickSubset(cli, await pickMpa(cli), asked);
      const { value: changed } = await (await cli.client()).subsets.setNote({ id, note });
      await cli.output.say({ json: changed, note: `Noted with ${changed.name}.` });
    });

  addReshapeCommands(subsets, cli);
  addLinkCommands(subsets, cli);
}

function listText(all: readonly SubsetSummary[]): Promise<string> {
  return table(
    ['No.', 'Subset', 'Accounts', 'Suspended', 'Workflow', 'End customer', 'Note'],
    all.map(({ id, name, accounts, suspended, workflow, endCustomer, note }) => [
      `#${id}`,
      name,
      accounts,
      suspended,
      workflow?.name ?? null,
      endCustomer?.name ?? null,
      note,
    ]),
  );
}

function subsetText({ id, name, accounts, suspended, workflow, endCustomer, note, mpaId }: SubsetSummary): string {
  return pairs([
    ['Subset', name],
    ['Number', `#${id}`],
    ['Payer account', mpaId],
    ['Accounts', `${accounts}${suspended > 0 ? ` (${suspended} suspended)` : ''}`],
    ['Workflow', workflow?.name ?? 'none'],
    ['End customer', endCustomer?.name ?? 'none'],
    ['Note', note],
  ]);
}
