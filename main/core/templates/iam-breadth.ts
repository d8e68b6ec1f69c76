import { textOf } from './describe-template.ts';
import { asList, functionCall, isObject, own } from './template.ts';
import type { Template, TemplateObject, TemplateValue } from './template.ts';

/** One statement of a policy that a template makes. */
export interface IamGrant {
  logicalId: string;
  policy: string;
  effect: 'Allow' | 'Deny';
  actions: string[];
  resources: string[];
  /** Whether it has conditions. */
  conditional: boolean;
}

/** Who may assume a role of the template. */
export interface IamTrust {
  logicalId: string;
  principals: string[];
  /** Whether the trust asks for an external ID. */
  externalId: boolean;
}

/** What the roles and policies of a template allow. */
export interface IamBreadth {
  grants: IamGrant[];
  /** Policies from elsewhere that are attached: AWS's own, or one that a parameter names (`${Name}`). */
  managedPolicies: { logicalId: string; arn: string }[];
  trusts: IamTrust[];
  /** Allowed actions that are a whole service or everything: `cur:*`. */
  wildcards: string[];
  /** Allowed actions that do more than read, as their names tell; sorted, each once. */
  changing: string[];
  /** No action that changes something, and no managed policy that is not known to read only. */
  readOnly: boolean;
}

/** Names of actions that read (access levels List and Read of the service authorization reference); IAM ignores the case. */
const READING =
  /^(?:BatchGet|Check|Describe|Detect|Download|Estimate|Get|Head|List|Lookup|Preview|Search|Select|Simulate|Validate|View)/i;

/** AWS's managed policies of which the name says that they read only. */
const READING_POLICY = /(?:ReadOnly(?:Access)?|ViewOnlyAccess|SecurityAudit)$/;

/**
 * Collects what a template's IAM resources allow, for showing it before anything is made. References stay as `${Name}`; of an
 * `Fn::If` both branches count.
 */
export function iamBreadth(template: Template): IamBreadth {
  const resources = Object.entries(template.Resources).filter(([, { Type }]) => Type.startsWith('AWS::IAM::'));
  const grants = resources.flatMap(([id, { Properties = {} }]) => grantsOf(id, Properties));
  const managedPolicies = resources.flatMap(([logicalId, { Properties }]) =>
    everyChoice(own(Properties, 'ManagedPolicyArns'))
      .filter((arn) => !isOwnResource(template, arn))
      .map((arn) => ({ logicalId, arn: render(arn) })),
  );
  const allowed = grants.filter(({ effect }) => effect === 'Allow').flatMap(({ actions }) => actions);
  const changing = sorted(allowed.filter((action) => !READING.test(action.split(':')[1] ?? '')));
  return {
    grants,
    managedPolicies,
    trusts: resources.flatMap(([id, { Properties = {} }]) => trustsOf(id, Properties)),
    wildcards: sorted(
      allowed.filter((action) => action === '*' || action.endsWith(':*') || action.startsWith('everything but')),
    ),
    changing,
    readOnly: changing.length === 0 && managedPolicies.every(({ arn }) => READING_POLICY.test(arn)),
  };
}

function grantsOf(logicalId: string, properties: TemplateObject): IamGrant[] {
  const inline = everyChoice(own(properties, 'Policies')).filter(isObject);
  const named = inline.map((policy) => ({ name: render(own(policy, 'PolicyName') ?? ''), policy }));
  const itself = own(properties, 'PolicyDocument') === undefined ? [] : [{ name: logicalId, policy: properties }];
  return [...named, ...itself].flatMap(({ name, policy }) =>
    statementsOf(own(policy, 'PolicyDocument')).map((statement) => grantOf(logicalId, name, statement)),
  );
}

function grantOf(logicalId: string, policy: string, statement: TemplateObject): IamGrant {
  const others = asList(own(statement, 'NotAction')).map(render);
  const notResources = asList(own(statement, 'NotResource')).map(render);
  return {
    logicalId,
    policy,
    effect: own(statement, 'Effect') === 'Deny' ? 'Deny' : 'Allow',
    actions: [
      ...everyChoice(own(statement, 'Action')).map(render),
      ...(others.length > 0 ? [`everything but ${others.join(', ')}`] : []),
    ],
    resources: [
      ...everyChoice(own(statement, 'Resource')).map(render),
      ...(notResources.length > 0 ? [`everything but ${notResources.join(', ')}`] : []),
    ],
    conditional: own(statement, 'Condition') !== undefined,
  };
}

function trustsOf(logicalId: string, properties: TemplateObject): IamTrust[] {
  return statementsOf(own(properties, 'AssumeRolePolicyDocument')).map((statement) => {
    const principal = own(statement, 'Principal') ?? null;
    return {
      logicalId,
      principals: isObject(principal)
        ? Object.values(principal).flatMap((value) => asList(value).map(render))
        : asList(principal).map(render),
      externalId: JSON.stringify(own(statement, 'Condition') ?? {}).includes('sts:ExternalId'),
    };
  });
}

/** The values of a list, those of both branches where a condition decides; without what is `AWS::NoValue`. */
function everyChoice(value: TemplateValue | undefined): TemplateValue[] {
  return asList(value).flatMap((each) => {
    const call = functionCall(each);
    if (call?.name === 'Fn::If') return asList(call.argument).slice(1).flatMap(everyChoice);
    return call?.name === 'Ref' && call.argument === 'AWS::NoValue' ? [] : [each];
  });
}

/** Whether a value is a reference to a resource of the template itself, whose own grants are listed. */
function isOwnResource({ Resources }: Template, value: TemplateValue): boolean {
  const call = functionCall(value);
  return call?.name === 'Ref' && typeof call.argument === 'string' && own(Resources, call.argument) !== undefined;
}

function statementsOf(document: TemplateValue | undefined): TemplateObject[] {
  return isObject(document) ? everyChoice(own(document, 'Statement')).filter(isObject) : [];
}

/** A value as a person reads it: references as `${Name}`, joined and substituted texts as one. */
function render(value: TemplateValue): string {
  const plain = textOf(value);
  if (plain !== null) return plain;
  const call = functionCall(value);
  if (!call) return JSON.stringify(value);
  const { name, argument } = call;
  const list = asList(argument);
  if (name === 'Ref') return `\${${render(argument)}}`;
  if (name === 'Fn::GetAtt') return `\${${list.map(render).join('.')}}`;
  if (name === 'Fn::Sub') return render(list[0] ?? '');
  if (name === 'Fn::Join')
    return asList(list[1])
      .map(render)
      .join(render(list[0] ?? ''));
  if (name === 'Fn::If') return `${render(list[1] ?? '')} or ${render(list[2] ?? '')}`;
  return JSON.stringify(value);
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
