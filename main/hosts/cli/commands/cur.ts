import type { Command } from 'commander';
import type { LineCondition } from '../../../../shared/contract/cost-data.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { COST_COLUMNS } from '../../../../shared/domain/cost-columns.ts';
import { megabytes } from '../../../../shared/domain/file-size.ts';
import type { CostRule } from '../../../../shared/domain/cost-rules.ts';
import type { Cli } from '../cli.ts';
import { MOST_A_PAGE } from '../pages.ts';
import { acceptOption, listText, provenText, RULES, tellAccepted, toMonth } from '../cost-data-words.ts';
import { refuseUseless } from '../options.ts';
import { changesText } from '../cost-data-changes.ts';
import { toPath, toWholeNumber } from '../parse.ts';
import { pickMpa } from '../pick.ts';
import { count, table } from '../table.ts';
import { addChoiceCommands } from './cur-choices.ts';
import { addFetchCommand } from './cur-fetch.ts';
import { addHealthCommand } from './cur-health.ts';

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

  addHealthCommand(cur, cli);

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
    .option('--out <file.csv>', 'write all lines that fit to a .csv, as a German Excel opens it', toPath('--out'))
    .option('--overwrite', 'replace a file with other content that is there')
    .addHelpText('after', `\nColumns:\n  ${COST_COLUMNS.map(({ name }) => name).join('\n  ')}`)
    .action((options: LineOptions, command: Command) => {
      if (options.out === undefined) {
        refuseUseless(command, ['overwrite'], 'without --out');
        return showLines(cli, options);
      }
      refuseUseless(command, ['limit'], 'with --out, which writes all lines that fit');
      return writeLines(cli, options, options.out);
    });

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

interface LineOptions {
  month: string;
  where?: LineCondition[];
  limit?: number;
  out?: string;
  overwrite?: boolean;
}

async function showLines(cli: Cli, { month, where = [], limit = SHOWN }: LineOptions): Promise<void> {
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

async function writeLines(cli: Cli, options: LineOptions, path: string): Promise<void> {
  const { id: mpaId } = await pickMpa(cli);
  const { month, where = [], overwrite = false } = options;
  const client = await cli.client();
  const saved = await cli.run(client.costData.saveLines({ mpaId, month, where, path, overwrite }, cli.abortable));
  await cli.output.say({ json: { path, rows: saved.rows }, note: `${path}: ${count(saved.rows, 'line')}` });
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
