import { MONTH_NAMES } from './month.ts';
import type {
  Commitment,
  CostPart,
  Credit,
  RegionGroup,
  Scope,
  VolumeDiscount,
  Weekday,
  Workflow,
  WorkflowRule,
} from './workflow-rule.ts';
import { WEEKDAYS } from './workflow-rule.ts';

/*
 * A workflow as the vendor reads it: a name with a colon and a numbered list.
 *
 * Where the vendor's examples (docs/procedure.md: 'Example workflows') have a line for an option, that line is the sentence used
 * here, letter for letter, even where the examples differ among themselves ('Public' and 'public').
 * Put right, because it would be read as carelessness or be misread: 'Ris are puchased' is 'RIs are
 * purchased'; the second rule of example 1, which says 'Ris' of a Savings Plan Discount, says
 * 'Savings Plans'; the doubled space in it is one; no line ends in a full stop.
 */

const COMMITMENT_NAMES: Readonly<Record<Commitment, { discount: string; purchases: string }>> = {
  ri: { discount: 'RI Discount', purchases: 'RIs' },
  'savings-plan': { discount: 'Savings Plan Discount', purchases: 'Savings Plans' },
};

const CREDIT_SENTENCES: Readonly<Record<Credit, string>> = {
  edp: 'Remove EDP Discount so it is not shared with customer',
  'data-egress-waiver': 'Remove Data Egress Waiver so it is not shared with customer',
  'apn-partner-accelerator': 'Remove APN Partner Accelerator credits so they are not shared with customer',
  'solution-provider-program': 'Remove Solution Provider Program credits so they are not shared with customer',
  other: 'Remove all other credits and refunds so they are not shared with customer',
};

const COST_PART_SENTENCES: Readonly<Record<CostPart, string>> = {
  effective: 'the effective cost (amortized up-front and recurring)',
  'amortized-upfront': 'only the amortized up-front cost',
  recurring: 'only the recurring cost',
};

const VOLUME_SENTENCES: Readonly<Record<VolumeDiscount, string>> = {
  'top-rate-all-usage': 'Replace volume tiers with the first, billable rate (top rate) for all usage',
  'top-rate-free-usage': 'Replace free tier usage with the first, billable rate',
  'ri-volume': 'Remove RI volume discounts so they are not shared with customer',
};

/** As the vendor's example writes such groups: 'any US-East data center'. */
const REGION_GROUP_NAMES: Readonly<Record<RegionGroup, string>> = {
  'us-east': 'US-East',
  'us-west': 'US-West',
  ca: 'Canada',
  mx: 'Mexico',
  sa: 'South America',
  eu: 'Europe',
  me: 'Middle East',
  il: 'Israel',
  af: 'Africa',
  ap: 'Asia Pacific',
};

/** One rule as a sentence without a full stop. */
export function ruleSentence(rule: WorkflowRule): string {
  switch (rule.kind) {
    case 'replace-discount': {
      const { discount, purchases } = COMMITMENT_NAMES[rule.commitment];
      return rule.purchasedBy.kind === 'any'
        ? `Replace ${discount} with public on-demand price when ${purchases} are purchased by any account`
        : `Replace ${discount} with Public on-demand price when ${purchases} are purchased by ${list(rule.purchasedBy.accountIds, 'or')}`;
    }
    case 'retain-discount': {
      const { discount, purchases } = COMMITMENT_NAMES[rule.commitment];
      const by =
        rule.purchasedBy.kind === 'subset' ? 'an account of the same subset' : list(rule.purchasedBy.accountIds, 'or');
      return `Retain ${discount} only when ${purchases} are purchased by ${by}; replace it with public on-demand price otherwise`;
    }
    case 'remove-credits':
      return CREDIT_SENTENCES[rule.credit];
    case 'remove-taxes':
      return 'Remove taxes';
    case 'share-cost': {
      const { purchases } = COMMITMENT_NAMES[rule.commitment];
      return `Share the cost of ${purchases} across accounts: pass ${COST_PART_SENTENCES[rule.part]} to the accounts that use the discount`;
    }
    case 'remove-volume-discounts':
      return VOLUME_SENTENCES[rule.discount];
    case 'percentage':
      return percentageSentence(rule);
    case 'share-eco-cost':
      return ecoSentence(rule.method);
    case 'prose':
      return rule.text.trim();
  }
}

/**
 * A workflow as the vendor's examples show it: the name with a colon, an empty line, the numbered rules.
 * Further lines of a prose rule are indented under its first. A workflow without rules says so.
 */
export function workflowText({ name, rules }: Workflow): string {
  if (rules.length === 0) return `${name}:\n\nNo billing rules (raw data)`;
  return `${name}:\n\n${rules.map((rule, index) => numbered(index + 1, ruleSentence(rule))).join('\n')}`;
}

function numbered(position: number, sentence: string): string {
  const mark = `${position}. `;
  const [first = '', ...rest] = sentence.split(/\r\n|\r|\n/u);
  return [mark + first, ...rest.map((line) => (line.trim() === '' ? '' : ' '.repeat(mark.length) + line.trimEnd()))]
    .join('\n')
    .trimEnd();
}

function percentageSentence({ direction, percentage, scope }: Extract<WorkflowRule, { kind: 'percentage' }>): string {
  const when = whenWords(scope);
  const what = scope.services ? list(scope.services, 'and') : 'all services';
  const verb = direction === 'uplift' ? `Uplift the price of ${what}` : `Discount ${what}`;
  return `${verb} by ${percentage}%${when === '' ? '' : ` when the usage occurs ${when}`}`;
}

/** 'on Tuesdays in any US-East data center in the summer months of an odd-numbered year', in the example's order. */
function whenWords({ weekdays, days, regionGroups, months, years }: Scope): string {
  const words: string[] = [];
  if (weekdays) words.push(`on ${list(inOrder(weekdays).map(plural), 'and')}`);
  if (days) words.push(`on the ${list([...days].sort(ascending).map(ordinal), 'and')} of the month`);
  if (regionGroups)
    words.push(
      `in any ${list(
        regionGroups.map((group) => REGION_GROUP_NAMES[group]),
        'or',
      )} data center`,
    );
  if (months) words.push(monthWords(months));
  if (years) {
    const which =
      years.kind === 'years'
        ? list([...years.years].sort(ascending).map(String), 'and')
        : `an ${years.kind}-numbered year`;
    words.push(months ? `of ${which}` : `in ${which}`);
  }
  return words.join(' ');
}

/** June, July and August are the example's 'summer months'; workflow-order.ts gives a hint that they are read so. */
function monthWords(months: readonly number[]): string {
  return isSummer(months)
    ? 'in the summer months'
    : `in ${list(
        [...months].sort(ascending).map((month) => MONTH_NAMES[month - 1] ?? ''),
        'and',
      )}`;
}

/** Whether months are exactly June, July and August, which the text calls 'the summer months'. */
export function isSummer(months: readonly number[]): boolean {
  return [...months].sort(ascending).join() === '6,7,8';
}

function ecoSentence(method: Extract<WorkflowRule, { kind: 'share-eco-cost' }>['method']): string {
  switch (method.kind) {
    case 'percentage-of-savings':
      return `Share the cost of Eco: charge ${method.percentage}% of the savings`;
    case 'flat-fee':
      return `Share the cost of Eco: charge a flat fee of ${method.currency} ${method.amount} for each ${method.per}`;
    case 'distributed':
      return method.basis === 'estimate'
        ? 'Share the cost of Eco: distribute it by estimate'
        : 'Share the cost of Eco: distribute the actuals of the last billing cycle';
  }
}

function inOrder(weekdays: readonly Weekday[]): Weekday[] {
  return WEEKDAYS.filter((weekday) => weekdays.includes(weekday));
}

function plural(weekday: Weekday): string {
  return `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)}s`;
}

function ordinal(day: number): string {
  const teens = day >= 11 && day <= 13;
  const ending = teens ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}

function ascending(a: number, b: number): number {
  return a - b;
}

/** 'a', 'a or b', 'a, b or c'. */
function list(items: readonly string[], word: 'and' | 'or'): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${word} ${last}`;
}
