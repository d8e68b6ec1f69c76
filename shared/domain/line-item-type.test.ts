import { expect, it } from 'vitest';
import { creditClass } from './line-item-type.ts';

it.each([
  ['EdpDiscount', '', 'AmazonEC2', 'edp'],
  ['Discount', 'Enterprise Program Discount', 'AmazonEC2', 'edp'],
  ['Refund', 'Enterprise discount', 'ComputeSavingsPlans', 'edp'],
  ['Refund', 'Return of Savings Plan sp-1', 'ComputeSavingsPlans', 'plan-return'],
  ['Refund', 'AWS Data Egress Waiver', 'AWSDataTransfer', 'data-egress-waiver'],
  ['Credit', 'APN Partner Accelerator 2026', 'AmazonEC2', 'apn-partner-accelerator'],
  ['Credit', 'AWS Solution Provider Program Discount', 'AmazonEC2', 'solution-provider-program'],
  ['SppDiscount', 'anything', 'AmazonEC2', 'solution-provider-program'],
  ['Credit', 'Promotional credit 4711', 'AmazonEC2', 'other'],
  ['RiVolumeDiscount', '', '', 'ri-volume'],
])('%s %s of %s is %s', (type, description, product, expected) => {
  expect(creditClass({ type, description, product })).toBe(expected);
});
