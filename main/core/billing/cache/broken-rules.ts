import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { CostRule } from '../../../../shared/domain/cost-rules.ts';
import type { Content } from './content.ts';

/** A rule that lines break, with how many do, in a sentence. */
export interface BrokenRule {
  readonly rule: CostRule;
  readonly lines: number;
  readonly sentence: string;
}

/** Which rules the lines of a report break that can be accepted. @param payer whose report it is to be @param month 'YYYY-MM' */
export function brokenRules(content: Content, { payer, month }: { payer: string; month: string }): BrokenRule[] {
  const { badAccountIds, badAccountId, outsidePeriod, from, to, moreDecimals, payers } = content;
  const others = payers.filter(({ value }) => /^\d{12}$/u.test(value) && value !== payer);
  const ofOthers = others.reduce((sum, { lines }) => sum + lines, 0);
  const all: BrokenRule[] = [
    {
      rule: 'account-ids',
      lines: badAccountIds,
      sentence: `${lines(badAccountIds)} account IDs that are not 12 digits, such as '${badAccountId}'.`,
    },
    {
      rule: 'outside-period',
      lines: outsidePeriod,
      sentence: `${lines(outsidePeriod)} use outside of ${month}: from ${from} to ${to} UTC.`,
    },
    {
      rule: 'round',
      lines: moreDecimals,
      sentence: `${lines(moreDecimals)} money with more than ten decimals, which AWS does not write. Accepted, it is rounded to ten, half away from zero.`,
    },
    {
      rule: 'other-payer',
      lines: ofOthers,
      sentence: `${lines(ofOthers)} another payer account than ${payer}: ${others.map(({ value }) => value).join(', ')}.`,
    },
  ];
  return all.filter((each) => each.lines > 0);
}

function lines(count: number): string {
  return count === 1 ? 'One line has' : `${count.toLocaleString('en-US')} lines have`;
}

/**
 * Refuses a report whose lines break rules that nobody accepted, and what can't be accepted at all.
 * @throws AppError INVALID_ROWS with `rules`, and with `accept` what would have to be accepted.
 */
export function assertAccepted(broken: readonly BrokenRule[], accepted: readonly CostRule[], month: string): void {
  const open = broken.filter(({ rule }) => !accepted.includes(rule));
  if (open.length === 0) return;
  throw new AppError(
    'INVALID_ROWS',
    `The report of ${month} breaks rules of AWS's own reports: ${open.map(({ sentence }) => sentence).join(' ')} Nothing was kept. Look whether it is the right file; what you know to be right can be accepted by its name: ${act('cost-data.accept', { rules: open.map(({ rule }) => rule) })}`,
    { rules: open, accept: open.map(({ rule }) => rule) },
  );
}

/** Sums of two currencies are none. @throws AppError INVALID_ROWS */
export function assertOneCurrency({ currencies }: Content): void {
  const named = currencies.filter(({ value }) => value !== '');
  if (named.length <= 1) return;
  const said = named.map(({ value, lines: count }) => `${value} on ${count.toLocaleString('en-US')} lines`).join(', ');
  throw new AppError(
    'INVALID_ROWS',
    `The report has more than one currency: ${said}. Their sums would say nothing, so it can't be used. Nothing was kept.`,
    { currencies: named },
  );
}
