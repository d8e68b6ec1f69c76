import type { Command } from 'commander';
import type { AssignmentPreview } from '../../../../shared/contract/accounts.ts';
import { toSelection, withFilter } from '../account-filter.ts';
import type { FilterOptions } from '../account-filter.ts';
import type { Cli } from '../cli.ts';
import { pickMpa, pickSubset } from '../pick.ts';
import { count } from '../table.ts';

/** `enroll accounts assign|unassign`: into a subset, or out of it. */
export function addAssignCommands(accounts: Command, cli: Cli): void {
  withFilter(accounts.command('assign').argument('<SUBSET>', 'the subset to put them in'))
    .argument('[IDs...]', 'the account IDs; - reads them from standard input')
    .description('put accounts into a subset, by their IDs or by a filter; shows first what would move')
    .addHelpText(
      'after',
      `\nExamples:\n  enroll accounts assign 'Contoso Retail' 099999999998 099999999997\n  enroll accounts assign 'Contoso Retail' --subset none --text contoso --yes`,
    )
    .action((subset: string, ids: string[], options: FilterOptions) => assign(cli, subset, ids, options));

  withFilter(accounts.command('unassign').argument('[IDs...]', 'the account IDs; - reads them from standard input'))
    .description('take accounts out of their subset, by their IDs or by a filter')
    .action((ids: string[], options: FilterOptions) => assign(cli, null, ids, options));
}

async function assign(cli: Cli, subset: string | null, ids: string[], options: FilterOptions): Promise<void> {
  const mpa = await pickMpa(cli);
  const to = subset === null ? null : { id: (await pickSubset(cli, mpa, subset)).id };
  const input = { mpaId: mpa.id, accounts: await toSelection(cli, mpa, ids, options), to };
  const client = await cli.client();
  const preview = await client.accounts.previewAssign(input);
  const { revision, moves } = preview;
  if (moves > 0) {
    const what = subset === null ? `Take ${count(moves, 'account')} out` : `Move ${count(moves, 'account')}`;
    await cli.confirm(what, previewText(preview));
  }
  const { value: done } = await client.accounts.assign({ ...input, revision }, cli.abortable);
  const note = `${count(done.moved, 'account')} moved, ${done.stayed} stayed.`;
  await cli.output.say({ json: done, note: done.moved === 0 ? note : `${note} Take it back with: enroll undo` });
}

function previewText({ subset, found, moves, stays, leaves }: AssignmentPreview): string {
  const from = leaves.map(({ name, accounts }) => `\n  ${count(accounts, 'account')} would leave ${name}`).join('');
  const to = subset === null ? 'out of their subset' : `into ${subset.name}`;
  return `Of ${count(found, 'account')}, ${moves} would go ${to}; ${stays} stay as they are.${from}`;
}
