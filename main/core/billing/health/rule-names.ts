import type { HealthFinding } from '../../../../shared/contract/cost-data.ts';
import { nearest } from '../../../../shared/domain/edit-distance.ts';
import { accountsNamed } from '../../../../shared/domain/workflow-rule.ts';
import type { Workflow } from '../../../../shared/domain/workflow-rule.ts';
import type { EngineDb } from '../../duckdb/engine.ts';

/** What lines can be told apart by, as far as rules name it. */
export interface NamesInLines {
  /** Each by its product code and its full name, where lines have one. */
  readonly services: readonly (readonly [code: string, name: string])[];
  /** Codes: 'us-east-1'. */
  readonly regions: readonly string[];
  /** Accounts that own a commitment. */
  readonly owners: readonly string[];
}

/** @param lines as cachedLines gives them */
export async function namesInLines(db: EngineDb, lines: string, owners: readonly string[]): Promise<NamesInLines> {
  const services = await db.run(
    `SELECT DISTINCT line_item_product_code, coalesce(product_product_name, '') FROM ${lines} WHERE line_item_product_code <> '' ORDER BY 1, 2`,
  );
  const regions = await db.run(
    `SELECT DISTINCT product_region_code FROM ${lines} WHERE product_region_code <> '' ORDER BY 1`,
  );
  return {
    services: services.rows.map(([code, name]) => [String(code), String(name)]),
    regions: regions.rows.map(([code]) => String(code)),
    owners,
  };
}

/** Services, regions and owners of commitments that rules name and lines don't have, each once, with the nearest that they have. */
export function aboutRuleNames(workflows: readonly Workflow[], names: NamesInLines): HealthFinding[] {
  const seen = new Set<string>();
  return workflows
    .flatMap((workflow) => workflow.rules.flatMap((rule, at) => missingOf(workflow.name, at + 1, rule, names)))
    .filter(({ sentence }) => !seen.has(sentence) && seen.add(sentence));
}

function missingOf(workflow: string, position: number, rule: Workflow['rules'][number], names: NamesInLines) {
  const place = `Rule ${position} of the workflow ${workflow}`;
  const scope = rule.kind === 'percentage' ? rule.scope : {};
  return [
    ...(scope.services ?? []).flatMap((service) => aboutService(place, service, names)),
    ...(scope.regionGroups ?? []).flatMap((group) => aboutRegion(place, group, names)),
    ...accountsNamed(rule).flatMap((account) => aboutOwner(place, account, names)),
  ];
}

function aboutService(place: string, service: string, { services }: NamesInLines): HealthFinding[] {
  const all = services.flatMap(([code, name]) => (name === '' ? [code] : [code, name]));
  if (all.some((each) => serviceKey(each) === serviceKey(service))) return [];
  const near = nearest(service, all, serviceKey);
  return [
    about(
      'warning',
      'rule-service-missing',
      `${place} names the service '${service}', which no line has: it changes nothing.${nearText(near)}`,
    ),
  ];
}

function aboutRegion(place: string, group: string, { regions }: NamesInLines): HealthFinding[] {
  // Without regions in the report nothing can be said of them.
  if (regions.length === 0 || regions.some((region) => region.startsWith(`${group}-`))) return [];
  const near = nearest(group, regions, (region) => region.replace(/-\d+$/u, ''));
  return [
    about('hint', 'rule-region-missing', `${place} names the regions ${group}, in which no line is.${nearText(near)}`),
  ];
}

function aboutOwner(place: string, account: string, { owners }: NamesInLines): HealthFinding[] {
  if (owners.includes(account)) return [];
  const near = nearest(account, owners, (id) => id);
  return [
    about(
      'hint',
      'rule-account-missing',
      `${place} names the account ${account}, which owns no commitment that lines have.${nearText(near)}`,
    ),
  ];
}

const nearText = (near: string | null): string => (near === null ? '' : ` The nearest that lines have: ${near}.`);

/** 'Amazon EC2' is AmazonEC2: spaces, signs, case, and whose service it is do not count. */
function serviceKey(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '')
    .replace(/^(?:amazon|aws)(?=.)/u, '');
}

function about(severity: HealthFinding['severity'], code: HealthFinding['code'], sentence: string): HealthFinding {
  return { severity, code, sentence, lines: null, unblended: null, where: null };
}
