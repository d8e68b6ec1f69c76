import type { EngineDb } from '../../duckdb/engine.ts';
import { READ_FAULTS } from './select-lines.ts';

/** How many lines have a value, the most frequent first. */
export type Counted = readonly { readonly value: string; readonly lines: number }[];

/** What the lines of a cached report say, counted. */
export interface Content {
  readonly lines: number;
  /** Whole number of 1e-10 units. */
  readonly unblended: bigint;
  readonly unreadable: number;
  /** Lines on which money has more than ten decimals. */
  readonly moreDecimals: number;
  readonly badAccountIds: number;
  /** One of them. */
  readonly badAccountId: string;
  readonly outsidePeriod: number;
  /** The first and the last start of use; null without lines. */
  readonly from: string | null;
  readonly to: string | null;
  readonly withoutInvoice: number;
  readonly payers: Counted;
  readonly currencies: Counted;
  readonly accounts: number;
}

const ACCOUNT = `coalesce(regexp_full_match(line_item_usage_account_id, '[0-9]{12}'), false)`;
/** One that is not given is none that is wrong. */
const PAYER = `coalesce(regexp_full_match(bill_payer_account_id, '[0-9]{12}'), true)`;

/** The months that the lines are billed in ('YYYY-MM'), else those of their use. */
/** @param lines as cachedLines gives them */
export async function monthsOf(db: EngineDb, lines: string): Promise<Counted> {
  const { rows } = await db.run(
    `SELECT strftime(coalesce(bill_billing_period_start_date, line_item_usage_start_date), '%Y-%m') AS month, count(*)::INTEGER
     FROM ${lines} GROUP BY 1 ORDER BY 2 DESC, 1`,
  );
  return rows.map(([month, lines]) => ({ value: String(month ?? ''), lines: Number(lines) }));
}

/** @param lines as cachedLines gives them @param month 'YYYY-MM' */
export async function contentOf(db: EngineDb, lines: string, month: string): Promise<Content> {
  const { rows } = await db.run(
    `SELECT count(*)::BIGINT, coalesce(sum(line_item_unblended_cost), 0),
       count(*) FILTER (read_faults & ${READ_FAULTS.unreadable} <> 0)::BIGINT,
       count(*) FILTER (read_faults & ${READ_FAULTS.decimals} <> 0)::BIGINT,
       count(*) FILTER (NOT ${ACCOUNT} OR NOT ${PAYER})::BIGINT,
       coalesce(min(line_item_usage_account_id) FILTER (NOT ${ACCOUNT}), min(bill_payer_account_id) FILTER (NOT ${PAYER}), ''),
       count(*) FILTER (line_item_usage_start_date < $from::TIMESTAMP OR line_item_usage_start_date >= $from::TIMESTAMP + INTERVAL 1 MONTH)::BIGINT,
       strftime(min(line_item_usage_start_date), '%Y-%m-%d %H:%M'), strftime(max(line_item_usage_start_date), '%Y-%m-%d %H:%M'),
       count(*) FILTER (bill_invoice_id IS NULL)::BIGINT, count(DISTINCT line_item_usage_account_id)::BIGINT
     FROM ${lines}`,
    { from: `${month}-01` },
  );
  const [row = []] = rows;
  const count = (at: number): number => Number(row[at] ?? 0);
  const text = (at: number): string | null => (row[at] === null || row[at] === undefined ? null : String(row[at]));
  return {
    lines: count(0),
    unblended: BigInt(String(row[1] ?? '0')),
    unreadable: count(2),
    moreDecimals: count(3),
    badAccountIds: count(4),
    badAccountId: text(5) ?? '',
    outsidePeriod: count(6),
    from: text(7),
    to: text(8),
    withoutInvoice: count(9),
    accounts: count(10),
    payers: await counted(db, lines, 'bill_payer_account_id'),
    currencies: await counted(db, lines, 'line_item_currency_code'),
  };
}

/** Of a column that has few values; more than a hundred are not asked for. */
async function counted(db: EngineDb, lines: string, column: string): Promise<Counted> {
  const { rows } = await db.run(
    `SELECT coalesce(${column}, ''), count(*)::BIGINT FROM ${lines} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 100`,
  );
  return rows.map(([value, count]) => ({ value: String(value), lines: Number(count) }));
}
