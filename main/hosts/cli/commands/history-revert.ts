import { Argument } from 'commander';
import type { Command } from 'commander';
import { revertChoiceSchema } from '../../../../shared/contract/history.ts';
import type { KeptRow, RevertChoice, Reverted } from '../../../../shared/contract/history.ts';
import { localDay } from '../../../../shared/domain/local-day.ts';
import type { Cli } from '../cli.ts';
import { toFailure } from '../failure.ts';
import { toWholeNumber } from '../parse.ts';
import { count, table } from '../table.ts';

const WHY: Readonly<Record<KeptRow['why'], string>> = {
  changed: 'was changed later',
  taken: 'its place or its name is taken',
  'referred-to': 'others refer to it',
  missing: 'what it referred to is gone',
  order: 'the order of the rules was changed later',
};

/** `enroll history revert`. */
export function addRevertCommand(history: Command, cli: Cli): void {
  history
    .command('revert')
    .description(
      'reverse what one operation did, wherever it stands; what was done later stays. It is an operation of its own',
    )
    .addArgument(new Argument('<number>', 'the number of the operation').argParser(toWholeNumber))
    .option('--rest', 'where later changes stand on some of its rows: reverse the others')
    .addHelpText('after', `\nExamples:\n  enroll history revert 12\n  enroll history revert 12 --rest`)
    .action(async (id: number, { rest = false }: { rest?: boolean }) => {
      const done = await reverse(cli, id, rest);
      const text = done.kept.length === 0 ? '' : keptText(done.kept);
      await cli.output.say({ json: done, text, note: `${doneText(done)}\nThe other way: enroll undo` });
    });
}

/** At a terminal what is left to be chosen is shown, and asked for. `--yes` does not choose it: it is half of what was wanted. */
async function reverse(cli: Cli, id: number, rest: boolean): Promise<Reverted> {
  const { history } = await cli.client();
  try {
    return (await history.revert({ id, rest }, cli.abortable)).value;
  } catch (error) {
    const choice = choiceOf(error);
    if (choice === null || !cli.canAsk || cli.options.yes) throw error;
    cli.output.tell(await keptText(choice.kept));
    await cli.confirm(`Reverse the other ${count(choice.rows, 'row')} of operation ${id}`);
    return (await history.revert({ id, rest: true, revision: choice.revision }, cli.abortable)).value;
  }
}

function choiceOf(error: unknown): RevertChoice | null {
  const { code, data } = toFailure(error);
  return code === 'CHOICE_NEEDED' ? revertChoiceSchema.parse(data) : null;
}

function doneText({ operationId, label, rows, all }: Reverted): string {
  const which = rows === all ? count(rows, 'row') : `${rows} of ${count(all, 'row')}`;
  return `Reversed operation ${operationId}: ${label} (${which}).`;
}

function keptText(kept: readonly KeptRow[]): Promise<string> {
  return table(
    ['What stays', 'Key', 'Name', 'Why', 'Later operations'],
    kept.map(({ entity, key, name, why, by }) => [
      entity,
      key,
      name ?? '',
      WHY[why],
      by.map((operation) => `${operation.id} (${localDay(new Date(operation.at))}, ${operation.label})`).join('; '),
    ]),
  );
}
