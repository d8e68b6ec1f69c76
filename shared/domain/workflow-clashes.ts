import type { Severity } from './finding.ts';
import type { PlacedRule, WorkflowFinding } from './workflow-finding.ts';
import type { Commitment, Scope, WorkflowRule } from './workflow-rule.ts';

type Verdict = { code: string; severity: Severity; sentence: string; remedy: string } | undefined;
type Of<Kind extends WorkflowRule['kind']> = Extract<WorkflowRule, { kind: Kind }>;

const PURCHASES: Readonly<Record<Commitment, string>> = { ri: 'RIs', 'savings-plan': 'Savings Plans' };

/** Every pair of rules that can't both stand, whatever their order; the finding is placed at the later one. */
export function clashes(placed: readonly PlacedRule[]): WorkflowFinding[] {
  const findings: WorkflowFinding[] = [];
  for (const later of placed) {
    for (const earlier of placed) {
      if (earlier.position >= later.position) break;
      const verdict = judge(earlier, later);
      if (verdict) findings.push({ ...verdict, position: later.position, otherPosition: earlier.position });
    }
  }
  return findings;
}

function judge(earlier: PlacedRule, later: PlacedRule): Verdict {
  const places = `Rules ${earlier.position} and ${later.position}`;
  const a = earlier.rule;
  const b = later.rule;
  if (a.kind !== 'prose' && sameRule(a, b)) {
    // An uplift that stands twice is raised twice; the rest has nothing left to do.
    return {
      code: 'workflow-duplicate-rule',
      severity: a.kind === 'percentage' || a.kind === 'share-cost' || a.kind === 'share-eco-cost' ? 'error' : 'warning',
      sentence: `${places} are the same.`,
      remedy: `Remove rule ${later.position}.`,
    };
  }
  const pair = byKind(a, b);
  if (pair.kind === 'replace-replace') return twoReplacements(pair.first, pair.second, places, later.position);
  if (pair.kind === 'replace-retain') return retainWithReplace(pair.commitments, places);
  if (pair.kind === 'retain-retain') return twoRetentions(pair.commitments, places);
  if (pair.kind === 'price-share') return shareWithPrice(pair.price, pair.share, places);
  if (pair.kind === 'share-share') return twoShares(pair.first, pair.second, places);
  if (pair.kind === 'percentages') return twoPercentages(pair.first, pair.second, places);
  if (a.kind === 'remove-volume-discounts' && b.kind === 'remove-volume-discounts') return twoTopRates(a, b, places);
  if (a.kind === 'share-eco-cost' && b.kind === 'share-eco-cost') {
    return {
      code: 'workflow-eco-cost-twice',
      severity: 'warning',
      sentence: `${places} both charge the cost of Eco to the customer.`,
      remedy: 'Keep one way of sharing it.',
    };
  }
  return undefined;
}

type Pair =
  | { kind: 'replace-replace'; first: Of<'replace-discount'>; second: Of<'replace-discount'> }
  | { kind: 'replace-retain' | 'retain-retain'; commitments: [Commitment, Commitment] }
  | { kind: 'price-share'; price: Of<'replace-discount'> | Of<'retain-discount'>; share: Of<'share-cost'> }
  | { kind: 'share-share'; first: Of<'share-cost'>; second: Of<'share-cost'> }
  | { kind: 'percentages'; first: Of<'percentage'>; second: Of<'percentage'> }
  | { kind: 'other' };

function byKind(a: WorkflowRule, b: WorkflowRule): Pair {
  if (a.kind === 'replace-discount' && b.kind === 'replace-discount')
    return { kind: 'replace-replace', first: a, second: b };
  if (a.kind === 'percentage' && b.kind === 'percentage') return { kind: 'percentages', first: a, second: b };
  if (a.kind === 'share-cost' && b.kind === 'share-cost') return { kind: 'share-share', first: a, second: b };
  if (setsPrice(a) && b.kind === 'share-cost') return { kind: 'price-share', price: a, share: b };
  if (a.kind === 'share-cost' && setsPrice(b)) return { kind: 'price-share', price: b, share: a };
  if (setsPrice(a) && setsPrice(b)) {
    const both = a.kind === 'retain-discount' && b.kind === 'retain-discount';
    return { kind: both ? 'retain-retain' : 'replace-retain', commitments: [a.commitment, b.commitment] };
  }
  return { kind: 'other' };
}

function setsPrice(rule: WorkflowRule): rule is Of<'replace-discount'> | Of<'retain-discount'> {
  return rule.kind === 'replace-discount' || rule.kind === 'retain-discount';
}

function twoReplacements(a: Of<'replace-discount'>, b: Of<'replace-discount'>, places: string, later: number): Verdict {
  if (a.commitment !== b.commitment) return undefined;
  const purchases = PURCHASES[a.commitment];
  if (a.purchasedBy.kind === 'any' || b.purchasedBy.kind === 'any') {
    return {
      code: 'workflow-replacement-covered',
      severity: 'warning',
      sentence: `${places} both replace the discount of ${purchases}, and one of them is for any account, so the other does nothing.`,
      remedy: 'Keep the one that is meant.',
    };
  }
  const named = new Set(a.purchasedBy.accountIds);
  const twice = b.purchasedBy.accountIds.filter((id) => named.has(id));
  if (twice.length === 0) return undefined;
  return {
    code: 'workflow-replacement-covered',
    severity: 'warning',
    sentence: `${places} both replace the discount of ${purchases} purchased by ${twice.join(', ')}.`,
    remedy: `Name each account in one of them: take it out of rule ${later}.`,
  };
}

function retainWithReplace([a, b]: [Commitment, Commitment], places: string): Verdict {
  if (a !== b) return undefined;
  return {
    code: 'workflow-retain-with-replace',
    severity: 'error',
    sentence: `${places} contradict each other: one replaces the discount of ${PURCHASES[a]}, the other retains it. The vendor allows only one of the two.`,
    remedy: 'Remove one of them. Retaining already replaces the discounts of all other purchases.',
  };
}

function twoRetentions([a, b]: [Commitment, Commitment], places: string): Verdict {
  if (a !== b) return undefined;
  return {
    code: 'workflow-retain-twice',
    severity: 'error',
    sentence: `${places} both say which discounts of ${PURCHASES[a]} are retained; each replaces what the other retains.`,
    remedy: 'Make one rule of them that names all the accounts.',
  };
}

/** Cost that is passed on and a price that is set anew are two charges for one line. */
function shareWithPrice(
  price: Of<'replace-discount'> | Of<'retain-discount'>,
  share: Of<'share-cost'>,
  places: string,
): Verdict {
  if (price.commitment !== share.commitment) return undefined;
  const purchases = PURCHASES[share.commitment];
  const whole = price.kind === 'replace-discount' && price.purchasedBy.kind === 'any';
  return {
    code: 'workflow-cost-sharing-with-replacement',
    severity: whole ? 'error' : 'warning',
    sentence: `${places} charge twice for ${whole ? '' : 'some of '}the usage under ${purchases}: once the public on-demand price, once the shared cost.`,
    remedy: whole
      ? 'Keep one of them: who pays the public price has nothing of the discount to pay for.'
      : 'Make sure that no purchase is under both, or keep one of them.',
  };
}

function twoShares(a: Of<'share-cost'>, b: Of<'share-cost'>, places: string): Verdict {
  if (a.commitment !== b.commitment) return undefined;
  const purchases = PURCHASES[a.commitment];
  if (a.part !== 'effective' && b.part !== 'effective') {
    return {
      code: 'workflow-cost-sharing-in-parts',
      severity: 'hint',
      sentence: `${places} share the up-front and the recurring cost of ${purchases}, which together are the effective cost.`,
      remedy: 'One rule with the effective cost says the same.',
    };
  }
  return {
    code: 'workflow-cost-shared-twice',
    severity: 'error',
    sentence: `${places} share the cost of ${purchases} twice: the effective cost holds both the up-front and the recurring part.`,
    remedy: 'Keep the effective cost alone, or the part that is meant.',
  };
}

function twoTopRates(a: Of<'remove-volume-discounts'>, b: Of<'remove-volume-discounts'>, places: string): Verdict {
  if (a.discount === 'ri-volume' || b.discount === 'ri-volume') return undefined;
  return {
    code: 'workflow-top-rate-covered',
    severity: 'warning',
    sentence: `${places} overlap: the top rate for all usage covers free usage too.`,
    remedy: 'Keep the one that is meant.',
  };
}

function twoPercentages(a: Of<'percentage'>, b: Of<'percentage'>, places: string): Verdict {
  if (!scopesMeet(a.scope, b.scope)) return undefined;
  return {
    code: 'workflow-percentages-overlap',
    severity: 'warning',
    sentence: `${places} change the same usage: the second is taken of what the first has made (3% twice is 6.09%, not 6%).`,
    remedy: 'Make one rule of them, or narrow them so that they do not meet.',
  };
}

/** Whether some usage can be in both scopes. */
function scopesMeet(a: Scope, b: Scope): boolean {
  return (
    meet(a.services?.map(serviceKey), b.services?.map(serviceKey)) &&
    meet(a.regionGroups, b.regionGroups) &&
    meet(a.weekdays, b.weekdays) &&
    meet(a.days, b.days) &&
    meet(a.months, b.months) &&
    yearsMeet(a.years, b.years)
  );
}

/** Absent means all. */
function meet<Item>(a: readonly Item[] | undefined, b: readonly Item[] | undefined): boolean {
  return !a || !b || a.some((item) => b.includes(item));
}

function yearsMeet(a: Scope['years'], b: Scope['years']): boolean {
  if (!a || !b) return true;
  if (a.kind === 'years') return a.years.some((year) => hasYear(b, year));
  if (b.kind === 'years') return b.years.some((year) => hasYear(a, year));
  return a.kind === b.kind;
}

function hasYear(years: NonNullable<Scope['years']>, year: number): boolean {
  return years.kind === 'years' ? years.years.includes(year) : (year % 2 === 1) === (years.kind === 'odd');
}

function serviceKey(service: string): string {
  return service.trim().toLowerCase();
}

/** Equal as data, whatever the order of keys and list entries. */
function sameRule(a: WorkflowRule, b: WorkflowRule): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${entries
    .map(([key, each]) => `${key}:${canonical(each)}`)
    .sort()
    .join()}}`;
}
