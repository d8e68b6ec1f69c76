import { COST_COLUMNS } from '../../shared/domain/cost-columns.ts';

/** A line of a report by Athena's names; what is not given is empty. */
export type ReportLine = Readonly<Record<string, string>>;

/** A usage line of October 2026, to be changed. */
export const USAGE: ReportLine = {
  identity_line_item_id: 'line-1',
  identity_time_interval: '2026-10-05T00:00:00Z/2026-10-05T01:00:00Z',
  bill_payer_account_id: '099999999999',
  bill_billing_period_start_date: '2026-10-01T00:00:00.000Z',
  bill_invoice_id: 'INV-1',
  bill_billing_entity: 'AWS',
  line_item_usage_account_id: '111111111111',
  line_item_line_item_type: 'Usage',
  line_item_usage_start_date: '2026-10-05T00:00:00Z',
  line_item_usage_end_date: '2026-10-05T01:00:00Z',
  line_item_product_code: 'AmazonEC2',
  line_item_usage_type: 'EUC1-BoxUsage:t3.micro',
  line_item_usage_amount: '1.0',
  line_item_currency_code: 'USD',
  line_item_unblended_rate: '0.0120000000',
  line_item_unblended_cost: '0.0120000000',
  line_item_line_item_description: '$0.012 per On Demand Linux t3.micro, Instance Hour',
};

const CATEGORIES = ['identity', 'bill', 'line_item', 'product', 'pricing', 'reservation', 'savings_plan', 'discount'];

/** Athena's name as the legacy report has it: `line_item_unblended_cost` is `lineItem/UnblendedCost`. */
export function legacyHeading(name: string): string {
  const category = CATEGORIES.find((each) => name.startsWith(`${each}_`)) ?? '';
  const camel = (text: string): string => text.replaceAll(/_([a-z])/gu, (_, letter: string) => letter.toUpperCase());
  const column = camel(`_${name.slice(category.length + 1)}`);
  return `${camel(category)}/${column}`;
}

/** Every column of the cache and a line's ID. */
export const ALL_COLUMNS: readonly string[] = [
  'identity_line_item_id',
  'identity_time_interval',
  ...COST_COLUMNS.map(({ name }) => name),
];

/** A report as csv: a heading line, and each line's values where they have to be quoted in quotes. */
export function csvOf(
  lines: readonly ReportLine[],
  {
    columns = ALL_COLUMNS,
    headings = legacyHeading,
    newLine = '\n',
  }: {
    columns?: readonly string[];
    headings?: (name: string) => string;
    newLine?: string;
  } = {},
): string {
  const quote = (text: string): string => (/[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = [columns.map(headings), ...lines.map((line) => columns.map((name) => line[name] ?? ''))];
  return rows.map((row) => `${row.map(quote).join(',')}${newLine}`).join('');
}
