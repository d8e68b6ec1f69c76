import { z } from 'zod';
import type { AccountId } from './account-id.ts';
import { isAccountId } from './account-id.ts';

/*
 * The billing rules that the vendor's workflow builder offers, as typed data, and prose for the rest
 * (docs/procedure.md: 'Billing rules', 'Example workflows'). A workflow is
 * an ordered list of these, possibly empty: charges are then AWS's raw data.
 */

const accountIdSchema = z.custom<AccountId>(
  (value) => typeof value === 'string' && isAccountId(value),
  'An account ID has 12 digits.',
);

/** A list without repeats and not empty. */
function someOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .min(1)
    .refine((items) => new Set(items).size === items.length, 'Name each one once.');
}

/** A percentage above 0 as a decimal text without sign, at most 9999 with up to 6 decimals: '3', '2.5'. */
export const percentageSchema = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,3})(\.[0-9]{1,6})?$/, "A percentage is a number such as '3' or '2.5', without sign.")
  .refine((text) => /[1-9]/.test(text), 'A percentage of 0 changes nothing.');

/** An amount of money above 0 as a decimal text with at most 6 decimals. */
export const amountSchema = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?$/, "An amount is a number such as '100' or '99.50', without sign.")
  .refine((text) => /[1-9]/.test(text), 'An amount of 0 changes nothing.');

/** Reservations (RIs) or Savings Plans. */
export const COMMITMENTS = ['ri', 'savings-plan'] as const;
export type Commitment = (typeof COMMITMENTS)[number];
const commitment = z.enum(COMMITMENTS);

/** Whose purchases a replacing rule looks at: anybody's, or only those of the accounts named. */
const purchasedBy = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('any') }),
  z.strictObject({ kind: z.literal('accounts'), accountIds: someOf(accountIdSchema) }),
]);

/** Whose purchases keep their discount: those of the accounts named, or those made within the customer's own subset. */
const retainedFor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('accounts'), accountIds: someOf(accountIdSchema) }),
  z.strictObject({ kind: z.literal('subset') }),
]);

/** The classes of credits and refunds, each removed on its own. */
export const CREDITS = [
  'edp',
  'data-egress-waiver',
  'apn-partner-accelerator',
  'solution-provider-program',
  'other',
] as const;
export type Credit = (typeof CREDITS)[number];

/** Which part of a commitment's cost goes to the accounts that use its discount. */
export const COST_PARTS = ['effective', 'amortized-upfront', 'recurring'] as const;
export type CostPart = (typeof COST_PARTS)[number];

export const VOLUME_DISCOUNTS = ['top-rate-all-usage', 'top-rate-free-usage', 'ri-volume'] as const;
export type VolumeDiscount = (typeof VOLUME_DISCOUNTS)[number];

/** Groups of AWS regions by the front of their codes, as in 'any US-East data center'. `us-gov-*` is in none. */
export const REGION_GROUPS = ['us-east', 'us-west', 'ca', 'mx', 'sa', 'eu', 'me', 'il', 'af', 'ap'] as const;
export type RegionGroup = (typeof REGION_GROUPS)[number];

/** Monday first, as ISO 8601 counts. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const years = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('odd') }),
  z.strictObject({ kind: z.literal('even') }),
  z.strictObject({ kind: z.literal('years'), years: someOf(z.int().min(2006).max(2199)) }),
]);

/**
 * What a percentage applies to. Every part that is given narrows it; nothing given means all usage.
 * Times are those of the usage; the vendor doesn't say in which time zone (AWS reports UTC).
 */
export const scopeSchema = z.strictObject({
  /** Services by the name the vendor knows them by, as the operator writes them. */
  services: someOf(z.string().trim().min(1).max(120)).optional(),
  regionGroups: someOf(z.enum(REGION_GROUPS)).optional(),
  weekdays: someOf(z.enum(WEEKDAYS)).optional(),
  /** Days of the month, 1 to 31. */
  days: someOf(z.int().min(1).max(31)).optional(),
  /** Months, 1 to 12. */
  months: someOf(z.int().min(1).max(12)).optional(),
  years: years.optional(),
});
export type Scope = z.infer<typeof scopeSchema>;

const ecoMethod = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percentage-of-savings'), percentage: percentageSchema }),
  z.strictObject({
    kind: z.literal('flat-fee'),
    per: z.enum(['subset', 'account']),
    amount: amountSchema,
    currency: z.string().regex(/^[A-Z]{3}$/, "A currency is three capital letters such as 'USD'."),
  }),
  z.strictObject({ kind: z.literal('distributed'), basis: z.enum(['estimate', 'actuals']) }),
]);

/** One billing rule. */
export const workflowRuleSchema = z.discriminatedUnion('kind', [
  /** Charge the public on-demand price where a discount of a commitment was had. */
  z.strictObject({ kind: z.literal('replace-discount'), commitment, purchasedBy }),
  /** Keep the discounts of some purchases and replace all others of that kind. */
  z.strictObject({ kind: z.literal('retain-discount'), commitment, purchasedBy: retainedFor }),
  z.strictObject({ kind: z.literal('remove-credits'), credit: z.enum(CREDITS) }),
  z.strictObject({ kind: z.literal('remove-taxes') }),
  /** Pass a commitment's cost to the accounts of others that use its discount. */
  z.strictObject({ kind: z.literal('share-cost'), commitment, part: z.enum(COST_PARTS) }),
  z.strictObject({ kind: z.literal('remove-volume-discounts'), discount: z.enum(VOLUME_DISCOUNTS) }),
  /** Raise or lower the charges; the vendor does it after all other rules. */
  z.strictObject({
    kind: z.literal('percentage'),
    direction: z.enum(['uplift', 'discount']),
    percentage: percentageSchema,
    scope: scopeSchema,
  }),
  z.strictObject({ kind: z.literal('share-eco-cost'), method: ecoMethod }),
  /** Anything else, in the operator's words. Empty text is allowed while editing and found by a check. */
  z.strictObject({ kind: z.literal('prose'), text: z.string().max(4000) }),
]);
export type WorkflowRule = z.infer<typeof workflowRuleSchema>;

/** A workflow's rules in the order in which they are processed. */
export const workflowRulesSchema = z.array(workflowRuleSchema).max(200);

/** What the text and the checks need of a workflow. */
export interface Workflow {
  name: string;
  rules: readonly WorkflowRule[];
}

/** The account IDs that a rule names. */
export function accountsNamed(rule: WorkflowRule): readonly AccountId[] {
  if (rule.kind !== 'replace-discount' && rule.kind !== 'retain-discount') return [];
  return rule.purchasedBy.kind === 'accounts' ? rule.purchasedBy.accountIds : [];
}
