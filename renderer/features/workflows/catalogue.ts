import type { WorkflowRule } from '../../../shared/domain/workflow-rule.ts';
import type { RuleValue } from './draft.ts';

/** A kind of rule as it is offered. */
export interface CatalogueEntry {
  readonly id: string;
  readonly title: string;
  /** What it does, in one line. */
  readonly line: string;
  /** The rule as it is added; what is blank is asked for in its form. */
  readonly start: RuleValue & { kind: WorkflowRule['kind'] };
}

/** The rules that the vendor's builder offers, in the order in which they usually stand, and prose for the rest. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  {
    id: 'replace-ri',
    title: 'Replace RI discounts',
    line: 'Charge the public on-demand price where a reservation gave a discount.',
    start: { kind: 'replace-discount', commitment: 'ri', purchasedBy: { kind: 'any' } },
  },
  {
    id: 'replace-savings-plan',
    title: 'Replace Savings Plan discounts',
    line: 'Charge the public on-demand price where a Savings Plan gave a discount.',
    start: { kind: 'replace-discount', commitment: 'savings-plan', purchasedBy: { kind: 'any' } },
  },
  {
    id: 'retain-ri',
    title: 'Retain some RI discounts',
    line: 'Keep the discounts of some reservations, and replace all others.',
    start: { kind: 'retain-discount', commitment: 'ri', purchasedBy: { kind: 'subset' } },
  },
  {
    id: 'retain-savings-plan',
    title: 'Retain some Savings Plan discounts',
    line: 'Keep the discounts of some Savings Plans, and replace all others.',
    start: { kind: 'retain-discount', commitment: 'savings-plan', purchasedBy: { kind: 'subset' } },
  },
  {
    id: 'remove-credits',
    title: 'Remove credits and refunds',
    line: 'Keep a class of credits, such as the EDP discount, from the customer.',
    start: { kind: 'remove-credits', credit: 'edp' },
  },
  {
    id: 'remove-taxes',
    title: 'Remove taxes',
    line: 'Take the tax that AWS charged off the bill.',
    start: { kind: 'remove-taxes' },
  },
  {
    id: 'share-cost',
    title: 'Share the cost of commitments',
    line: 'Pass what reservations or Savings Plans cost to the accounts that use them.',
    start: { kind: 'share-cost', commitment: 'savings-plan', part: 'effective' },
  },
  {
    id: 'remove-volume-discounts',
    title: 'Remove volume discounts',
    line: 'Charge the first billable rate in place of volume tiers or the free tier.',
    start: { kind: 'remove-volume-discounts', discount: 'top-rate-all-usage' },
  },
  {
    id: 'share-eco-cost',
    title: 'Share the cost of Eco',
    line: 'Charge the customer for Eco: a share of the savings, a flat fee, or the cost itself.',
    start: { kind: 'share-eco-cost', method: { kind: 'percentage-of-savings', percentage: '' } },
  },
  {
    id: 'uplift',
    title: 'Uplift',
    line: 'Raise the charges by a percentage, for all usage or some of it. Goes last.',
    start: { kind: 'percentage', direction: 'uplift', percentage: '', scope: {} },
  },
  {
    id: 'discount',
    title: 'Discount',
    line: 'Lower the charges by a percentage, for all usage or some of it. Goes last.',
    start: { kind: 'percentage', direction: 'discount', percentage: '', scope: {} },
  },
  {
    id: 'prose',
    title: 'In your own words',
    line: "Anything else. The vendor's people read it and set it up by hand.",
    start: { kind: 'prose', text: '' },
  },
];
