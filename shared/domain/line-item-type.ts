/** Those that take something off; each distinct one falls into a class. */
export const CREDIT_TYPES = [
  'Credit',
  'Refund',
  'Discount',
  'BundledDiscount',
  'DistributorDiscount',
  'EdpDiscount',
  'PrivateRateDiscount',
  'RiVolumeDiscount',
  'SppDiscount',
] as const;

/**
 * The line item types of Cost and Usage Reports that the product knows; see AWS's 'Line item details' and, for discounts, its list of types in
 * 'Discounts'. Whatever is not here is charged as it is, and told of: no rule is ever 'all but these'.
 */
export const LINE_ITEM_TYPES: readonly string[] = [
  'Usage',
  'DiscountedUsage',
  'SavingsPlanCoveredUsage',
  'SavingsPlanNegation',
  'SavingsPlanRecurringFee',
  'SavingsPlanUpfrontFee',
  'RIFee',
  'Fee',
  'Tax',
  ...CREDIT_TYPES,
];

/** The classes that credits, refunds and discounts fall into: those that the vendor's rules take away, and others. */
export const CREDIT_CLASSES = [
  'edp',
  'private-rate',
  'ri-volume',
  'solution-provider-program',
  'data-egress-waiver',
  'apn-partner-accelerator',
  'bundled',
  'distributor',
  'plan-return',
  'other',
] as const;
export type CreditClass = (typeof CREDIT_CLASSES)[number];

const BY_TYPE: Readonly<Record<string, CreditClass>> = {
  EdpDiscount: 'edp',
  PrivateRateDiscount: 'private-rate',
  RiVolumeDiscount: 'ri-volume',
  SppDiscount: 'solution-provider-program',
  BundledDiscount: 'bundled',
  DistributorDiscount: 'distributor',
};

/** What descriptions say of it. The vendor defines none of these, so each is shown and can be changed. */
const BY_DESCRIPTION: readonly (readonly [RegExp, CreditClass])[] = [
  [/\bsolution provider program\b|\bspp\b/iu, 'solution-provider-program'],
  [/\begress\b.*\bwaiver\b|\bwaiver\b.*\b(?:egress|data transfer)\b/iu, 'data-egress-waiver'],
  [/\bapn\b|\bpartner (?:network|accelerator)\b/iu, 'apn-partner-accelerator'],
  [/\benterprise discount|\bedp\b|\benterprise.*\bdiscount/iu, 'edp'],
];

/** In which class a credit, refund or discount falls unless a person says otherwise. */
export function creditClass(line: { type: string; description: string; product: string }): CreditClass {
  const byType = BY_TYPE[line.type];
  if (byType !== undefined) return byType;
  const described = BY_DESCRIPTION.find(([pattern]) => pattern.test(line.description));
  if (described) return described[1];
  // EDP also comes as a refund of this product, and so do plans that are returned within seven days: their descriptions say which.
  if (line.type === 'Refund' && line.product === 'ComputeSavingsPlans')
    return /\breturn/iu.test(line.description) ? 'plan-return' : 'edp';
  return 'other';
}
