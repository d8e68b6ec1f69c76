import { Option } from 'commander';
import type { DataSet } from '../../../shared/contract/cost-data.ts';
import { monthSchema } from '../../../shared/contract/cost-data.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { COST_RULES } from '../../../shared/domain/cost-rules.ts';
import type { CostRule } from '../../../shared/domain/cost-rules.ts';
import { megabytes } from '../../../shared/domain/file-size.ts';
import type { Cli } from './cli.ts';
import { table } from './table.ts';

/** What --accept can be given, for a command's help. */
export const RULES = `Rules: account-ids (account IDs that are not 12 digits), outside-period (use outside of the month), round (more than ten
decimals: rounded, half away from zero), other-payer (lines of another payer account).`;

/** --accept, which may be given several times. */
export function acceptOption(): Option {
  return new Option(
    '--accept <rule>',
    'take lines that break this rule of reports all the same; may be given several times. --yes accepts none',
  )
    .choices(COST_RULES)
    .argParser((value: string, earlier: CostRule[] | undefined) => [...(earlier ?? []), toRule(value)]);
}

/** Tells what was accepted of what was read, and which --accept had no effect. */
export function tellAccepted(cli: Cli, sets: readonly DataSet[], accept: readonly CostRule[]): void {
  const useless = accept.filter((rule) => !sets.some(({ accepted }) => accepted.some((each) => each.rule === rule)));
  for (const rule of useless) cli.output.warn(`--accept ${rule} had no effect: no line breaks that rule.`);
  for (const { accepted } of sets) for (const { sentence } of accepted) cli.output.warn(`Accepted: ${sentence}`);
}

function toRule(text: string): CostRule {
  const found = COST_RULES.find((rule) => rule === text);
  if (found) return found;
  throw new AppError('INVALID_INPUT', `There is no rule ${text}. There are: ${COST_RULES.join(', ')}.`, { text });
}

/** A month as it was typed. @throws AppError INVALID_INPUT. */
export function toMonth(text: string): string {
  if (monthSchema.safeParse(text).success) return text;
  throw new AppError('INVALID_INPUT', `${text} is no month: it is written as 2026-10.`, { text });
}

/** What says that nothing is missing. */
export function provenText({ month, proven, state }: DataSet): string {
  const whole = {
    manifest: 'all files of its manifest are there and were read whole',
    checksums: 'its files are whole; without a manifest nothing says whether there are more',
    nothing: 'nothing can prove that it is complete: its files have no checksums',
  }[proven];
  const settled = {
    final: 'AWS has settled it',
    open: 'it is still open: AWS has not invoiced all of it',
    unknown: 'whether AWS has settled it is not known: it has no invoices',
  }[state];
  return `${month}: ${whole}; ${settled}.`;
}

/** Months as a table. */
export function listText(sets: readonly DataSet[]): Promise<string> {
  return table(
    ['Payer account', 'Month', 'Unblended', 'Currency', 'Lines', 'Accounts', 'State', 'Complete', 'Here'],
    sets.map(({ mpaId, month, unblended, currency, lines, accounts, state, proven, cachedBytes }) => [
      mpaId,
      month,
      unblended,
      currency,
      lines,
      accounts,
      state,
      proven === 'nothing' ? 'not proven' : `by ${proven}`,
      cachedBytes === null ? 'no' : megabytes(cachedBytes),
    ]),
  );
}
