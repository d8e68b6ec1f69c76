import type { EngineDb } from '../../duckdb/engine.ts';

/** Lines and unblended cost (units of 1e-10, as text) of an account's lines of one type and service. */
export type AccountSum = readonly [type: string, service: string, lines: number, unblended: string];

/** The sums of an account, as a line of text has them in JSON. */
export type AccountSums = readonly [account: string, sums: readonly AccountSum[]];

/**
 * What lines sum up to by account, line item type and service: a line of text for each account, JSON of AccountSums. The engine makes the text,
 * so that no more than it goes from process to process.
 * @param lines as cachedLines gives them
 */
export async function sumsOf(db: EngineDb, lines: string): Promise<string> {
  const { rows } = await db.run(
    `SELECT json_array(account, list(json_array(type, service, lines, unblended) ORDER BY type, service))::VARCHAR
     FROM (SELECT coalesce(line_item_usage_account_id, '') AS account, coalesce(line_item_line_item_type, '') AS type,
         coalesce(line_item_product_code, '') AS service, count(*)::BIGINT AS lines, coalesce(sum(line_item_unblended_cost), 0)::VARCHAR AS unblended
       FROM ${lines} GROUP BY 1, 2, 3)
     GROUP BY account ORDER BY account`,
  );
  return rows.map(([line]) => String(line)).join('\n');
}
