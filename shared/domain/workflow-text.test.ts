import { describe, expect, test } from 'vitest';
import { accountId } from './account-id.ts';
import type { WorkflowRule } from './workflow-rule.ts';
import { workflowRulesSchema } from './workflow-rule.ts';
import { ruleSentence, workflowText } from './workflow-text.ts';

const PAYER = accountId('121212007919');

/** The vendor's 'Example Billing Workflow Name 1', all of it typed. */
const EXAMPLE_1: WorkflowRule[] = [
  { kind: 'replace-discount', commitment: 'ri', purchasedBy: { kind: 'accounts', accountIds: [PAYER] } },
  { kind: 'replace-discount', commitment: 'savings-plan', purchasedBy: { kind: 'accounts', accountIds: [PAYER] } },
  { kind: 'remove-credits', credit: 'edp' },
  { kind: 'percentage', direction: 'uplift', percentage: '3', scope: {} },
];

/** The vendor's 'Example Billing Workflow Name 2', the absurd third rule included, all of it typed. */
const EXAMPLE_2: WorkflowRule[] = [
  { kind: 'replace-discount', commitment: 'ri', purchasedBy: { kind: 'any' } },
  { kind: 'remove-volume-discounts', discount: 'top-rate-free-usage' },
  {
    kind: 'percentage',
    direction: 'discount',
    percentage: '2',
    scope: {
      services: ['<serviceName>'],
      weekdays: ['tuesday'],
      regionGroups: ['us-east'],
      months: [6, 7, 8],
      years: { kind: 'odd' },
    },
  },
];

describe("the vendor's examples", () => {
  test('are valid as typed data', () => {
    expect(workflowRulesSchema.parse(EXAMPLE_1)).toEqual(EXAMPLE_1);
    expect(workflowRulesSchema.parse(EXAMPLE_2)).toEqual(EXAMPLE_2);
  });

  test('1 reads as it does there', () => {
    expect(workflowText({ name: 'Example Billing Workflow Name 1', rules: EXAMPLE_1 })).toBe(
      [
        'Example Billing Workflow Name 1:',
        '',
        '1. Replace RI Discount with Public on-demand price when RIs are purchased by 121212007919',
        '2. Replace Savings Plan Discount with Public on-demand price when Savings Plans are purchased by 121212007919',
        '3. Remove EDP Discount so it is not shared with customer',
        '4. Uplift the price of all services by 3%',
      ].join('\n'),
    );
  });

  test('2 reads as it does there', () => {
    expect(workflowText({ name: 'Example Billing Workflow Name 2', rules: EXAMPLE_2 })).toBe(
      [
        'Example Billing Workflow Name 2:',
        '',
        '1. Replace RI Discount with public on-demand price when RIs are purchased by any account',
        '2. Replace free tier usage with the first, billable rate',
        '3. Discount <serviceName> by 2% when the usage occurs on Tuesdays in any US-East data center in the summer months of an odd-numbered year',
      ].join('\n'),
    );
  });
});

describe('every other option has its sentence', () => {
  const second = accountId('000000000042');
  const third = accountId('300000000003');
  const cases: [WorkflowRule, string][] = [
    [
      { kind: 'replace-discount', commitment: 'savings-plan', purchasedBy: { kind: 'any' } },
      'Replace Savings Plan Discount with public on-demand price when Savings Plans are purchased by any account',
    ],
    [
      {
        kind: 'replace-discount',
        commitment: 'ri',
        purchasedBy: { kind: 'accounts', accountIds: [PAYER, second, third] },
      },
      'Replace RI Discount with Public on-demand price when RIs are purchased by 121212007919, 000000000042 or 300000000003',
    ],
    [
      { kind: 'retain-discount', commitment: 'ri', purchasedBy: { kind: 'accounts', accountIds: [PAYER, second] } },
      'Retain RI Discount only when RIs are purchased by 121212007919 or 000000000042; replace it with public on-demand price otherwise',
    ],
    [
      { kind: 'retain-discount', commitment: 'savings-plan', purchasedBy: { kind: 'subset' } },
      'Retain Savings Plan Discount only when Savings Plans are purchased by an account of the same subset; replace it with public on-demand price otherwise',
    ],
    [
      { kind: 'remove-credits', credit: 'data-egress-waiver' },
      'Remove Data Egress Waiver so it is not shared with customer',
    ],
    [
      { kind: 'remove-credits', credit: 'apn-partner-accelerator' },
      'Remove APN Partner Accelerator credits so they are not shared with customer',
    ],
    [
      { kind: 'remove-credits', credit: 'solution-provider-program' },
      'Remove Solution Provider Program credits so they are not shared with customer',
    ],
    [
      { kind: 'remove-credits', credit: 'other' },
      'Remove all other credits and refunds so they are not shared with customer',
    ],
    [{ kind: 'remove-taxes' }, 'Remove taxes'],
    [
      { kind: 'share-cost', commitment: 'ri', part: 'effective' },
      'Share the cost of RIs across accounts: pass the effective cost (amortized up-front and recurring) to the accounts that use the discount',
    ],
    [
      { kind: 'share-cost', commitment: 'savings-plan', part: 'amortized-upfront' },
      'Share the cost of Savings Plans across accounts: pass only the amortized up-front cost to the accounts that use the discount',
    ],
    [
      { kind: 'share-cost', commitment: 'ri', part: 'recurring' },
      'Share the cost of RIs across accounts: pass only the recurring cost to the accounts that use the discount',
    ],
    [
      { kind: 'remove-volume-discounts', discount: 'top-rate-all-usage' },
      'Replace volume tiers with the first, billable rate (top rate) for all usage',
    ],
    [
      { kind: 'remove-volume-discounts', discount: 'ri-volume' },
      'Remove RI volume discounts so they are not shared with customer',
    ],
    [
      {
        kind: 'percentage',
        direction: 'uplift',
        percentage: '2.5',
        scope: {
          services: ['Amazon EC2', 'Amazon RDS'],
          weekdays: ['sunday', 'saturday'],
          years: { kind: 'years', years: [2028, 2027] },
        },
      },
      'Uplift the price of Amazon EC2 and Amazon RDS by 2.5% when the usage occurs on Saturdays and Sundays in 2027 and 2028',
    ],
    [
      {
        kind: 'percentage',
        direction: 'discount',
        percentage: '10',
        scope: { days: [22, 1, 3, 11], months: [12, 3], years: { kind: 'even' }, regionGroups: ['eu', 'ap'] },
      },
      'Discount all services by 10% when the usage occurs on the 1st, 3rd, 11th and 22nd of the month in any Europe or Asia Pacific data center in March and December of an even-numbered year',
    ],
    [
      { kind: 'share-eco-cost', method: { kind: 'percentage-of-savings', percentage: '20' } },
      'Share the cost of Eco: charge 20% of the savings',
    ],
    [
      { kind: 'share-eco-cost', method: { kind: 'flat-fee', per: 'subset', amount: '99.50', currency: 'USD' } },
      'Share the cost of Eco: charge a flat fee of USD 99.50 for each subset',
    ],
    [
      { kind: 'share-eco-cost', method: { kind: 'distributed', basis: 'estimate' } },
      'Share the cost of Eco: distribute it by estimate',
    ],
    [
      { kind: 'share-eco-cost', method: { kind: 'distributed', basis: 'actuals' } },
      'Share the cost of Eco: distribute the actuals of the last billing cycle',
    ],
  ];
  test.each(cases)('%o', (rule, sentence) => {
    expect(workflowRulesSchema.parse([rule])).toEqual([rule]);
    expect(ruleSentence(rule)).toBe(sentence);
  });
});

test('prose keeps its lines, indented under the number', () => {
  const rules: WorkflowRule[] = Array.from({ length: 10 }, () => ({ kind: 'remove-taxes' }));
  rules[9] = { kind: 'prose', text: '  Charge support\r\nat our own rate\n\nfrom March on \n' };
  expect(workflowText({ name: 'W', rules }).split('\n').slice(-4)).toEqual([
    '10. Charge support',
    '    at our own rate',
    '',
    '    from March on',
  ]);
});

test('a workflow without rules says that it has none', () => {
  expect(workflowText({ name: 'Raw', rules: [] })).toBe('Raw:\n\nNo billing rules (raw data)');
});

describe('what is not a rule is refused', () => {
  test.each([
    ['a percentage with a sign', { kind: 'percentage', direction: 'uplift', percentage: '-3', scope: {} }],
    ['a percentage of zero', { kind: 'percentage', direction: 'uplift', percentage: '0.00', scope: {} }],
    ['a percentage as a number', { kind: 'percentage', direction: 'uplift', percentage: 3, scope: {} }],
    [
      'an account ID of 11 digits',
      { kind: 'replace-discount', commitment: 'ri', purchasedBy: { kind: 'accounts', accountIds: ['75757578575'] } },
    ],
    [
      'no account at all',
      { kind: 'replace-discount', commitment: 'ri', purchasedBy: { kind: 'accounts', accountIds: [] } },
    ],
    [
      'an account twice',
      { kind: 'replace-discount', commitment: 'ri', purchasedBy: { kind: 'accounts', accountIds: [PAYER, PAYER] } },
    ],
    ['retaining for any account', { kind: 'retain-discount', commitment: 'ri', purchasedBy: { kind: 'any' } }],
    ['an empty narrowing', { kind: 'percentage', direction: 'uplift', percentage: '3', scope: { weekdays: [] } }],
    ['the 32nd', { kind: 'percentage', direction: 'uplift', percentage: '3', scope: { days: [32] } }],
    ['a fee without a currency', { kind: 'share-eco-cost', method: { kind: 'flat-fee', per: 'subset', amount: '5' } }],
    ['an unknown kind', { kind: 'free-lunch' }],
    ['more than the rule knows', { kind: 'remove-taxes', note: 'x' }],
  ])('%s', (_what, rule) => {
    expect(workflowRulesSchema.safeParse([rule]).success).toBe(false);
  });
});
