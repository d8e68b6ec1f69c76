import type { Command } from 'commander';
import type { HealthFinding, LineCondition } from '../../../../shared/contract/cost-data.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { COST_COLUMNS } from '../../../../shared/domain/cost-columns.ts';
import { megabytes } from '../../../../shared/domain/file-size.ts';
import type { CostRule } from '../../../../shared/domain/cost-rules.ts';
import type { Cli } from '../cli.ts';
import { MOST_A_PAGE } from '../pages.ts';
import { acceptOption, listText, provenText, RULES, tellAccepted, toMonth } from '../cost-data-words.ts';
import { changesText } from '../cost-data-changes.ts';
import { toPath, toWholeNumber } from '../parse.ts';
import { pickMpa } from '../pick.ts';
import { count, table } from '../table.ts';
import { addChoiceCommands } from './cur-choices.ts';
import { addFetchCommand } from './cur-fetch.ts';

/** How many lines are shown unless more are asked for. */
const SHOWN = 100;

/** What a terminal shows of a line; --json has all columns. */
const SHOWN_COLUMNS = [
  'line_item_usage_start_date',
  'line_item_usage_account_id',
  'line_item_line_item_type',
  'line_item_product_code',
  'line_item_usage_type',
  'line_item_unblended_cost',
  'pricing_public_on_demand_cost',
];

/** `enroll cur …`: cost data, as AWS delivers it in Cost and Usage Reports. */
export function addCostDataCommands(program: Command, cli: Cli): void {
  const cur = program
    .command('cur')
    .description('cost data of Cost and Usage Reports: add, fetch, list, health, lines, class, eco, forget, empty');

  cur
    .command('add')
    .argument(
      '<PATH...>',
      'files and folders of a report: .csv, .csv.gz, .zip, .parquet, with the manifest where there is one',
      (text, earlier: string[] | undefined) => [...(earlier ?? []), toPath('PATH')(text)],
    )
    .description('read reports into the ledger of cost data; a month that is there already is replaced')
    .option('--month <YYYY-MM>', 'which month the report is of, where it does not say so itself', toMonth)
    .addOption(acceptOption())
    .addHelpText(
      'after',
      `\n${RULES}
\nExamples:\n  enroll cur add report/20261001-20261101\n  enroll cur add october.csv.gz --month 2026-10`,
    )
    .action((paths: string[], options: { month?: string; accept?: CostRule[] }) => addCostData(cli, paths, options));

  addFetchCommand(cur, cli);
  addChoiceCommands(cur, cli);

  cur
    .command('list')
    .description('list the months that there is cost data of')
    .action(async () => {
      const mpa = cli.mpa === undefined ? null : await pickMpa(cli);
      const all = await (await cli.client()).costData.list({ mpaId: mpa?.id ?? null });
      const bytes = all.reduce((sum, { cachedBytes }) => sum + (cachedBytes ?? 0), 0);
      await cli.output.say({
        json: all,
        text: all.length === 0 ? 'There is no cost data yet. Add a report: enroll cur add PATH' : listText(all),
        note: all.length === 0 ? '' : `${count(all.length, 'month')}; their lines take ${megabytes(bytes)} here`,
      });
    });

  cur
    .command('health')
    .description('what the lines are worth before anybody is charged by them; ends with 1 where there are warnings')
    .option('--month <YYYY-MM>', 'the month', toMonth)
    .option('--from <YYYY-MM>', 'the first of several months', toMonth)
    .option('--to <YYYY-MM>', 'the last of several months', toMonth)
    .action((options: MonthOptions) => showHealth(cli, options));

  cur
    .command('lines')
    .description('show the lines of a month')
    .requiredOption('--month <YYYY-MM>', 'the month', toMonth)
    .option(
      '--where <condition>',
      "only lines that fit, such as 'line_item_product_code=AmazonEC2' (=, !=, <, <=, >, >=, ~ for contains); may be given several times",
      (text: string, earlier: LineCondition[] | undefined) => [...(earlier ?? []), toCondition(text)],
    )
    .option('--limit <number>', `so many at most; ${SHOWN} unless given`, toWholeNumber)
    .addHelpText('after', `\nColumns:\n  ${COST_COLUMNS.map(({ name }) => name).join('\n  ')}`)
    .action((options: { month: string; where?: LineCondition[]; limit?: number }) => showLines(cli, options));

  cur
    .command('forget')
    .description('forget the cost data of a month, with its lines on this computer')
    .requiredOption('--month <YYYY-MM>', 'the month', toMonth)
    .action(async ({ month }: { month: string }) => {
      const { id: mpaId } = await pickMpa(cli);
      await cli.confirm(`Forget the cost data of ${month}`);
      const { value } = await (await cli.client()).costData.forget({ mpaId, month });
      await cli.output.say({
        json: value,
        note: `Forgot the cost data of ${month}: ${count(value.lines, 'line')}. enroll undo brings back what is known of it, not its lines.`,
      });
    });

  cur
    .command('empty')
    .description('take the lines of all months off this computer; what is known of the months stays')
    .action(async () => {
      const mpa = cli.mpa === undefined ? null : await pickMpa(cli);
      await cli.confirm('Take the lines of cost data off this computer');
      const emptied = await (await cli.client()).costData.empty({ mpaId: mpa?.id ?? null });
      await cli.output.say({
        json: emptied,
        note: `Took ${count(emptied.files, 'file')} away (${megabytes(emptied.bytes)}). Reports that are added again bring the lines back.`,
      });
    });
}

async function addCostData(
  cli: Cli,
  paths: string[],
  { month, accept = [] }: { month?: string; accept?: CostRule[] },
): Promise<void> {
  const { id: mpaId } = await pickMpa(cli);
  const client = await cli.client();
  const result = await cli.run(client.costData.add({ mpaId, paths, month: month ?? null, accept }, cli.abortable));
  const sets = result.added.map(({ value }) => value);
  tellAccepted(cli, sets, accept);
  if (result.leftOut.length > 0)
    cli.output.warn(
      `${count(result.leftOut.length, 'file')} left out, which the manifest does not name: ${result.leftOut.slice(0, 5).join(', ')}${result.leftOut.length > 5 ? ' …' : ''}`,
    );
  await cli.output.say({
    json: { added: sets, leftOut: result.leftOut, changes: result.changes },
    text: [await listText(sets), await changesText(result.changes)].filter((part) => part !== '').join('\n\n'),
    note: `${sets.map(provenText).join('\n')}\nNext: enroll cur health --month ${sets[0]?.month ?? 'YYYY-MM'}`,
  });
}

interface MonthOptions {
  month?: string;
  from?: string;
  to?: string;
}

/** The months that are meant. @throws AppError INVALID_INPUT, CHOICE_NEEDED */
function monthsOf({ month, from, to }: MonthOptions): { from: string; to: string } {
  if (month !== undefined && (from !== undefined || to !== undefined))
    throw new AppError('INVALID_INPUT', 'Give --month, or --from and --to. Nothing was changed.');
  const [first, last] = month === undefined ? [from, to] : [month, month];
  if (first === undefined || last === undefined)
    throw new AppError('CHOICE_NEEDED', 'Say which month is meant: --month YYYY-MM, or --from and --to for several.');
  if (first > last) throw new AppError('INVALID_INPUT', `${first} is after ${last}: --from is the earlier month.`);
  return { from: first, to: last };
}

async function showHealth(cli: Cli, options: MonthOptions): Promise<void> {
  const { id: mpaId } = await pickMpa(cli);
  const months = monthsOf(options);
  const health = await (await cli.client()).costData.health({ mpaId, ...months });
  const { types, accounts, credits, commitments, eachCommitment, findings } = health;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  if (warnings > 0) cli.exitCode = 1;
  const parts = await Promise.all([
    table(
      ['Line item type', 'Lines', 'Unblended'],
      types.map(({ type, known, lines, unblended }) => [known ? type : `${type} (unknown)`, lines, unblended]),
    ),
    table(
      ['Account', 'Subset', 'Lines', 'Unblended'],
      accounts.map(({ id, known, subset, lines, unblended }) => [
        id,
        subset ?? (known ? '' : '(not in the ledger)'),
        lines,
        unblended,
      ]),
    ),
    credits.length === 0
      ? Promise.resolve('')
      : table(
          ['Credit or discount', 'Description', 'Product', 'Class', 'Lines', 'Unblended'],
          credits.map((each) => [
            each.type,
            each.description,
            each.product,
            `${each.class}${each.isChosen ? ' (chosen by you)' : ''}`,
            each.lines,
            each.unblended,
          ]),
        ),
    commitments.length === 0
      ? Promise.resolve('')
      : table(
          ['Commitments', 'Owner', 'Number', 'Managed by Eco', 'Used by accounts', 'Lines'],
          commitments.map((each) => [
            each.kind,
            each.owner,
            each.commitments,
            each.eco ?? 'not known',
            each.accounts,
            each.lines,
          ]),
        ),
    eachCommitment.length === 0 || eachCommitment.some(({ isEco }) => isEco === null)
      ? Promise.resolve('')
      : table(
          ['Commitment', 'Managed by Eco', 'Used by accounts', 'Lines'],
          eachCommitment.map(({ arn, isEco, accounts: users, lines }) => [arn, isEco ? 'yes' : 'no', users, lines]),
        ),
    changesText(health.changes),
    Promise.resolve(findings.map(findingText).join('\n')),
  ]);
  await cli.output.say({
    json: health,
    text: parts.filter((part) => part !== '').join('\n\n'),
    note: `${count(health.months.length, 'month')}: ${count(warnings, 'warning')}, ${count(findings.length - warnings, 'hint')}`,
  });
}

function findingText({ severity, sentence, lines, unblended }: HealthFinding): string {
  const about = [...(lines === null ? [] : [count(lines, 'line')]), ...(unblended === null ? [] : [unblended])];
  return `${severity}: ${sentence}${about.length === 0 ? '' : ` (${about.join(', ')})`}`;
}

async function showLines(
  cli: Cli,
  { month, where = [], limit = SHOWN }: { month: string; where?: LineCondition[]; limit?: number },
): Promise<void> {
  const { id: mpaId } = await pickMpa(cli);
  const client = await cli.client();
  const all: (string | null)[][] = [];
  let columns: string[] = [];
  let cursor: string | null = null;
  while (all.length < limit && !cli.output.closed) {
    const page = await client.costData.lines({
      mpaId,
      month,
      where,
      cursor,
      limit: Math.min(MOST_A_PAGE, limit - all.length),
    });
    columns = page.columns;
    all.push(...page.rows);
    cursor = page.next;
    if (cursor === null) break;
  }
  const at = SHOWN_COLUMNS.map((name) => columns.indexOf(name));
  await cli.output.say({
    json: all.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null]))),
    text:
      all.length === 0
        ? 'No line fits.'
        : table(
            SHOWN_COLUMNS,
            all.map((row) => at.map((index) => row[index] ?? null)),
          ),
    note: cursor === null ? count(all.length, 'line') : `The first ${count(all.length, 'line')}; more with --limit`,
  });
}

/** 'line_item_product_code=AmazonEC2' in its parts. @throws AppError INVALID_INPUT. */
function toCondition(text: string): LineCondition {
  const [, column = '', sign = '', value = ''] = /^(\w+)\s*(!=|<=|>=|=|<|>|~)(.*)$/su.exec(text) ?? [];
  if (!COST_COLUMNS.some(({ name }) => name === column))
    throw new AppError(
      'INVALID_INPUT',
      `${text} is no condition: it is a column, a sign and a value, such as line_item_product_code=AmazonEC2. The columns: enroll cur lines --help`,
      { text },
    );
  return { column, operator: sign === '~' ? 'contains' : (sign as LineCondition['operator']), value };
}
