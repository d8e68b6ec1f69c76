import type { CostChanges, CostHealth, HealthFinding, LineCondition } from '../../../../shared/contract/cost-data.ts';
import type { KeptDataSet } from '../../../../shared/contract/own-procedures.ts';
import { changesSentence } from '../../../../shared/domain/cost-change-words.ts';
import { moneyText, moneyUnits } from '../../../../shared/domain/money.ts';
import { monthName } from '../../../../shared/domain/month.ts';

interface Counted {
  readonly lines: number;
  /** Units of 1e-10. */
  readonly unblended: bigint;
}

/** What was counted of the lines; see health.ts. */
export interface Counts {
  readonly counted: Readonly<
    Record<
      | 'freeWithPrice'
      | 'freeWithoutPrice'
      | 'coveredWithoutPrice'
      | 'edpLines'
      | 'edpColumn'
      | 'netColumns'
      | 'privateRateLines'
      | 'privateRateColumn'
      | 'notRateTimesUsage',
      Counted
    >
  >;
  readonly doubles: number;
  readonly unbalanced: readonly { readonly plan: string; readonly covered: bigint; readonly negated: bigint }[];
}

/** AWS may add discounts until then, so the vendor's console warns of a month before its seventh. */
const SETTLED_DAY = 7;

/** What a person should know before the lines are charged, the most serious first. @param facts.today 'YYYY-MM-DD' UTC */
export function findingsOf(facts: {
  payer: string;
  sets: readonly KeptDataSet[];
  changes: readonly CostChanges[];
  types: CostHealth['types'];
  accounts: CostHealth['accounts'];
  credits: CostHealth['credits'];
  counts: Counts;
  /** See rule-names.ts. */
  ruleNames: readonly HealthFinding[];
  eachCommitment: CostHealth['eachCommitment'];
  ecoNotInLines: readonly string[];
  today: string;
}): HealthFinding[] {
  const found = [
    ...aboutReports(facts.sets, facts.today),
    ...aboutChanges(facts.changes),
    ...aboutTypes(facts.types),
    ...aboutAccounts(facts.accounts, facts.payer),
    ...aboutDiscounts(facts.counts, facts.credits),
    ...aboutPrices(facts.counts),
    ...aboutLines(facts.counts),
    ...facts.ruleNames,
    ...aboutEco(facts),
  ];
  const order: readonly HealthFinding['severity'][] = ['warning', 'hint'];
  return found.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

const where = (column: string, operator: LineCondition['operator'], value: string): LineCondition => ({
  column,
  operator,
  value,
});

function finding(
  severity: HealthFinding['severity'],
  code: HealthFinding['code'],
  sentence: string,
  rest: Partial<Pick<HealthFinding, 'lines' | 'unblended' | 'where'>> = {},
): HealthFinding {
  return { severity, code, sentence, lines: null, unblended: null, where: null, ...rest };
}

function amount({ lines, unblended }: Counted): { lines: number; unblended: string } {
  return { lines, unblended: moneyText(unblended) };
}

/** Lines and unblended cost of several sums together. */
function totalOf(sums: readonly { readonly lines: number; readonly unblended: string }[]): {
  lines: number;
  unblended: string;
} {
  return amount({
    lines: sums.reduce((total, { lines }) => total + lines, 0),
    unblended: sums.reduce((total, { unblended }) => total + (moneyUnits(unblended) ?? 0n), 0n),
  });
}

function aboutReports(sets: readonly KeptDataSet[], today: string): HealthFinding[] {
  return sets.flatMap(({ month, state, proven, accepted, missing, currency }) => {
    const of = monthName(month);
    const found: HealthFinding[] = [];
    if (state === 'open')
      found.push(
        finding(
          'warning',
          'month-open',
          `${of} is open: AWS has not invoiced all of it yet, and its costs will change.`,
        ),
      );
    else if (today < settledOn(month))
      found.push(
        finding('warning', 'month-young', `${of} is read before ${settledOn(month)}: discounts may still be missing.`),
      );
    if (state === 'unknown')
      found.push(
        finding('hint', 'no-invoices', `Whether ${of} is settled is not known: the report has no column of invoices.`),
      );
    if (proven === 'nothing')
      found.push(
        finding(
          'hint',
          'not-proven',
          `Nothing proves that the report of ${of} is complete: its files have no checksums.`,
        ),
      );
    for (const { rule, sentence } of accepted)
      found.push(finding('warning', 'accepted', `Accepted of ${of} (${rule}): ${sentence}`));
    if (missing.includes('line_item_currency_code'))
      found.push(
        finding('hint', 'no-currency', `The report of ${of} has no column of the currency: ${currency} is assumed.`),
      );
    if (missing.includes('bill_payer_account_id'))
      found.push(
        finding(
          'hint',
          'no-payer',
          `The report of ${of} has no column of the payer account: nothing says that it is of this one.`,
        ),
      );
    if (missing.includes('pricing_public_on_demand_cost'))
      found.push(
        finding(
          'warning',
          'no-public-prices',
          `The report of ${of} has no public prices: rules that replace discounts or price free usage can't be computed.`,
        ),
      );
    return found;
  });
}

/** What AWS changed in a month that was read again; after it was settled nobody expects it. */
function aboutChanges(changes: readonly CostChanges[]): HealthFinding[] {
  return changes
    .filter(({ sums, before, after }) => sums !== 0 && (sums !== null || before.unblended !== after.unblended))
    .map((change) => {
      const isSettled = change.since.state === 'final';
      const difference = (moneyUnits(change.after.unblended) ?? 0n) - (moneyUnits(change.before.unblended) ?? 0n);
      return finding(
        isSettled ? 'warning' : 'hint',
        isSettled ? 'changed-since-settled' : 'changed-since-read',
        changesSentence(change),
        { unblended: moneyText(difference) },
      );
    });
}

/** '2026-11-07' of '2026-10'. */
function settledOn(month: string): string {
  const [year = 0, of = 0] = month.split('-').map(Number);
  const [nextYear, next] = of === 12 ? [year + 1, 1] : [year, of + 1];
  return `${nextYear}-${String(next).padStart(2, '0')}-${String(SETTLED_DAY).padStart(2, '0')}`;
}

function aboutTypes(types: CostHealth['types']): HealthFinding[] {
  return types
    .filter(({ known }) => !known)
    .map(({ type, lines, unblended }) =>
      finding(
        'warning',
        'unknown-type',
        `The line item type '${type}' is not known: its lines are charged as unblended.`,
        {
          lines,
          unblended,
          where: [where('line_item_line_item_type', '=', type)],
        },
      ),
    );
}

function aboutAccounts(accounts: CostHealth['accounts'], payer: string): HealthFinding[] {
  const told = (
    code: 'unknown-accounts' | 'accounts-without-subset',
    of: CostHealth['accounts'],
    sentence: (count: string) => string,
  ): HealthFinding[] => {
    if (of.length === 0) return [];
    const [only] = of;
    const ids = of.slice(0, 5).map(({ id }) => id);
    const named = `${ids.join(', ')}${of.length > ids.length ? ` and ${of.length - ids.length} more` : ''}`;
    return [
      finding('warning', code, `${sentence(of.length === 1 ? 'One account' : `${of.length} accounts`)}: ${named}.`, {
        ...totalOf(of),
        where: of.length === 1 && only !== undefined ? [where('line_item_usage_account_id', '=', only.id)] : null,
      }),
    ];
  };
  return [
    ...told(
      'unknown-accounts',
      accounts.filter(({ known }) => !known),
      (count) => `${count} with costs not in the ledger`,
    ),
    ...told(
      'accounts-without-subset',
      // The payer account itself is in none, as a rule.
      accounts.filter(({ id, known, subset }) => known && subset === null && id !== payer),
      (count) => `${count} with costs in no subset`,
    ),
  ];
}

/** In which shapes EDP and private rates come: as lines, in columns, or both; a rule that takes lines away does nothing to columns. */
function aboutDiscounts({ counted }: Counts, credits: CostHealth['credits']): HealthFinding[] {
  const found: HealthFinding[] = [];
  const shapes = (
    [
      ['edp-shape', 'EDP', counted.edpLines, counted.edpColumn, 'EdpDiscount'],
      [
        'private-rate-shape',
        'Private rates',
        counted.privateRateLines,
        counted.privateRateColumn,
        'PrivateRateDiscount',
      ],
    ] as const
  ).filter(([, , lines, column]) => lines.lines + column.lines > 0);
  for (const [code, name, lines, column, type] of shapes) {
    const said =
      lines.lines > 0 && column.lines > 0
        ? `as ${type} lines and in a column too: to count both would count it twice`
        : lines.lines > 0
          ? `as ${type} lines`
          : 'in a column alone: unblended cost is gross, and there is no line to take away';
    found.push(
      finding('hint', code, `${name} comes ${said}.`, {
        ...amount(lines.lines > 0 ? lines : column),
        where: lines.lines > 0 ? [where('line_item_line_item_type', '=', type)] : null,
      }),
    );
  }
  const unclassed = credits.filter((each) => each.class === 'other');
  if (unclassed.length > 0) {
    found.push(
      finding(
        'hint',
        'credits-without-class',
        `${unclassed.length === 1 ? 'One credit or refund is' : `${unclassed.length} credits and refunds are`} of no class of their own, and count as other credits.`,
        totalOf(unclassed),
      ),
    );
  }
  return found;
}

/** What is known of the commitments that Eco manages, against those that lines name. */
function aboutEco({
  eachCommitment,
  ecoNotInLines,
}: Pick<CostHealth, 'eachCommitment'> & { readonly ecoNotInLines: readonly string[] }): HealthFinding[] {
  if (eachCommitment.some(({ isEco }) => isEco === null))
    return [
      finding('hint', 'eco-list-missing', 'Which commitments Eco manages is not known: its list was not imported.'),
    ];
  if (ecoNotInLines.length === 0) return [];
  const named = ecoNotInLines.slice(0, 3).join(', ');
  const more = ecoNotInLines.length > 3 ? ` and ${ecoNotInLines.length - 3} more` : '';
  const some = ecoNotInLines.length === 1 ? 'One commitment' : `${ecoNotInLines.length} commitments`;
  return [
    finding('hint', 'eco-not-in-lines', `${some} on the list of what Eco manages no line names: ${named}${more}.`),
  ];
}

function aboutPrices({ counted }: Counts): HealthFinding[] {
  const found: HealthFinding[] = [];
  const usage = where('line_item_line_item_type', '=', 'Usage');
  const free = where('line_item_unblended_cost', '=', '0');
  if (counted.freeWithPrice.lines > 0)
    found.push(
      finding(
        'hint',
        'free-usage',
        'Usage is free and has a public price: a rule for the top rate of free usage would charge it.',
        {
          ...amount(counted.freeWithPrice),
          where: [usage, free, where('pricing_public_on_demand_cost', '>', '0')],
        },
      ),
    );
  if (counted.freeWithoutPrice.lines > 0)
    found.push(
      finding(
        'hint',
        'free-usage-without-price',
        'Usage is free and has no public price either: no rule would charge it.',
        {
          ...amount(counted.freeWithoutPrice),
          where: [usage, free],
        },
      ),
    );
  if (counted.coveredWithoutPrice.lines > 0)
    found.push(
      finding(
        'warning',
        'covered-without-price',
        'Usage that a reservation or a plan covers has no public price: a rule that replaces the discount can’t price it.',
        {
          ...amount(counted.coveredWithoutPrice),
          where: null,
        },
      ),
    );
  return found;
}

function aboutLines({ counted, doubles, unbalanced }: Counts): HealthFinding[] {
  const found: HealthFinding[] = [];
  if (counted.notRateTimesUsage.lines > 0)
    found.push(
      finding(
        'warning',
        'not-rate-times-usage',
        'Unblended cost is not the rate times the usage.',
        amount(counted.notRateTimesUsage),
      ),
    );
  if (doubles > 0)
    found.push(
      finding('warning', 'doubles', 'Lines come twice, with the same ID and the same time.', { lines: doubles }),
    );
  for (const { plan, covered, negated } of unbalanced)
    found.push(
      finding(
        'warning',
        'negation-unbalanced',
        `Of the plan ${plan === '' ? 'that is not named' : plan} covered usage is ${moneyText(covered)}, and what takes it back ${moneyText(negated)}: together they should be 0.`,
        {
          unblended: moneyText(covered + negated),
          where: plan === '' ? null : [where('savings_plan_savings_plan_a_r_n', '=', plan)],
        },
      ),
    );
  return found;
}
