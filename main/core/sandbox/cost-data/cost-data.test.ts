/** The cost data that the sandbox delivers: read by DuckDB's own reader, its sums against what the lines must add up to. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { accountId } from '../../../../shared/domain/account-id.ts';
import { LINE_ITEM_TYPES } from '../../../../shared/domain/line-item-type.ts';
import { tempFolder } from '../../../../test/support/temp-core.ts';
import { DuckdbEngine } from '../../duckdb/engine.ts';
import { quoted } from '../../duckdb/quoted.ts';
import { startEngine } from '../../duckdb/start-engine.ts';
import { EDP_SHAPES } from './cost-report.ts';
import type { CostReport } from './cost-report.ts';
import { writeReport } from './write-report.ts';

const PAYER = accountId('111122223333');
const MEMBERS = Array.from({ length: 24 }, (_, index) => accountId(`7001000000${String(index + 1).padStart(2, '0')}`));
const OCTOBER: CostReport = {
  payer: PAYER,
  members: MEMBERS,
  month: '2026-10',
  until: Date.UTC(2026, 10, 7),
  final: true,
  late: false,
  edp: 'lines',
  part: 0,
};

/** Rows of a query over a report that was written; `report` is its table. */
async function query(report: CostReport, ...queries: string[]): Promise<unknown[][][]> {
  const engine = new DuckdbEngine(startEngine);
  onTestFinished(() => engine.close());
  const folder = tempFolder();
  mkdirSync(join(folder, 'temp'));
  const files = await writeReport(report, engine, join(folder, 'made'));
  const read = files.map((bytes, at) => {
    const path = join(folder, `${at}.parquet`);
    writeFileSync(path, bytes);
    return path;
  });
  const limits = { memoryMb: 256, tempFolder: join(folder, 'temp'), tempMb: 256 };
  return engine.use({ read, write: [] }, limits, async (db) => {
    const table = `read_parquet([${read.map(quoted).join(', ')}])`;
    const answers: unknown[][][] = [];
    for (const each of queries)
      answers.push((await db.run(each.replace(/\breport\b/gu, table))).rows.map((row) => [...row]));
    return answers;
  });
}

const SUM = 'CAST(sum(CAST(line_item_unblended_cost AS DECIMAL(38,10))) AS VARCHAR)';

describe('a month', () => {
  it('has every line item type, and one that nobody knows yet', async () => {
    const [types] = await query(OCTOBER, 'SELECT DISTINCT line_item_line_item_type FROM report');
    expect(types?.flat().sort()).toEqual([...LINE_ITEM_TYPES, 'FlatRateSubscription'].sort());
  });

  it('balances: what plans cover is taken back, a rate times its amount is the cost, reservations cost what they are made of', async () => {
    const [negation, rates, reserved, plans, owners] = await query(
      OCTOBER,
      `SELECT ${SUM}, count(*) FROM report WHERE line_item_line_item_type IN ('SavingsPlanCoveredUsage', 'SavingsPlanNegation')
       GROUP BY line_item_usage_account_id, line_item_usage_type ORDER BY 2`,
      `SELECT count(*) FROM report WHERE line_item_unblended_rate <> ''
       AND abs(CAST(line_item_unblended_rate AS DOUBLE) * line_item_usage_amount - line_item_unblended_cost) > 1e-9`,
      `SELECT count(*) FROM report WHERE line_item_line_item_type = 'DiscountedUsage' AND abs(reservation_effective_cost
       - reservation_amortized_upfront_cost_for_usage - reservation_recurring_fee_for_usage) > 1e-12`,
      `SELECT DISTINCT savings_plan_total_commitment_to_date, savings_plan_used_commitment FROM report
       WHERE line_item_line_item_type = 'SavingsPlanRecurringFee' ORDER BY 1`,
      `SELECT DISTINCT split_part(coalesce(reservation_reservation_a_r_n, savings_plan_savings_plan_a_r_n), ':', 5) FROM report ORDER BY 1`,
    );
    // Four accounts with a machine each; 744 hours, covered and taken back.
    expect(negation).toEqual(Array.from({ length: 4 }, () => ['0.0000000000', '1488']));
    expect([rates, reserved]).toEqual([[['0']], [['0']]]);
    expect(plans).toEqual([
      [0.13, 0.1224],
      [0.22, 0.22],
    ]);
    expect(owners?.flat().filter((owner) => owner !== null)).toEqual([PAYER, MEMBERS[0], MEMBERS[1], MEMBERS[2]]);
  });

  it('has free use with and without a public price, Marketplace, and money with ten decimals at most', async () => {
    const [free, entities, decimals] = await query(
      OCTOBER,
      `SELECT count(*) FILTER (pricing_public_on_demand_cost > 0), count(*) FILTER (pricing_public_on_demand_cost = 0) FROM report
       WHERE line_item_line_item_type = 'Usage' AND line_item_unblended_cost = 0`,
      'SELECT DISTINCT bill_billing_entity FROM report ORDER BY 1',
      `SELECT count(*) FROM report WHERE CAST(CAST(line_item_unblended_cost AS DECIMAL(38,10)) AS DOUBLE) <> line_item_unblended_cost`,
    );
    // 25 accounts for 31 days; the size of an account is 1 + the last three digits of its ID modulo 9, divisible by 3 for 8 of them.
    expect(free).toEqual([['248', '775']]);
    expect(entities?.flat()).toEqual(['AWS', 'AWS Marketplace']);
    expect(decimals).toEqual([['0']]);
  });

  it('is open without an invoice, settled with one, and has another when AWS comes back to it', async () => {
    const invoices = 'SELECT bill_invoice_id, count(*) FROM report GROUP BY 1 ORDER BY 1';
    const [open] = await query({ ...OCTOBER, final: false, until: Date.UTC(2026, 9, 3, 12) }, invoices);
    expect(open?.map(([id]) => id)).toEqual([null]);
    const [settled] = await query(OCTOBER, invoices);
    expect(settled?.map(([id]) => id)).toEqual(['20261001']);
    const [late] = await query({ ...OCTOBER, late: true }, invoices);
    expect(late?.at(-1)).toEqual(['20261002', '1']);
  });

  it('ends where it has come to', async () => {
    const [last] = await query(
      { ...OCTOBER, until: Date.UTC(2026, 9, 3, 12, 30) },
      "SELECT CAST(max(line_item_usage_end_date) AS VARCHAR) FROM report WHERE line_item_line_item_type = 'DiscountedUsage'",
    );
    expect(last).toEqual([['2026-10-03 12:00:00']]);
  });
});

it.each(EDP_SHAPES)('the Enterprise Discount Program in its shape: %s', async (edp) => {
  const [columns, lines] = await query(
    { ...OCTOBER, edp },
    "SELECT count(*) FROM (DESCRIBE SELECT * FROM report) WHERE column_name IN ('line_item_net_unblended_cost', 'discount_edp_discount')",
    `SELECT line_item_line_item_type, line_item_product_code, count(*) FROM report
     WHERE line_item_line_item_description LIKE 'Enterprise Program%' GROUP BY 1, 2`,
  );
  // One for each of the 25 accounts.
  const shown = {
    lines: [0, [['EdpDiscount', 'AmazonEC2', '25']]],
    columns: [2, []],
    'lines and columns': [2, [['EdpDiscount', 'AmazonEC2', '25']]],
    refunds: [0, [['Refund', 'ComputeSavingsPlans', '25']]],
  }[edp];
  expect([Number(columns?.[0]?.[0]), lines]).toEqual(shown);
});
