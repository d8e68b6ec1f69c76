import type { CostHealth } from '../../../../shared/contract/cost-data.ts';
import { commitmentsIn } from '../../../../shared/domain/eco-commitment.ts';
import type { EngineDb } from '../../duckdb/engine.ts';
import type { EngineValue } from '../../duckdb/protocol.ts';

type Each = CostHealth['eachCommitment'];

/** Each reservation and Savings Plan that lines name. @param lines as cachedLines gives them @param eco what Eco manages; null: not known */
export async function commitmentsOf(db: EngineDb, lines: string, eco: readonly string[] | null): Promise<Each> {
  const rows = await counted(db, lines, (arn) => `${arn} AS arn`);
  const list = eco === null ? null : commitmentsIn(eco);
  return rows.map(([kind, owner, count, accounts, arn]) => ({
    kind: kindOf(kind),
    arn: String(arn),
    owner: String(owner),
    isEco: list === null ? null : list.has(String(arn)),
    lines: Number(count),
    accounts: Number(accounts),
  }));
}

/** They by the account that owns them; an account that uses two of an owner is counted once. @param each as commitmentsOf gives them */
export async function byOwner(db: EngineDb, lines: string, each: Each): Promise<CostHealth['commitments']> {
  const rows = await counted(db, lines, () => `'' AS arn`);
  return rows.map(([kind, owner, count, accounts]) => {
    const own = each.filter((one) => one.kind === kind && one.owner === owner);
    return {
      kind: kindOf(kind),
      owner: String(owner),
      commitments: own.length,
      eco: own.some(({ isEco }) => isEco === null) ? null : own.filter(({ isEco }) => isEco).length,
      lines: Number(count),
      accounts: Number(accounts),
    };
  });
}

/** Lines and accounts by kind, owner (the fifth part of an ARN) and what else is told apart. */
async function counted(
  db: EngineDb,
  lines: string,
  byArn: (column: string) => string,
): Promise<readonly (readonly EngineValue[])[]> {
  const of = (kind: Each[number]['kind'], column: string): string =>
    `SELECT '${kind}' AS kind, split_part(${column}, ':', 5) AS owner, count(*)::BIGINT,
       count(DISTINCT line_item_usage_account_id)::BIGINT, ${byArn(column)} FROM ${lines} WHERE ${column} <> '' GROUP BY owner, arn`;
  const { rows } = await db.run(
    `${of('ri', 'reservation_reservation_a_r_n')} UNION ALL ${of('savings-plan', 'savings_plan_savings_plan_a_r_n')} ORDER BY kind, owner, arn`,
  );
  return rows;
}

function kindOf(value: EngineValue | undefined): Each[number]['kind'] {
  return value === 'ri' ? 'ri' : 'savings-plan';
}
