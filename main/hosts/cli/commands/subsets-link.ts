import type { Command } from 'commander';
import type { SubsetSelection } from '../../../../shared/contract/subsets.ts';
import type { MpaSummary } from '../../../../shared/contract/mpas.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { Cli } from '../cli.ts';
import { pickEndCustomer, pickMpa, pickWorkflow, subsetPicker } from '../pick.ts';
import { count } from '../table.ts';

interface LinkOptions {
  text?: string;
  without?: true;
}

/** `enroll subsets set-workflow|set-customer`: which billing workflow and end customer subsets have. */
export function addLinkCommands(subsets: Command, cli: Cli): void {
  withSubsets(subsets.command('set-workflow').argument('<WORKFLOW>', 'the workflow; none takes it away'))
    .description('give subsets a billing workflow')
    .addHelpText(
      'after',
      `\nExamples:\n  enroll subsets set-workflow 'Standard resale' 'Contoso Retail' Fabrikam\n  enroll subsets set-workflow 'Standard resale' --without`,
    )
    .action(async (asked: string, names: string[], options: LinkOptions) => {
      const mpa = await pickMpa(cli);
      const workflowId = asked === 'none' ? null : (await pickWorkflow(cli, mpa, asked)).id;
      const without = options.without ? { workflowId: 'none' as const } : {};
      const picked = await toSubsets(cli, mpa, names, options, without);
      const { value: done } = await (
        await cli.client()
      ).subsets.setWorkflow({ mpaId: mpa.id, subsets: picked, workflowId });
      await sayLinked(cli, done);
    });

  withSubsets(subsets.command('set-customer').argument('<CUSTOMER>', 'the end customer; none takes it away'))
    .description('give subsets an end customer')
    .addHelpText('after', `\nExample:\n  enroll subsets set-customer 'Contoso Retail' 'Contoso Retail'`)
    .action(async (asked: string, names: string[], options: LinkOptions) => {
      const mpa = await pickMpa(cli);
      const endCustomerId = asked === 'none' ? null : (await pickEndCustomer(cli, mpa, asked)).id;
      const without = options.without ? { endCustomerId: 'none' as const } : {};
      const picked = await toSubsets(cli, mpa, names, options, without);
      const { value: done } = await (
        await cli.client()
      ).subsets.setEndCustomer({ mpaId: mpa.id, subsets: picked, endCustomerId });
      await sayLinked(cli, done);
    });
}

function withSubsets(command: Command): Command {
  return command
    .argument('[SUBSETS...]', 'the subsets, by name')
    .option('--text <text>', 'instead: those whose name contains it')
    .option('--without', 'instead: those that have none yet');
}

async function toSubsets(
  cli: Cli,
  mpa: MpaSummary,
  names: readonly string[],
  { text, without }: LinkOptions,
  none: { workflowId?: 'none'; endCustomerId?: 'none' },
): Promise<SubsetSelection> {
  const filtered = text !== undefined || without === true;
  if (filtered === names.length > 0) {
    throw new AppError(
      'INVALID_INPUT',
      'Say which subsets: by their names, or by --text or --without; one or the other.',
    );
  }
  if (!filtered) {
    const pick = await subsetPicker(cli, mpa);
    return { ids: names.map((name) => pick(name).id) };
  }
  return { filter: { text: text ?? null, workflowId: null, endCustomerId: null, hasAccounts: null, ...none } };
}

async function sayLinked(cli: Cli, done: { changed: number; unchanged: number }): Promise<void> {
  await cli.output.say({
    json: done,
    note: `${count(done.changed, 'subset')} changed, ${done.unchanged} had it already.`,
  });
}
