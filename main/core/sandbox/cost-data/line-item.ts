/** The columns of the reports with their types in AWS's Parquet. Amounts of money are doubles there, rates are texts. */
export const REPORT_COLUMNS = {
  identity_line_item_id: 'VARCHAR',
  identity_time_interval: 'VARCHAR',
  bill_invoice_id: 'VARCHAR',
  bill_billing_entity: 'VARCHAR',
  bill_bill_type: 'VARCHAR',
  bill_payer_account_id: 'VARCHAR',
  bill_billing_period_start_date: 'TIMESTAMP',
  bill_billing_period_end_date: 'TIMESTAMP',
  line_item_usage_account_id: 'VARCHAR',
  line_item_line_item_type: 'VARCHAR',
  line_item_usage_start_date: 'TIMESTAMP',
  line_item_usage_end_date: 'TIMESTAMP',
  line_item_product_code: 'VARCHAR',
  line_item_usage_type: 'VARCHAR',
  line_item_operation: 'VARCHAR',
  line_item_availability_zone: 'VARCHAR',
  line_item_resource_id: 'VARCHAR',
  line_item_usage_amount: 'DOUBLE',
  line_item_currency_code: 'VARCHAR',
  line_item_unblended_rate: 'VARCHAR',
  line_item_unblended_cost: 'DOUBLE',
  line_item_net_unblended_cost: 'DOUBLE',
  line_item_line_item_description: 'VARCHAR',
  line_item_legal_entity: 'VARCHAR',
  product_product_name: 'VARCHAR',
  product_servicecode: 'VARCHAR',
  product_region: 'VARCHAR',
  product_instance_type: 'VARCHAR',
  pricing_public_on_demand_cost: 'DOUBLE',
  pricing_public_on_demand_rate: 'VARCHAR',
  pricing_term: 'VARCHAR',
  pricing_unit: 'VARCHAR',
  reservation_reservation_a_r_n: 'VARCHAR',
  reservation_effective_cost: 'DOUBLE',
  reservation_amortized_upfront_cost_for_usage: 'DOUBLE',
  reservation_recurring_fee_for_usage: 'DOUBLE',
  reservation_unused_amortized_upfront_fee_for_billing_period: 'DOUBLE',
  reservation_unused_recurring_fee: 'DOUBLE',
  savings_plan_savings_plan_a_r_n: 'VARCHAR',
  savings_plan_savings_plan_effective_cost: 'DOUBLE',
  savings_plan_total_commitment_to_date: 'DOUBLE',
  savings_plan_used_commitment: 'DOUBLE',
  savings_plan_amortized_upfront_commitment_for_billing_period: 'DOUBLE',
  savings_plan_recurring_commitment_for_billing_period: 'DOUBLE',
  discount_edp_discount: 'DOUBLE',
  discount_total_discount: 'DOUBLE',
} as const;
export type ReportColumn = keyof typeof REPORT_COLUMNS;

/** Those that a report has only where discounts show in columns of their own. */
export const DISCOUNT_COLUMNS: ReadonlySet<string> = new Set<ReportColumn>([
  'line_item_net_unblended_cost',
  'discount_edp_discount',
  'discount_total_discount',
]);

/** A line before it has its number and what all lines of a report have. Money is in units of 1e-10. */
export interface LineItem {
  type: string;
  account: string;
  /** Milliseconds since 1970. */
  start: number;
  end: number;
  product: string;
  productName: string;
  usageType?: string;
  operation?: string;
  region?: string;
  resource?: string;
  /** In thousandths. */
  amount?: bigint;
  /** For one of the amount. */
  rate?: bigint;
  unblended: bigint;
  /** For one of the amount; absent where there is no public price. */
  publicRate?: bigint;
  description: string;
  entity?: string;
  term?: string;
  unit?: string;
  /** All other columns. */
  more?: Partial<Record<ReportColumn, string>>;
}

/** What so much of something costs, in units of 1e-10. @param amount in thousandths; the parts must come out even */
export function costOf(amount: bigint, rate: bigint): bigint {
  if ((amount * rate) % 1000n !== 0n) throw new RangeError(`${amount} / 1000 × ${rate} is no whole number of units.`);
  return (amount * rate) / 1000n;
}

/** Thousandths as decimal text. */
export function amountText(thousandths: bigint): string {
  return `${thousandths / 1000n}.${String(thousandths % 1000n).padStart(3, '0')}`;
}

/** '2026-10-05 00:00:00' */
export function timeText(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}
