import { describeTemplate } from '../../templates/describe-template.ts';
import type { FixedName } from '../../templates/describe-template.ts';
import type { Template } from '../../templates/template.ts';
import { allow } from './policy-document.ts';
import type { IdentityStatement } from './policy-document.ts';
import { actionsFor } from './resource-actions.ts';

/** A stack that the set-up makes. */
export interface PlannedStack {
  /** Its part in Sids: Athena. */
  readonly part: string;
  readonly name: string;
  readonly region: string;
  readonly account: string;
  /** Null where it is not known yet: then the types below are counted on. */
  readonly template: Template | null;
  /** What its link fills in; the others keep their defaults. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** The types that it makes as far as anybody knows, and names that resources always get. */
  readonly expected: readonly { type: string; name: string | null }[];
}

/**
 * What the caller needs for the resources of a stack, because CloudFormation makes them in the caller's name: a statement for each
 * service, on the names that the stack gives or the template fixes.
 * @returns also the types for which the actions are not known.
 */
export function stackRights(stack: PlannedStack): { statements: IdentityStatement[]; unknown: string[] } {
  const byService = new Map<string, { actions: Set<string>; resources: Set<string> }>();
  const passedTo = new Set<string>();
  const unknown = new Set<string>();
  const made = resourcesOf(stack);
  for (const { type, name, database } of made) {
    const entry = actionsFor(type);
    if (entry === null) {
      unknown.add(type);
      continue;
    }
    if (entry.passesRoleTo !== undefined) passedTo.add(entry.passesRoleTo);
    const service = entry.actions[0]?.split(':')[0] ?? '';
    const rights = byService.get(service) ?? { actions: new Set(), resources: new Set() };
    byService.set(service, rights);
    for (const action of entry.actions) rights.actions.add(action);
    for (const resource of entry.resources) rights.resources.add(arn(stack, resource, name, database));
  }
  const statements = [...byService].map(([service, { actions, resources }]) =>
    allow(`${stack.part}${capital(service)}`, actions, resources),
  );
  const roles = made
    .filter(({ type }) => type === 'AWS::IAM::Role')
    .map(({ name }) => arn(stack, 'iam::{account}:role/{name}', name, null));
  if (passedTo.size > 0 && roles.length > 0) {
    const condition = { StringEquals: { 'iam:PassedToService': [...passedTo].sort() } };
    statements.push(allow(`${stack.part}PassRole`, ['iam:PassRole'], roles, condition));
  }
  return { statements, unknown: [...unknown].sort() };
}

interface Made {
  type: string;
  name: string | null;
  database: string | null;
}

function resourcesOf({ template, expected, parameters = {} }: PlannedStack): Made[] {
  const database = (names: readonly { type: string; name: string | null }[]): string | null =>
    names.find(({ type }) => type === 'AWS::Glue::Database')?.name ?? null;
  if (template === null) return expected.map((each) => ({ ...each, database: database(expected) }));
  const { resources, fixedNames } = describeTemplate(template);
  const given = ({ name, parameter }: FixedName): string | null => parameters[parameter ?? ''] ?? name;
  return resources.map(({ logicalId, type }) => ({
    type,
    name: fixedNames.filter((each) => each.logicalId === logicalId).map(given)[0] ?? null,
    database: database(fixedNames),
  }));
}

/** What has no fixed name is named `<stack>-<logical ID>-<random>`, of buckets in small letters. */
function arn(
  { name: stack, region, account }: PlannedStack,
  pattern: string,
  name: string | null,
  database: string | null,
): string {
  const own = `${stack}-*`;
  const values: Readonly<Record<string, string>> = {
    region,
    account,
    name: name ?? own,
    lowername: name ?? own.toLowerCase(),
    database: database ?? '*',
  };
  return `arn:aws:${pattern.replaceAll(/\{(\w+)\}/gu, (_, key: string) => values[key] ?? '*')}`;
}

function capital(service: string): string {
  return `${service.slice(0, 1).toUpperCase()}${service.slice(1)}`;
}
