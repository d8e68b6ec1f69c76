import { describe, expect, test } from 'vitest';
import { accountId } from './account-id.ts';
import { checkWorkflow } from './workflow-order.ts';
import type { Commitment, Scope, WorkflowRule } from './workflow-rule.ts';

const A = accountId('000000000001');
const B = accountId('000000000002');

const replaceAny = (commitment: Commitment): WorkflowRule => ({
  kind: 'replace-discount',
  commitment,
  purchasedBy: { kind: 'any' },
});
const replaceBy = (commitment: Commitment, ...accountIds: (typeof A)[]): WorkflowRule => ({
  kind: 'replace-discount',
  commitment,
  purchasedBy: { kind: 'accounts', accountIds },
});
const retainSubset = (commitment: Commitment): WorkflowRule => ({
  kind: 'retain-discount',
  commitment,
  purchasedBy: { kind: 'subset' },
});
const retainBy = (commitment: Commitment, ...accountIds: (typeof A)[]): WorkflowRule => ({
  kind: 'retain-discount',
  commitment,
  purchasedBy: { kind: 'accounts', accountIds },
});
const uplift = (percentage: string, scope: Scope = {}): WorkflowRule => ({
  kind: 'percentage',
  direction: 'uplift',
  percentage,
  scope,
});
const discount = (percentage: string, scope: Scope = {}): WorkflowRule => ({
  kind: 'percentage',
  direction: 'discount',
  percentage,
  scope,
});
const share = (commitment: Commitment, part: 'effective' | 'amortized-upfront' | 'recurring'): WorkflowRule => ({
  kind: 'share-cost',
  commitment,
  part,
});
const EDP: WorkflowRule = { kind: 'remove-credits', credit: 'edp' };
const TAXES: WorkflowRule = { kind: 'remove-taxes' };
const ALL_USAGE: WorkflowRule = { kind: 'remove-volume-discounts', discount: 'top-rate-all-usage' };
const FREE_USAGE: WorkflowRule = { kind: 'remove-volume-discounts', discount: 'top-rate-free-usage' };
const RI_VOLUME: WorkflowRule = { kind: 'remove-volume-discounts', discount: 'ri-volume' };
const ECO_20: WorkflowRule = { kind: 'share-eco-cost', method: { kind: 'percentage-of-savings', percentage: '20' } };
const ECO_ESTIMATE: WorkflowRule = { kind: 'share-eco-cost', method: { kind: 'distributed', basis: 'estimate' } };
const prose = (text: string): WorkflowRule => ({ kind: 'prose', text });

/** 'severity code position/other' of each finding. */
function found(...rules: WorkflowRule[]): string[] {
  return checkWorkflow({ rules }).map(
    ({ severity, code, position, otherPosition }) =>
      `${severity} ${code} ${position ?? '-'}${otherPosition === null ? '' : `/${otherPosition}`}`,
  );
}

describe('a sound workflow', () => {
  test("the vendor's first example gives one hint only: nobody says whether the uplift is on taxes", () => {
    expect(found(replaceBy('ri', A), replaceBy('savings-plan', A), EDP, uplift('3'))).toEqual([
      'hint workflow-percentage-of-taxes 4',
    ]);
  });

  test("the vendor's absurd second example gives hints only", () => {
    const absurd = discount('2', {
      services: ['AmazonEC2'],
      weekdays: ['tuesday'],
      regionGroups: ['us-east'],
      months: [6, 7, 8],
      years: { kind: 'odd' },
    });
    expect(found(replaceAny('ri'), FREE_USAGE, absurd)).toEqual([
      'hint workflow-scope-days 3',
      'hint workflow-summer-months 3',
    ]);
  });

  test('every rule once, in a good order, gives nothing', () => {
    const credits = ['data-egress-waiver', 'apn-partner-accelerator', 'solution-provider-program', 'other'] as const;
    expect(
      found(
        replaceAny('ri'),
        share('savings-plan', 'effective'),
        EDP,
        ...credits.map((credit): WorkflowRule => ({ kind: 'remove-credits', credit })),
        TAXES,
        ALL_USAGE,
        RI_VOLUME,
        ECO_20,
        uplift('3'),
      ),
    ).toEqual([]);
  });

  test('no rules at all is a hint', () => {
    expect(found()).toEqual(['hint workflow-without-rules -']);
  });
});

describe('rules that contradict each other', () => {
  test('retain with replace of the same kind, in either order', () => {
    expect(found(replaceAny('ri'), retainSubset('ri'))).toEqual(['error workflow-retain-with-replace 2/1']);
    expect(found(retainBy('savings-plan', A), replaceBy('savings-plan', B))).toEqual([
      'error workflow-retain-with-replace 2/1',
    ]);
    expect(found(replaceAny('ri'), retainSubset('savings-plan'))).toEqual([]);
  });

  test('two retentions of one kind', () => {
    expect(found(retainBy('ri', A), retainSubset('ri'))).toEqual(['error workflow-retain-twice 2/1']);
  });

  test('one replacement covering another', () => {
    expect(found(replaceAny('ri'), replaceBy('ri', A))).toEqual(['warning workflow-replacement-covered 2/1']);
    expect(found(replaceBy('ri', A), replaceBy('ri', B, A))).toEqual(['warning workflow-replacement-covered 2/1']);
    expect(found(replaceBy('ri', A), replaceBy('ri', B))).toEqual([]);
  });

  test('cost sharing where the price is set anew', () => {
    expect(found(replaceAny('ri'), share('ri', 'effective'))).toEqual([
      'error workflow-cost-sharing-with-replacement 2/1',
    ]);
    expect(found(share('ri', 'recurring'), replaceBy('ri', A))).toEqual([
      'warning workflow-cost-sharing-with-replacement 2/1',
    ]);
    expect(found(share('ri', 'recurring'), retainSubset('ri'))).toEqual([
      'warning workflow-cost-sharing-with-replacement 2/1',
    ]);
    expect(found(replaceAny('ri'), share('savings-plan', 'effective'))).toEqual([]);
  });

  test('a cost shared twice, or in its two parts', () => {
    expect(found(share('ri', 'effective'), share('ri', 'recurring'))).toEqual(['error workflow-cost-shared-twice 2/1']);
    expect(found(share('ri', 'amortized-upfront'), share('ri', 'recurring'))).toEqual([
      'hint workflow-cost-sharing-in-parts 2/1',
    ]);
  });

  test('two top rates, two ways of sharing the cost of Eco', () => {
    expect(found(ALL_USAGE, FREE_USAGE)).toEqual(['warning workflow-top-rate-covered 2/1']);
    expect(found(ALL_USAGE, RI_VOLUME)).toEqual([]);
    expect(found(ECO_20, ECO_ESTIMATE)).toEqual(['warning workflow-eco-cost-twice 2/1']);
  });

  test('the same rule twice: harmless for a removal, a double charge for a percentage or a share', () => {
    expect(found(EDP, TAXES, EDP)).toEqual(['warning workflow-duplicate-rule 3/1']);
    expect(found(replaceBy('ri', A, B), replaceBy('ri', B, A))).toEqual(['warning workflow-duplicate-rule 2/1']);
    expect(found(TAXES, uplift('3'), uplift('3'))).toEqual(['error workflow-duplicate-rule 3/2']);
    expect(found(share('ri', 'effective'), share('ri', 'effective'))).toEqual(['error workflow-duplicate-rule 2/1']);
  });
});

describe('percentages that meet', () => {
  test.each<[string, Scope, Scope, boolean]>([
    ['all and one service', {}, { services: ['EC2'] }, true],
    ['the same service in other letters', { services: ['ec2 '] }, { services: ['EC2'] }, true],
    ['two services', { services: ['EC2'] }, { services: ['RDS'] }, false],
    ['two regions', { regionGroups: ['eu'] }, { regionGroups: ['us-east', 'us-west'] }, false],
    ['a service and a region', { services: ['EC2'] }, { regionGroups: ['eu'] }, true],
    ['weekdays and the weekend', { weekdays: ['monday'] }, { weekdays: ['saturday', 'sunday'] }, false],
    ['the 1st and the 15th', { days: [1] }, { days: [15] }, false],
    ['summer and winter', { months: [6, 7] }, { months: [12] }, false],
    ['odd and even years', { years: { kind: 'odd' } }, { years: { kind: 'even' } }, false],
    ['odd years and 2027', { years: { kind: 'odd' } }, { years: { kind: 'years', years: [2026, 2027] } }, true],
    ['2028 and odd years', { years: { kind: 'years', years: [2028] } }, { years: { kind: 'odd' } }, false],
  ])('%s', (_what, a, b, expected) => {
    const meets = found(TAXES, uplift('3', a), discount('2', b)).includes('warning workflow-percentages-overlap 3/2');
    expect(meets).toBe(expected);
  });
});

describe('what comes after a percentage', () => {
  test('a replacement undoes it', () => {
    expect(found(TAXES, uplift('3'), replaceAny('ri'))).toEqual(['error workflow-replacement-after-percentage 3/2']);
    expect(found(TAXES, uplift('3'), retainSubset('ri'))).toEqual(['error workflow-replacement-after-percentage 3/2']);
    expect(found(TAXES, uplift('3'), FREE_USAGE)).toEqual(['error workflow-replacement-after-percentage 3/2']);
  });

  test('a removal is out of order', () => {
    expect(found(uplift('3'), EDP, TAXES, RI_VOLUME)).toEqual([
      'warning workflow-removal-after-percentage 2/1',
      'warning workflow-removal-after-percentage 3/1',
      'warning workflow-removal-after-percentage 4/1',
    ]);
  });

  test('anything else leaves the percentage not last', () => {
    expect(found(TAXES, uplift('3'), share('ri', 'effective'))).toEqual(['warning workflow-percentage-not-last 3/2']);
    expect(found(TAXES, uplift('3'), ECO_20, prose('Charge support'))).toEqual([
      'warning workflow-percentage-not-last 3/2',
      'hint workflow-prose 4',
      'warning workflow-percentage-not-last 4/2',
    ]);
  });

  test('says which rules, why and what to do', () => {
    expect(checkWorkflow({ rules: [TAXES, uplift('3'), replaceAny('ri')] })[0]).toEqual({
      code: 'workflow-replacement-after-percentage',
      severity: 'error',
      position: 3,
      otherPosition: 2,
      sentence:
        "Rule 3 sets the price anew, which silently undoes 'Uplift the price of all services by 3%' (rule 2) for the usage that it touches.",
      remedy: 'Move rule 3 before rule 2.',
    });
  });
});

describe('single rules', () => {
  test('percentages out of bounds', () => {
    expect(found(TAXES, discount('100'))).toEqual([]);
    expect(found(TAXES, discount('100.01'))).toEqual(['error workflow-discount-over-100 2']);
    expect(found(TAXES, uplift('300'))).toEqual(['warning workflow-uplift-over-100 2']);
    expect(found({ kind: 'share-eco-cost', method: { kind: 'percentage-of-savings', percentage: '120' } })).toEqual([
      'error workflow-more-than-all-savings 1',
    ]);
  });

  test('a scope that no day is in', () => {
    expect(found(TAXES, uplift('3', { days: [30, 31], months: [2] }))).toEqual([
      'error workflow-scope-never 2',
      'hint workflow-scope-days 2',
    ]);
    expect(found(TAXES, uplift('3', { days: [29], months: [2] }))).toEqual(['hint workflow-scope-days 2']);
    expect(found(TAXES, uplift('3', { days: [31], months: [4, 6, 9, 11] }))[0]).toBe('error workflow-scope-never 2');
  });

  test('prose: empty is an error, written a hint', () => {
    expect(found(prose(' \n '))).toEqual(['error workflow-prose-empty 1']);
    expect(found(prose('Charge support'))).toEqual(['hint workflow-prose 1']);
  });
});
