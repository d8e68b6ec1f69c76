import { asList, functionCall, isObject, own } from '../../templates/template.ts';
import type { Template, TemplateValue } from '../../templates/template.ts';
import { refused, unsupported } from './refused.ts';

/** What a template's functions can refer to. */
export interface Scope {
  template: Template;
  /** Parameters' values: a text, or a list. */
  parameters: Readonly<Record<string, string | string[]>>;
  pseudo: Readonly<Record<string, string>>;
  /** The physical ID of a resource. */
  ref(logicalId: string): string;
  attribute(logicalId: string, attribute: string): string;
}

/** Stands for `AWS::NoValue`: what it is the value of is left out. */
const NO_VALUE = Symbol('AWS::NoValue');
type Result = TemplateValue | typeof NO_VALUE;

/** The functions that the sandbox evaluates, besides Ref and Condition. */
export const FUNCTIONS: Readonly<Record<string, (argument: TemplateValue, scope: Scope) => Result>> = {
  Ref: (argument, scope) => ref(textOf(argument, 'Ref'), scope),
  'Fn::GetAtt': (argument, scope) => {
    const [logicalId, attribute] = attributePath(argument);
    return scope.attribute(logicalId, textOf(evaluate(attribute, scope), 'Fn::GetAtt'));
  },
  'Fn::Sub': (argument, scope) => substitute(argument, scope),
  'Fn::Join': (argument, scope) => {
    const [delimiter, values] = pair(argument, 'Fn::Join');
    return listOf(evaluate(values, scope), 'Fn::Join')
      .map((value) => textOf(value, 'Fn::Join'))
      .join(textOf(delimiter, 'Fn::Join'));
  },
  'Fn::Select': (argument, scope) => {
    const [index, values] = pair(argument, 'Fn::Select');
    const number = Number(textOf(evaluate(index, scope), 'Fn::Select'));
    const chosen = listOf(evaluate(values, scope), 'Fn::Select')[number];
    if (chosen === undefined) {
      throw refused(`Template error: Fn::Select cannot select nonexistent value at index ${String(number)}`);
    }
    return chosen;
  },
  'Fn::Split': (argument, scope) => {
    const [delimiter, value] = pair(argument, 'Fn::Split');
    return textOf(evaluate(value, scope), 'Fn::Split').split(textOf(delimiter, 'Fn::Split'));
  },
  'Fn::Base64': (argument, scope) =>
    Buffer.from(textOf(evaluate(argument, scope), 'Fn::Base64'), 'utf8').toString('base64'),
  'Fn::FindInMap': (argument, scope) => {
    const names = listOf(argument, 'Fn::FindInMap').map((each) => textOf(evaluate(each, scope), 'Fn::FindInMap'));
    const found = names.reduce<TemplateValue | undefined>(
      (map, name) => (isObject(map) ? own(map, name) : undefined),
      scope.template.Mappings,
    );
    if (names.length !== 3 || found === undefined) {
      throw refused(`Template error: Unable to get mapping for ${names.join('::')}`);
    }
    return found;
  },
  'Fn::If': (argument, scope) => {
    const [name = null, yes = null, no = null] = listOf(argument, 'Fn::If');
    return evaluateOrNothing(condition(textOf(name, 'Fn::If'), scope) ? yes : no, scope);
  },
};

const CONDITIONS: Readonly<Record<string, (argument: TemplateValue, scope: Scope) => boolean>> = {
  'Fn::Equals': (argument, scope) => {
    const [left, right] = pair(argument, 'Fn::Equals').map((side) => JSON.stringify(plainText(evaluate(side, scope))));
    return left === right;
  },
  'Fn::And': (argument, scope) => listOf(argument, 'Fn::And').every((each) => holds(each, scope)),
  'Fn::Or': (argument, scope) => listOf(argument, 'Fn::Or').some((each) => holds(each, scope)),
  'Fn::Not': (argument, scope) => !holds(listOf(argument, 'Fn::Not')[0] ?? null, scope),
};

/** Every function that a template may use here. */
export const KNOWN_FUNCTIONS: ReadonlySet<string> = new Set([...Object.keys(FUNCTIONS), ...Object.keys(CONDITIONS)]);

/** Evaluates all functions in a value. @throws AwsFault where one can't be evaluated, or is not known. */
export function evaluate(value: TemplateValue, scope: Scope): TemplateValue {
  const result = evaluateOrNothing(value, scope);
  return result === NO_VALUE ? null : result;
}

/** Whether a condition of the template holds. @throws AwsFault where there is no such condition. */
export function condition(name: string, scope: Scope): boolean {
  const definition = own(scope.template.Conditions, name);
  if (definition === undefined) throw refused(`Template format error: Unresolved condition dependency ${name}`);
  return holds(definition, scope);
}

function holds(value: TemplateValue, scope: Scope): boolean {
  const named = isObject(value) ? own(value, 'Condition') : undefined;
  if (typeof named === 'string') return condition(named, scope);
  const call = functionCall(value);
  const run = call && own(CONDITIONS, call.name);
  if (!run) throw unsupported(`the condition ${JSON.stringify(value)}`);
  return run(call.argument, scope);
}

function evaluateOrNothing(value: TemplateValue, scope: Scope): Result {
  if (Array.isArray(value)) {
    return value.map((each) => evaluateOrNothing(each, scope)).filter((each) => each !== NO_VALUE);
  }
  if (!isObject(value)) return value;
  const call = functionCall(value);
  if (call) {
    const run = own(FUNCTIONS, call.name);
    if (!run) throw unsupported(`the function ${call.name}`);
    return run(call.argument, scope);
  }
  const members = Object.entries(value).map(([name, each]) => [name, evaluateOrNothing(each, scope)] as const);
  return Object.fromEntries(members.filter((member): member is [string, TemplateValue] => member[1] !== NO_VALUE));
}

function ref(name: string, scope: Scope): Result {
  if (name === 'AWS::NoValue') return NO_VALUE;
  const pseudo = own(scope.pseudo, name);
  if (pseudo !== undefined) return pseudo;
  const parameter = own(scope.parameters, name);
  if (parameter !== undefined) return parameter;
  return scope.ref(name);
}

/** `Fn::Sub` in both its forms: a text, or a list of a text and its own variables. */
function substitute(argument: TemplateValue, scope: Scope): string {
  const [text = null, second] = asList(argument);
  const variables = isObject(second) ? second : {};
  return textOf(text, 'Fn::Sub').replaceAll(SUBSTITUTION, (_all, literal: string | undefined, name: string) => {
    if (literal !== undefined) return `\${${name}}`;
    const given = own(variables, name);
    if (given !== undefined) return textOf(evaluate(given, scope), 'Fn::Sub');
    const dot = name.indexOf('.');
    if (dot > 0) return scope.attribute(name.slice(0, dot), name.slice(dot + 1));
    return textOf(ref(name, scope) as TemplateValue, 'Fn::Sub');
  });
}

/** `${Name}`; `${!Name}` stands for itself. */
export const SUBSTITUTION = /\$\{(!)?([^}]*)\}/g;

/** The resource and the attribute of `Fn::GetAtt`. */
export function attributePath(argument: TemplateValue): [string, TemplateValue] {
  if (typeof argument === 'string') {
    const dot = argument.indexOf('.');
    if (dot > 0) return [argument.slice(0, dot), argument.slice(dot + 1)];
  }
  if (Array.isArray(argument) && argument.length === 2 && typeof argument[0] === 'string') {
    return [argument[0], argument[1] ?? null];
  }
  throw refused(
    'Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute',
  );
}

function pair(argument: TemplateValue, name: string): [TemplateValue, TemplateValue] {
  const [first, second, ...more] = listOf(argument, name);
  if (first === undefined || second === undefined || more.length > 0) {
    throw refused(`Template error: every ${name} object requires two parameters`);
  }
  return [first, second];
}

function listOf(value: TemplateValue, name: string): TemplateValue[] {
  if (Array.isArray(value)) return value;
  throw refused(`Template error: ${name} requires a list`);
}

function textOf(value: TemplateValue, name: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw refused(`Template error: ${name} requires a string, not ${JSON.stringify(value)}`);
}

/** Plain values compare as texts: `true` is 'true'. */
function plainText(value: TemplateValue): TemplateValue {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}
