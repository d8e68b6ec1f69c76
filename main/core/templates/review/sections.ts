import { textOf } from '../describe-template.ts';
import { asList, functionCall, isObject, own } from '../template.ts';
import type { TemplateObject, TemplateResource, TemplateValue } from '../template.ts';
import { notUnderstood, shownText, shownValue } from './finding.ts';
import type { Judging } from './judge-policy.ts';
import { textsOf } from './scope.ts';
import { ownResource } from './shapes.ts';
import { dynamicReference, isDynamic, LATER, macro } from './walk.ts';

const TYPES = new Set(['String', 'Number', 'CommaDelimitedList', 'List<Number>']);
const ATTRIBUTES = new Set(
  'Type Default NoEcho Description AllowedValues AllowedPattern ConstraintDescription MinLength MaxLength MinValue MaxValue'.split(
    ' ',
  ),
);

/** What references to the template's own resources give, as far as outputs may show it. */
const SHOWABLE: Readonly<Record<string, readonly (string | null)[]>> = {
  'AWS::IAM::Role': [null, 'Arn', 'RoleId'],
  'AWS::IAM::ManagedPolicy': [null],
  'AWS::Lambda::Function': [null, 'Arn'],
  'AWS::Events::Rule': [null, 'Arn'],
  'AWS::Logs::LogGroup': [null, 'Arn'],
  'AWS::Glue::Database': [null],
  'AWS::Glue::Crawler': [null],
  'AWS::Glue::Table': [null],
};

/** The output that the operator pastes into the vendor's console: it has to be the role that was shown. */
const ROLE_OUTPUT = 'SpotFinOpsRoleArn';

/** Judges everything of a template but its resources. */
export function judgeSections(judging: Judging): void {
  const { template } = judging.scope;
  const { AWSTemplateFormatVersion: version, Description: description, ...sections } = template;
  if (version !== undefined && version !== '2010-09-09') {
    notUnderstood(judging, 'AWSTemplateFormatVersion', shownValue(version));
  }
  if (description !== undefined && typeof description !== 'string') {
    notUnderstood(judging, 'Description', shownValue(description));
  }
  const { Transform: transform, Metadata: metadata = {}, Rules: rules = {}, Conditions: conditions = {} } = sections;
  asList(transform).forEach((each, i) => macro(judging, `Transform[${i}]`, each));
  for (const [name, value] of Object.entries(metadata)) notUnderstood(judging, `Metadata.${name}`, shownValue(value));
  for (const [name, value] of Object.entries(conditions)) {
    const other = isObject(value) && Object.keys(value).join() === 'Condition';
    if (functionCall(value) === null && !other) notUnderstood(judging, `Conditions.${name}`, shownValue(value));
  }
  for (const [name, value] of Object.entries(rules)) aside(judging, 'rule', `Rules.${name}`, value);
  const hooks = own(template as unknown as TemplateObject, 'Hooks');
  if (hooks !== undefined) {
    const each: [string, TemplateValue][] = isObject(hooks) ? Object.entries(hooks) : [['', hooks]];
    for (const [name, value] of each) aside(judging, 'hook', `Hooks.${name}`, value);
  }
  for (const [name, definition] of Object.entries(template.Parameters ?? {})) parameter(judging, name, definition);
  for (const [name, output] of Object.entries(template.Outputs ?? {})) outputOf(judging, name, output);
}

function aside(judging: Judging, kind: 'rule' | 'hook', at: string, value: TemplateValue): void {
  judging.findings.push({
    kind,
    at,
    sentence: `${shownText(at, 200)} is a ${kind}, which no known template has: ${shownValue(value)}.`,
    consequence:
      kind === 'rule' ? 'It can keep the stack from being made.' : 'It changes how CloudFormation makes the stack.',
  });
}

function parameter(judging: Judging, name: string, definition: TemplateObject): void {
  const at = `Parameters.${name}`;
  const type = textOf(own(definition, 'Type')) ?? '';
  if (type.startsWith('AWS::SSM::')) {
    judging.findings.push({
      kind: 'ssm-parameter',
      at,
      sentence: `${at} is read from the account's Parameter Store when the stack is made: ${shownText(type, 200)}.`,
      consequence: LATER,
    });
  } else if (!TYPES.has(type)) notUnderstood(judging, `${at}.Type`, shownValue(own(definition, 'Type') ?? null));
  for (const [attribute, value] of Object.entries(definition)) {
    const plain = [value].flat().every((each) => textOf(each) !== null);
    if (!ATTRIBUTES.has(attribute) || !plain) notUnderstood(judging, `${at}.${attribute}`, shownValue(value));
  }
  const value = own(judging.scope.parameters, name) ?? '';
  const shown = judging.scope.hidden.includes(name) ? '(given)' : value;
  if (isDynamic(value)) dynamicReference(judging, at, shown);
}

function outputOf(judging: Judging, name: string, output: TemplateObject): void {
  const at = `Outputs.${name}`;
  for (const [attribute, value] of Object.entries(output)) {
    if (attribute === 'Export') {
      judging.findings.push({
        kind: 'export',
        at,
        sentence: `${at} is given to the other stacks of the account: ${shownValue(value)}.`,
        consequence: 'Stacks that take it from there work with what this one says.',
      });
    } else if (attribute === 'Value') outputValue(judging, `${at}.Value`, value, name);
    else if (!(attribute === 'Description' || attribute === 'Condition') || typeof value !== 'string') {
      notUnderstood(judging, `${at}.${attribute}`, shownValue(value));
    }
  }
}

function outputValue(judging: Judging, at: string, value: TemplateValue, name: string): void {
  const { scope } = judging;
  if (name === ROLE_OUTPUT) {
    ownResource('AWS::IAM::Role', ['Arn'], {
      kind: 'foreign-role',
      sentence: (place, shown) => `${place} is no role that the template makes: ${shown}.`,
      consequence: "It is what the operator pastes into the vendor's console.",
    })(judging, at, value);
    return;
  }
  for (const one of textsOf(value, scope)) {
    if (one.kind === 'text' && one.text === one.shown && !isDynamic(one.text)) continue;
    const type = one.kind === 'resource' ? (own(scope.template.Resources, one.id)?.Type ?? '') : '';
    if (one.kind === 'resource' && own(SHOWABLE, type)?.includes(one.attribute) === true) continue;
    notUnderstood(judging, at, shownValue(value));
  }
}

/** Judges what a resource has beside its type and properties. */
export function judgeAttributes(judging: Judging, id: string, resource: TemplateResource): void {
  for (const [name, value] of Object.entries(resource as unknown as TemplateObject)) {
    const at = `${id}.${name}`;
    if (name === 'Type' || name === 'Properties') continue;
    if (name === 'Condition' && typeof value === 'string') continue;
    if (name === 'DependsOn' && asList(value).every((each) => typeof each === 'string')) continue;
    if (name === 'DeletionPolicy' || name === 'UpdateReplacePolicy') kept(judging, at, value);
    else notUnderstood(judging, at, shownValue(value));
  }
}

function kept(judging: Judging, at: string, value: TemplateValue): void {
  if (value === 'Delete') return;
  judging.findings.push({
    kind: 'kept-resource',
    at,
    sentence: `${at} is ${shownValue(value)}: it can stay when the stack is deleted.`,
    consequence: 'Taking the stack back does not take it back.',
  });
}
