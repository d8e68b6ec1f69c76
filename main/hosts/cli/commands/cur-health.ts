import type { Command } from 'commander';
import type { CostHealth, HealthFinding } from '../../../../shared/contract/cost-data.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { Cli } from '../cli.ts';
import { changesText } from '../cost-data-changes.ts';
import { toMonth } from '../cost-data-words.ts';
import { refuseUseless } from '../options.ts';
import { toPath } from '../parse.ts';
import { pickMpa } from '../pick.ts';
import { count, table } from '../table.ts';

/** `enroll cur health`: what the lines of some months are worth. */
export function addHealthCommand(cur: Command, cli: Cli): void {
  cur
    .command('health')
    .description('what the lines are worth before anybody is charged by them; ends with 1 where there are warnings')
    .option('--month <YYYY-MM>', 'the month', toMonth)
    .option('--from <YYYY-MM>', 'the first of several months', toMonth)
    .option('--to <YYYY-MM>', 'the last of several months', toMonth)
    .option('--by-day', 'the sums of each day too')
    .option('--out <file.csv>', 'write the findings to a .csv, as a German Excel opens it', toPath('--out'))
    .option('--overwrite', 'replace a file with other content that is there')
    .action((options: HealthOptions, command: Command) => {
      if (options.out === undefined) refuseUseless(command, ['overwrite'], 'without --out');
      return showHealth(cli, options);
    });
}

interface HealthOptions {
  month?: string;
  from?: string;
  to?: string;
  byDay?: boolean;
  out?: string;
  overwrite?: boolean;
}

/** The months that are meant. @throws AppError INVALID_INPUT, CHOICE_NEEDED */
function monthsOf({ month, from, to }: HealthOptions): { from: string; to: string } {
  if (month !== undefined && (from !== undefined || to !== undefined))
    throw new AppError('INVALID_INPUT', 'Give --month, or --from and --to. Nothing was changed.');
  const [first, last] = month === undefined ? [from, to] : [month, month];
  if (first === undefined || last === undefined)
    throw new AppError('CHOICE_NEEDED', 'Say which month is meant: --month YYYY-MM, or --from and --to for several.');
  if (first > last) throw new AppError('INVALID_INPUT', `${first} is after ${last}: --from is the earlier month.`);
  return { from: first, to: last };
}

async function showHealth(cli: Cli, options: HealthOptions): Promise<void> {
  const { id: mpaId } = await pickMpa(cli);
  const months = monthsOf(options);
  const client = await cli.client();
  const health = await client.costData.health({ mpaId, ...months });
  const { findings } = health;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  if (warnings > 0) cli.exitCode = 1;
  const { out, overwrite = false, byDay = false } = options;
  if (out !== undefined) {
    const { rows } = await cli.run(
      client.costData.saveFindings({ mpaId, ...months, path: out, overwrite }, cli.abortable),
    );
    cli.output.tell(`${out}: ${count(rows, 'finding')}`);
  }
  await cli.output.say({
    json: health,
    text: await healthText(health, byDay),
    note: `${count(health.months.length, 'month')}: ${count(warnings, 'warning')}, ${count(findings.length - warnings, 'hint')}`,
  });
}

async function healthText(health: CostHealth, byDay: boolean): Promise<string> {
  const parts = await Promise.all([
    someRows(
      ['Line item type', 'Lines', 'Unblended'],
      health.types.map(({ type, known, lines, unblended }) => [known ? type : `${type} (unknown)`, lines, unblended]),
    ),
    someRows(
      ['Day (UTC)', 'Line item type', 'Unblended'],
      byDay ? health.days.map(({ day, type, unblended }) => [day, type, unblended]) : [],
    ),
    someRows(
      ['Account', 'Subset', 'Lines', 'Unblended'],
      health.accounts.map(({ id, known, subset, lines, unblended }) => [
        id,
        subset ?? (known ? '' : '(not in the ledger)'),
        lines,
        unblended,
      ]),
    ),
    creditsText(health),
    commitmentsText(health),
    changesText(health.changes),
  ]);
  return [...parts, health.findings.map(findingText).join('\n')].filter((part) => part !== '').join('\n\n');
}

function creditsText({ credits }: CostHealth): Promise<string> {
  return someRows(
    ['Credit or discount', 'Description', 'Product', 'Class', 'Lines', 'Unblended'],
    credits.map((each) => [
      each.type,
      each.description,
      each.product,
      `${each.class}${each.isChosen ? ' (chosen by you)' : ''}`,
      each.lines,
      each.unblended,
    ]),
  );
}

/** By owner; where a list says which of them Eco manages, each of them too. */
async function commitmentsText({ commitments, eachCommitment }: CostHealth): Promise<string> {
  const owners = await someRows(
    ['Commitments', 'Owner', 'Number', 'Managed by Eco', 'Used by accounts', 'Lines'],
    commitments.map(({ kind, owner, commitments: number, eco, accounts, lines }) => [
      kind,
      owner,
      number,
      eco ?? 'not known',
      accounts,
      lines,
    ]),
  );
  if (eachCommitment.some(({ isEco }) => isEco === null)) return owners;
  const each = await someRows(
    ['Commitment', 'Managed by Eco', 'Used by accounts', 'Lines'],
    eachCommitment.map(({ arn, isEco, accounts, lines }) => [arn, isEco ? 'yes' : 'no', accounts, lines]),
  );
  return [owners, each].filter((part) => part !== '').join('\n\n');
}

/** A table, or nothing where it had no rows. */
function someRows(heads: string[], rows: Parameters<typeof table>[1]): Promise<string> {
  return rows.length === 0 ? Promise.resolve('') : table(heads, rows);
}

function findingText({ severity, sentence, lines, unblended }: HealthFinding): string {
  const about = [...(lines === null ? [] : [count(lines, 'line')]), ...(unblended === null ? [] : [unblended])];
  return `${severity}: ${sentence}${about.length === 0 ? '' : ` (${about.join(', ')})`}`;
}
