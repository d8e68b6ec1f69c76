import type { Command } from 'commander';
import type { MergePreview } from '../../../../shared/contract/subsets.ts';
import { toSelection, withFilter } from '../account-filter.ts';
import type { FilterOptions } from '../account-filter.ts';
import type { Cli } from '../cli.ts';
import { pickEndCustomer, pickMpa, pickSubset, pickWorkflow, subsetPicker } from '../pick.ts';
import { count } from '../table.ts';

interface SplitOptions extends FilterOptions {
  dropWorkflow?: true;
  keepCustomer?: true;
}

/** `enroll subsets merge|split|delete`: what moves many accounts shows first what it would do. */
export function addReshapeCommands(subsets: Command, cli: Cli): void {
  subsets
    .command('merge')
    .argument('<INTO>', 'the subset that stays')
    .argument('<FROM...>', 'the subsets that go')
    .description('put the accounts of several subsets into one')
    .option('--workflow <name>', 'which workflow it has then; none: none. Must be said when they have different ones')
    .option(
      '--customer <name>',
      'which end customer it has then; none: none. Must be said when they have different ones',
    )
    .addHelpText(
      'after',
      `\nExample:\n  enroll subsets merge 'Contoso' 'Contoso Retail' 'Contoso Labs' --workflow 'Standard resale'`,
    )
    .action((into: string, from: string[], options: { workflow?: string; customer?: string }) =>
      merge(cli, into, from, options),
    );

  withFilter(subsets.command('split').argument('<SUBSET>', 'the subset to split'))
    .argument('<NAME>', 'the name of the new subset')
    .argument('[IDs...]', 'the account IDs that go into the new one; - reads them from standard input')
    .description('put some accounts of a subset into a new one, by their IDs or by a filter')
    .option('--drop-workflow', 'the new subset does not get the workflow')
    .option('--keep-customer', 'the new subset gets the end customer too')
    .addHelpText('after', `\nExample:\n  enroll subsets split 'Contoso' 'Contoso Labs' --text labs`)
    .action((asked: string, name: string, ids: string[], options: SplitOptions) =>
      split(cli, asked, name, ids, options),
    );

  subsets
    .command('delete')
    .alias('remove')
    .argument('<SUBSETS...>', 'their names')
    .description('delete subsets; their accounts stay, in no subset')
    .option('--force', 'together with the assignment rules that fill them')
    .action((asked: string[], { force }: { force?: true }) => remove(cli, asked, force === true));
}

async function merge(
  cli: Cli,
  into: string,
  from: string[],
  { workflow, customer }: { workflow?: string; customer?: string },
): Promise<void> {
  const mpa = await pickMpa(cli);
  const pick = await subsetPicker(cli, mpa);
  const idOf = async (asked: string, find: (name: string) => Promise<{ id: number }>): Promise<number | null> =>
    asked === 'none' ? null : (await find(asked)).id;
  const input = {
    into: pick(into).id,
    from: from.map((name) => pick(name).id),
    ...(workflow !== undefined && { workflowId: await idOf(workflow, (name) => pickWorkflow(cli, mpa, name)) }),
    ...(customer !== undefined && { endCustomerId: await idOf(customer, (name) => pickEndCustomer(cli, mpa, name)) }),
  };
  const client = await cli.client();
  const preview = await client.subsets.previewMerge(input);
  await cli.confirm(`Merge ${count(from.length, 'subset')} into ${preview.into.name}`, mergeText(preview));
  const { value: done } = await client.subsets.merge({ ...input, revision: preview.revision }, cli.abortable);
  await cli.output.say({
    json: done,
    note: `${count(done.moved, 'account')} moved into ${done.subset.name}, ${count(done.merged, 'subset')} gone. Take it back with: enroll undo`,
  });
}

function mergeText({ into, from, accounts, rules, workflow, endCustomer, ...conflicts }: MergePreview): string {
  const lines = from.map(({ name, accounts: moved }) => `  ${name}: ${count(moved, 'account')}`);
  const choose = (what: string, option: string, names: readonly { name: string }[]): string[] =>
    names.length === 0
      ? []
      : [`They have different ${what}: say ${option} with ${names.map(({ name }) => name).join(' or ')}.`];
  return [
    `Into ${into.name}, which would have ${count(accounts, 'account')}, workflow ${workflow?.name ?? 'none'}, end customer ${endCustomer?.name ?? 'none'}:`,
    ...lines,
    ...(rules > 0 ? [`  ${count(rules, 'assignment rule')} would fill it instead`] : []),
    ...choose('workflows', '--workflow', conflicts.workflowConflict),
    ...choose('end customers', '--customer', conflicts.endCustomerConflict),
  ].join('\n');
}

async function split(cli: Cli, asked: string, name: string, ids: string[], options: SplitOptions): Promise<void> {
  const { dropWorkflow, keepCustomer, ...filter } = options;
  const mpa = await pickMpa(cli);
  const { id, name: was } = await pickSubset(cli, mpa, asked);
  const accounts = await toSelection(cli, mpa, ids, filter);
  const client = await cli.client();
  const { revision, moves, stays } = await client.subsets.previewSplit({ id, accounts });
  await cli.confirm(`Split ${was}`, `${count(moves, 'account')} would go from ${was} into ${name}; ${stays} stay.`);
  const kept = { keepWorkflow: dropWorkflow !== true, keepEndCustomer: keepCustomer === true };
  const { value: done } = await client.subsets.split({ id, accounts, name, ...kept, revision }, cli.abortable);
  await cli.output.say({
    json: done,
    note: `${done.subset.name} has ${count(done.moved, 'account')}, ${was} ${done.stayed}. Take it back with: enroll undo`,
  });
}

async function remove(cli: Cli, asked: string[], force: boolean): Promise<void> {
  const pick = await subsetPicker(cli, await pickMpa(cli));
  const ids = asked.map((name) => pick(name).id);
  const client = await cli.client();
  const { revision, accounts, rules } = await client.subsets.previewRemove({ ids });
  const filled = rules.map(({ position, text }) => `\n  rule ${position}: ${text}`).join('');
  const fill = rules.length > 0 ? ` ${count(rules.length, 'assignment rule')} fill them:${filled}` : '';
  const preview = `${count(accounts, 'account')} would be in no subset.${fill}`;
  await cli.confirm(`Delete ${count(ids.length, 'subset')}`, preview);
  const { value: done } = await client.subsets.remove({ ids, force, revision }, cli.abortable);
  await cli.output.say({
    json: done,
    note: `${count(done.removed, 'subset')} deleted, ${count(done.unassigned, 'account')} in no subset now. Bring them back with: enroll undo`,
  });
}
