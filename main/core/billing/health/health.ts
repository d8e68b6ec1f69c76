import type { CostChanges, CostHealth } from '../../../../shared/contract/cost-data.ts';
import type { CostChoices, KeptDataSet } from '../../../../shared/contract/own-procedures.ts';
import { creditClass, CREDIT_TYPES, LINE_ITEM_TYPES } from '../../../../shared/domain/line-item-type.ts';
import { commitmentsIn } from '../../../../shared/domain/eco-commitment.ts';
import { moneyText } from '../../../../shared/domain/money.ts';
import type { Workflow } from '../../../../shared/domain/workflow-rule.ts';
import type { EngineDb } from '../../duckdb/engine.ts';
import type { EngineValue } from '../../duckdb/protocol.ts';
import { quoted } from '../../duckdb/quoted.ts';
import { cachedLines } from '../cache/select-lines.ts';
import { byOwner, commitmentsOf } from './commitments.ts';
import { findingsOf } from './findings.ts';
import type { Counts } from './findings.ts';
import { aboutRuleNames, namesInLines } from './rule-names.ts';

/** What the ledger knows of accounts: in which subset each is. */
export type KnownAccounts = ReadonlyMap<string, string | null>;

/** Most of the distinct credits of a month have a description of their own; more than these are counted, not listed. */
const MOST_CREDITS = 500;

/** Looks at the cached lines of some months of a payer account. @param cached in the order of `sets` @param today 'YYYY-MM-DD' UTC */
export async function healthOf(
  db: EngineDb,
  cached: readonly { readonly path: string; readonly missing: readonly string[] }[],
  facts: {
    payer: string;
    sets: readonly KeptDataSet[];
    known: KnownAccounts;
    changes: readonly CostChanges[];
    choices: CostChoices;
    workflows: readonly Workflow[];
    today: string;
  },
): Promise<CostHealth> {
  const { payer, sets, known, changes, choices, workflows, today } = facts;
  const lines = cachedLines(cached);
  const types = await typesOf(db, lines);
  const accounts = await accountsOf(db, lines, known);
  const days = await daysOf(db, lines);
  const credits = await creditsOf(db, lines, choices);
  const eachCommitment = await commitmentsOf(db, lines, choices.eco);
  const arns = eachCommitment.map(({ arn }) => arn);
  const ecoNotInLines = choices.eco === null ? [] : commitmentsIn(choices.eco).without(arns);
  const counts = await countsOf(db, lines);
  const owners = [...new Set(eachCommitment.map(({ owner }) => owner))];
  const ruleNames = aboutRuleNames(workflows, await namesInLines(db, lines, owners));
  const findings = findingsOf({
    payer,
    sets,
    changes,
    types,
    accounts,
    credits,
    counts,
    ruleNames,
    eachCommitment,
    ecoNotInLines,
    today,
  });
  const commitments = await byOwner(db, lines, eachCommitment);
  return {
    types,
    accounts,
    days,
    credits,
    commitments,
    eachCommitment,
    ecoNotInLines,
    changes: [...changes],
    findings,
  };
}

async function typesOf(db: EngineDb, lines: string): Promise<CostHealth['types']> {
  const { rows } = await db.run(
    `SELECT coalesce(line_item_line_item_type, ''), count(*)::BIGINT, coalesce(sum(line_item_unblended_cost), 0) FROM ${lines} GROUP BY 1 ORDER BY 2 DESC, 1`,
  );
  return rows.map(([type, count, sum]) => ({
    type: String(type),
    known: LINE_ITEM_TYPES.includes(String(type)),
    lines: Number(count),
    unblended: money(sum),
  }));
}

async function accountsOf(db: EngineDb, lines: string, known: KnownAccounts): Promise<CostHealth['accounts']> {
  const { rows } = await db.run(
    `SELECT coalesce(line_item_usage_account_id, ''), count(*)::BIGINT, coalesce(sum(line_item_unblended_cost), 0) FROM ${lines} GROUP BY 1 ORDER BY 1`,
  );
  return rows.map(([id, count, sum]) => ({
    id: String(id),
    known: known.has(String(id)),
    subset: known.get(String(id)) ?? null,
    lines: Number(count),
    unblended: money(sum),
  }));
}

async function daysOf(db: EngineDb, lines: string): Promise<CostHealth['days']> {
  const { rows } = await db.run(
    `SELECT strftime(line_item_usage_start_date, '%Y-%m-%d'), coalesce(line_item_line_item_type, ''), coalesce(sum(line_item_unblended_cost), 0)
     FROM ${lines} WHERE line_item_usage_start_date IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  return rows.map(([day, type, sum]) => ({ day: String(day), type: String(type), unblended: money(sum) }));
}

async function creditsOf(db: EngineDb, lines: string, { classes }: CostChoices): Promise<CostHealth['credits']> {
  const keyOf = (credit: { type: string; description: string; product: string }): string =>
    JSON.stringify([credit.type, credit.description, credit.product]);
  const chosen = new Map(classes.map((each) => [keyOf(each), each.class]));
  const types = CREDIT_TYPES.map(quoted).join(', ');
  const { rows } = await db.run(
    `SELECT line_item_line_item_type, coalesce(line_item_line_item_description, ''), coalesce(line_item_product_code, ''), count(*)::BIGINT, coalesce(sum(line_item_unblended_cost), 0)
     FROM ${lines} WHERE line_item_line_item_type IN (${types}) GROUP BY 1, 2, 3 ORDER BY sum(line_item_unblended_cost), 1, 2, 3 LIMIT ${MOST_CREDITS}`,
  );
  return rows.map(([type, description, product, count, sum]) => {
    const line = { type: String(type), description: String(description), product: String(product) };
    const own = chosen.get(keyOf(line));
    return {
      ...line,
      class: own ?? creditClass(line),
      isChosen: own !== undefined,
      lines: Number(count),
      unblended: money(sum),
    };
  });
}

/** What is counted in one pass. Each is a condition on a line. */
const CONDITIONS = {
  freeWithPrice: `line_item_line_item_type = 'Usage' AND line_item_unblended_cost = 0 AND pricing_public_on_demand_cost > 0`,
  freeWithoutPrice: `line_item_line_item_type = 'Usage' AND line_item_unblended_cost = 0 AND coalesce(pricing_public_on_demand_cost, 0) <= 0`,
  coveredWithoutPrice: `line_item_line_item_type IN ('DiscountedUsage', 'SavingsPlanCoveredUsage') AND coalesce(pricing_public_on_demand_cost, 0) <= 0`,
  edpLines: `line_item_line_item_type = 'EdpDiscount'`,
  edpColumn: `coalesce(discount_edp_discount, 0) <> 0`,
  netColumns: `line_item_net_unblended_cost IS DISTINCT FROM line_item_unblended_cost AND line_item_net_unblended_cost IS NOT NULL`,
  privateRateLines: `line_item_line_item_type = 'PrivateRateDiscount'`,
  privateRateColumn: `coalesce(discount_private_rate_discount, 0) <> 0`,
  // Within 1e-9: AWS rounds each line to ten decimals.
  notRateTimesUsage: `line_item_line_item_type = 'Usage' AND line_item_unblended_rate <> '' AND line_item_usage_amount IS NOT NULL
    AND abs(TRY_CAST(line_item_unblended_rate AS DOUBLE) * line_item_usage_amount - CAST(line_item_unblended_cost AS DOUBLE) * 1e-10) > 1e-9 * greatest(1, abs(CAST(line_item_unblended_cost AS DOUBLE) * 1e-10))`,
} as const;

async function countsOf(db: EngineDb, lines: string): Promise<Counts> {
  const names = Object.keys(CONDITIONS) as (keyof typeof CONDITIONS)[];
  const { rows } = await db.run(
    `SELECT ${names.map((name) => `count(*) FILTER (${CONDITIONS[name]})::BIGINT, coalesce(sum(line_item_unblended_cost) FILTER (${CONDITIONS[name]}), 0)`).join(',\n')} FROM ${lines}`,
  );
  const [row = []] = rows;
  const counted = Object.fromEntries(
    names.map((name, at) => [name, { lines: Number(row[2 * at] ?? 0), unblended: units(row[2 * at + 1]) }]),
  ) as Counts['counted'];
  const doubles = await db.run(
    `SELECT coalesce(sum(n - 1), 0)::BIGINT FROM (SELECT count(*) AS n FROM ${lines} WHERE identity_hash IS NOT NULL GROUP BY identity_hash HAVING count(*) > 1)`,
  );
  const plans = await db.run(
    `SELECT coalesce(savings_plan_savings_plan_a_r_n, ''),
       coalesce(sum(line_item_unblended_cost) FILTER (line_item_line_item_type = 'SavingsPlanCoveredUsage'), 0) AS covered,
       coalesce(sum(line_item_unblended_cost) FILTER (line_item_line_item_type = 'SavingsPlanNegation'), 0) AS negated
     FROM ${lines} WHERE line_item_line_item_type IN ('SavingsPlanCoveredUsage', 'SavingsPlanNegation') GROUP BY 1 HAVING covered + negated <> 0 ORDER BY 1 LIMIT 100`,
  );
  return {
    counted,
    doubles: Number(doubles.rows[0]?.[0] ?? 0),
    unbalanced: plans.rows.map(([plan, covered, negated]) => ({
      plan: String(plan),
      covered: units(covered),
      negated: units(negated),
    })),
  };
}

function units(value: EngineValue | undefined): bigint {
  return BigInt(String(value ?? '0'));
}

function money(value: EngineValue | undefined): string {
  return moneyText(units(value));
}
