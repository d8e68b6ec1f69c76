import { Option } from 'commander';
import type { Command } from 'commander';
import type { EcoListPreview } from '../../../../shared/contract/cost-data.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { CREDIT_CLASSES, CREDIT_TYPES } from '../../../../shared/domain/line-item-type.ts';
import type { CreditClass } from '../../../../shared/domain/line-item-type.ts';
import type { Cli } from '../cli.ts';
import { toSource } from '../import-options.ts';
import { toPath } from '../parse.ts';
import { pickMpa } from '../pick.ts';
import { count } from '../table.ts';

/** In place of a class: the one that type, description and product say. */
const OWN = 'own';
/** How many IDs and faults a terminal shows; --json has all. */
const SHOWN = 10;

interface ClassOptions {
  type: (typeof CREDIT_TYPES)[number];
  description: string;
  product: string;
  class: CreditClass | typeof OWN;
}

/** `enroll cur class|eco`: what a person decides about the cost data of a payer account. */
export function addChoiceCommands(cur: Command, cli: Cli): void {
  cur
    .command('class')
    .description('say which class a credit, refund or discount counts as; enroll cur health lists them')
    .addOption(new Option('--type <type>', 'its line item type').choices(CREDIT_TYPES).makeOptionMandatory())
    .option('--description <text>', "its description, letter for letter; '' unless given", '')
    .option('--product <code>', "its product code, letter for letter; '' unless given", '')
    .addOption(
      new Option('--class <class>', `the class; ${OWN}: the one that type, description and product say`)
        .choices([...CREDIT_CLASSES, OWN])
        .makeOptionMandatory(),
    )
    .action((options: ClassOptions) => setClass(cli, options));

  cur
    .command('eco')
    .argument('[FILE]', '.xlsx, .csv, .txt with ARNs or IDs; - for standard input', (text) =>
      text === '-' ? text : toPath('FILE')(text),
    )
    .description(
      'say which reservations and Savings Plans Eco manages: the list takes the place of the one before; without --yes only a preview',
    )
    .option('--skip-invalid', 'leave out every row that is wrong, and keep the others')
    .option('--forget', 'in place of a list: nothing is known of it any more')
    .addHelpText(
      'after',
      '\nThe IDs stand in the column that is headed ARN, ID, Reservation ID, Savings Plan ID or the like; without a heading in the first.',
    )
    .action((file: string | undefined, options: EcoOptions) => setEco(cli, file, options));
}

async function setClass(cli: Cli, { type, description, product, class: chosen }: ClassOptions): Promise<void> {
  const { id: mpaId } = await pickMpa(cli);
  const client = await cli.client();
  const own = chosen === OWN;
  const { value } = await client.costData.setCreditClass({
    mpaId,
    type,
    description,
    product,
    class: own ? null : chosen,
  });
  await cli.output.say({
    json: value,
    note: `A ${type} with just this description and product counts as ${value.class}${own ? ', as it does by itself' : ''}.`,
  });
}

interface EcoOptions {
  skipInvalid?: boolean;
  forget?: boolean;
}

async function setEco(cli: Cli, file: string | undefined, options: EcoOptions): Promise<void> {
  const { id: mpaId } = await pickMpa(cli);
  if ((file === undefined) !== (options.forget === true))
    throw new AppError('INVALID_INPUT', 'Name a file with the list, or say --forget. Nothing was changed.');
  if (file === undefined) return forgetEco(cli, mpaId, options);
  const client = await cli.client();
  const source = await toSource(file, process.stdin);
  const preview = await cli.run(client.costData.previewEcoList({ mpaId, source }, cli.abortable));
  const { commitments, added, removed, faults } = preview;
  const text = previewText(preview);
  if (faults.length > 0 && options.skipInvalid !== true) {
    cli.exitCode = 1;
    const note = 'Nothing was changed. Mend the list, or leave these rows out with --skip-invalid.';
    return cli.output.say({ json: { ...preview, kept: null }, text, note });
  }
  if (added.length + removed.length === 0)
    return cli.output.say({
      json: { ...preview, kept: null },
      text,
      note: 'It changes nothing: all of it is kept already.',
    });
  if (!cli.options.yes && !cli.canAsk)
    return cli.output.say({
      json: { ...preview, kept: null },
      text,
      note: 'Nothing was changed yet. Keep it with the same command and --yes.',
    });
  await cli.confirm('Keep this list', text);
  const { value } = await client.costData.setEcoList({ mpaId, commitments });
  await cli.output.say({
    json: { ...preview, kept: value },
    text: cli.options.yes ? text : '',
    note: `Eco manages ${count(value.commitments, 'commitment')}: ${value.added} new, ${value.removed} no more.`,
  });
}

async function forgetEco(cli: Cli, mpaId: AccountId, { skipInvalid }: EcoOptions): Promise<void> {
  if (skipInvalid === true) throw new AppError('INVALID_INPUT', '--skip-invalid has no effect without a list.');
  await cli.confirm('Forget which commitments Eco manages');
  const { value } = await (await cli.client()).costData.setEcoList({ mpaId, commitments: [] });
  await cli.output.say({
    json: value,
    note: `Forgot which commitments Eco manages: ${count(value.removed, 'commitment')}. enroll undo brings them back.`,
  });
}

function previewText({ commitments, added, removed, repeated, faults }: EcoListPreview): string {
  const some = (what: string, all: readonly string[]): string[] =>
    all.length === 0
      ? []
      : [`${what}: ${all.slice(0, SHOWN).join(', ')}${all.length > SHOWN ? ` and ${all.length - SHOWN} more` : ''}`];
  const wrong = faults
    .slice(0, SHOWN)
    .map(({ sheet, row, column, value, reason }) => `  ${sheet}!${column}${row}: '${value}': ${reason}`);
  return [
    `${count(commitments.length, 'commitment')}${repeated === 0 ? '' : `, ${count(repeated, 'row')} that ${repeated === 1 ? 'says' : 'say'} the same again`}`,
    ...some('New', added),
    ...some('No more', removed),
    ...(faults.length === 0 ? [] : [`${count(faults.length, 'row')} can't be taken:`, ...wrong]),
    ...(faults.length > SHOWN ? [`  and ${faults.length - SHOWN} more`] : []),
  ].join('\n');
}
