import { isObject, own } from '../template.ts';
import type { TemplateObject, TemplateResource, TemplateValue } from '../template.ts';
import { shownText, shownValue } from './finding.ts';
import type { FindingKind } from './finding.ts';
import { judgeCaller, judgeGrants, judgeManaged, judgeResourcePolicy, namesPrincipals } from './judge-policy.ts';
import type { Judging } from './judge-policy.ts';
import { isPolicy, texts } from './policy-text.ts';
import { code, environment, layers, shownOf } from './shapes.ts';
import { isDynamic, dynamicReference, LATER } from './walk.ts';
import { textsOf } from './scope.ts';

interface Named {
  readonly kind: FindingKind;
  /** What it is, after 'It makes ID, '. */
  readonly what: string;
  readonly consequence: string;
}

const WITHIN = 'Whatever else of it is not shown above is made as it stands in the template.';

/** Resources that have a sentence of their own, the first that fits; all others are said by their type. */
const NAMED: readonly (readonly [type: RegExp, named: Named])[] = [
  [
    /^AWS::IAM::User$/u,
    { kind: 'user', what: 'a user', consequence: 'Users have passwords and keys that work for good, from anywhere.' },
  ],
  [
    /^AWS::IAM::AccessKey$/u,
    {
      kind: 'access-key',
      what: 'an access key',
      consequence: 'Whoever can read the stack, or is given its secret, can use it from anywhere until it is deleted.',
    },
  ],
  [
    /^AWS::IAM::(?:Group|UserToGroupAddition|GroupPolicy|UserPolicy)$/u,
    { kind: 'group', what: 'a group, or what belongs to one', consequence: 'It gives rights to users of the account.' },
  ],
  [
    /^AWS::IAM::(?:ManagedPolicy|Policy|RolePolicy)$/u,
    {
      kind: 'made-policy',
      what: 'a policy',
      consequence: 'It can be attached to roles, users and groups, also to those that are there already.',
    },
  ],
  [
    /^AWS::CloudFormation::Stack$/u,
    {
      kind: 'nested-template',
      what: 'a stack of another template',
      consequence: `What it makes is not shown here. ${LATER}`,
    },
  ],
  [
    /^AWS::CloudFormation::StackSet$/u,
    {
      kind: 'stack-set',
      what: 'a stack set',
      consequence: `It makes stacks in other accounts and regions. ${LATER}`,
    },
  ],
  [
    /^(?:Custom::.*|AWS::CloudFormation::CustomResource)$/su,
    {
      kind: 'custom-resource',
      what: 'a custom resource',
      consequence: 'CloudFormation calls the function or topic that it names, which does whatever it likes.',
    },
  ],
  [
    /::MODULE$/u,
    { kind: 'module', what: 'a module', consequence: `It stands for resources that are not in the template. ${LATER}` },
  ],
  [
    /^AWS::CloudFormation::Hook|::Hook$/u,
    {
      kind: 'hook',
      what: 'a hook',
      consequence: 'It is called at the stacks of the account, and can change how they go.',
    },
  ],
  [
    /^AWS::CloudFormation::Macro$|^AWS::Serverless::/u,
    {
      kind: 'transform',
      what: 'a macro, or something that a macro replaces',
      consequence: 'What comes of it is not shown here.',
    },
  ],
  [
    /^AWS::Lambda::LayerVersion$/u,
    { kind: 'layer', what: 'a layer', consequence: 'Its code runs in every function that uses it.' },
  ],
];

/** Says a resource that no known template makes, and what can be told of it: its policies, code and templates. */
export function judgeOther(judging: Judging, id: string, { Type, Properties }: TemplateResource): void {
  const [, named] = NAMED.find(([type]) => type.test(Type)) ?? [];
  const properties = Properties === undefined ? 'no properties' : shownValue(Properties);
  judging.findings.push({
    kind: named?.kind ?? 'resource',
    at: id,
    sentence: `It makes ${id}, ${named === undefined ? 'a resource' : named.what} of the type ${shownText(Type, 200)}, which is not understood as part of this template; with ${properties}.`,
    consequence: named?.consequence ?? WITHIN,
  });
  if (Properties !== undefined) within(judging, id, Properties, id);
}

/** Goes through properties that nothing is known of, for what has a sentence of its own. */
function within(judging: Judging, at: string, value: TemplateValue, id: string): void {
  if (isPolicy(value, judging.scope)) {
    const who = `What ${id} is for`;
    if (namesPrincipals(judging, at, value)) judgeResourcePolicy(judging, at, value, `What ${id} is about`);
    else judgeGrants(judging, at, value, { who, holders: [] });
    return;
  }
  if (Array.isArray(value)) value.forEach((each, i) => within(judging, `${at}[${i}]`, each, id));
  else if (isObject(value)) withinMap(judging, at, value, id);
  else {
    for (const one of textsOf(value, judging.scope)) {
      if (one.kind === 'text' && isDynamic(one.text)) dynamicReference(judging, at, one.shown);
    }
  }
}

function withinMap(judging: Judging, at: string, object: TemplateObject, id: string): void {
  const hasCode = ['ZipFile', 'S3Bucket', 'S3Key', 'ImageUri'].some((name) => own(object, name) !== undefined);
  if (hasCode) code(false)(judging, at, object);
  for (const [name, value] of Object.entries(object)) {
    const place = `${at}.${name}`;
    if (name === 'AccessControl' || name === 'AuthType' || name === 'FunctionUrlAuthType')
      opened(judging, place, value);
    if (name === 'ManagedPolicyArns' || name === 'ManagedPolicies')
      judgeManaged(judging, place, value, { who: id, holders: [] });
    else if (name === 'Environment' && isObject(value)) environment([])(judging, place, value);
    else if (name === 'TemplateURL' || name === 'TemplateUrl') nested(judging, place, value);
    else if (name === 'Principal' && !isObject(value)) judgeCaller(judging, place, value, null);
    else if (name === 'Layers') layers(judging, place, value);
    else within(judging, place, value, id);
  }
}

/** What opens a bucket, or the address of a function, to everybody. */
function opened(judging: Judging, at: string, value: TemplateValue): void {
  for (const { text, shown } of texts({ ...judging, findings: [], facts: [] }, at, value)) {
    if (!/^(?:Public|Authenticated|NONE$)/u.test(text)) continue;
    judging.findings.push({
      kind: 'public-access',
      at,
      sentence: `${at} is ${shown}: it is opened to everybody.`,
      consequence: 'Whoever knows its name or address gets in, from anywhere.',
    });
  }
}

function nested(judging: Judging, at: string, value: TemplateValue): void {
  judging.findings.push({
    kind: 'nested-template',
    at,
    sentence: `${at} takes another template, from ${shownOf(judging, value)}.`,
    consequence: `What it makes is not shown here. ${LATER}`,
  });
}
