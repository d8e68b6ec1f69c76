import { textOf } from '../describe-template.ts';
import { functionCall, isObject, own } from '../template.ts';
import type { Template, TemplateValue } from '../template.ts';

/** What a template is read with: everything that its references stand for. */
export interface Scope {
  readonly template: Template;
  readonly stackName: string;
  readonly accountId: string;
  readonly region: string;
  /** The value of each parameter. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Names of those that nobody may see. */
  readonly hidden: readonly string[];
}

/** What a value can be: a text, with the form in which it may be shown; a resource of the template; or what can't be told here. */
export type Possible =
  | { readonly kind: 'text'; readonly text: string; readonly shown: string }
  | { readonly kind: 'resource'; readonly id: string; readonly attribute: string | null }
  | { readonly kind: 'unknown' };

const UNKNOWN: Possible = { kind: 'unknown' };

/** More possibilities than this are not gone through, nor longer texts put together: a text that holds another many times, and so on, would never end. */
const MOST = 64;
const LONGEST = 100_000;

const LIST_TYPES = new Set(['CommaDelimitedList', 'List<Number>']);

/**
 * A value without the functions that only choose: of `Fn::If` both branches, of `Fn::FindInMap` what the map has; nothing for
 * `AWS::NoValue`. What can't be chosen stays as it is.
 */
export function branches(value: TemplateValue, scope: Scope): TemplateValue[] {
  const call = functionCall(value);
  const { name, argument } = call ?? { name: '', argument: null };
  if (name === 'Ref' && argument === 'AWS::NoValue') return [];
  if (name === 'Fn::If' && Array.isArray(argument) && argument.length === 3) {
    return argument.slice(1).flatMap((each) => branches(each, scope));
  }
  if (name === 'Fn::FindInMap') return found(argument, scope) ?? [value];
  return [value];
}

/** What a map has for keys that are certain; null where that can't be told. */
function found(argument: TemplateValue, scope: Scope): TemplateValue[] | null {
  if (!Array.isArray(argument) || argument.length !== 3) return null;
  const [map, first, second] = argument.map((each) => certain(textsOf(each, scope)));
  if (!map || !first || !second) return null;
  const table = own(scope.template.Mappings, map);
  const row = isObject(table) ? own(table, first) : undefined;
  const value = isObject(row) ? own(row, second) : undefined;
  // A map has plain values and lists of them.
  return value === undefined || functionCall(value) ? null : [value];
}

function certain(possible: readonly Possible[]): string | null {
  const [first] = possible;
  return possible.length === 1 && first?.kind === 'text' ? first.text : null;
}

/** Everything that a value can be, as a text. Nothing for `AWS::NoValue`. */
export function textsOf(value: TemplateValue, scope: Scope): Possible[] {
  const all = branches(value, scope).flatMap((each) => textOfOne(each, scope));
  return all.length > MOST ? [UNKNOWN] : all;
}

function textOfOne(value: TemplateValue, scope: Scope): Possible[] {
  const plain = textOf(value);
  if (plain !== null) return [known(plain)];
  const { name, argument } = functionCall(value) ?? { name: '', argument: null };
  if (name === 'Ref') return [typeof argument === 'string' ? reference(argument, scope) : UNKNOWN];
  if (name === 'Fn::GetAtt') return [attribute(argument, scope)];
  if (name === 'Fn::Sub') return substituted(argument, scope);
  if (name === 'Fn::Join') return joined(argument, scope);
  if (name === 'Fn::Select') return selected(argument, scope);
  return [UNKNOWN];
}

function known(text: string, shown = text): Possible {
  return { kind: 'text', text, shown };
}

function reference(name: string, scope: Scope): Possible {
  const { template, stackName, accountId, region, parameters, hidden } = scope;
  const pseudo: Readonly<Record<string, string>> = {
    'AWS::AccountId': accountId,
    'AWS::Region': region,
    'AWS::StackName': stackName,
    'AWS::Partition': partitionOf(region),
    'AWS::URLSuffix': region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com',
  };
  const fixed = own(pseudo, name);
  if (fixed !== undefined) return known(fixed);
  const definition = own(template.Parameters, name);
  if (definition !== undefined) {
    const value = own(parameters, name);
    const type = textOf(own(definition, 'Type')) ?? '';
    if (value === undefined || !(type === 'String' || type === 'Number')) return UNKNOWN;
    return known(value, hidden.includes(name) ? `\${${name}}` : value);
  }
  return own(template.Resources, name) === undefined ? UNKNOWN : { kind: 'resource', id: name, attribute: null };
}

/** The part of AWS in which a region lies. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** `[A, Arn]`, in JSON also `A.Arn`. */
function attribute(argument: TemplateValue, { template }: Scope): Possible {
  const [id, name] =
    typeof argument === 'string' ? argument.split(/\.(.*)/su) : Array.isArray(argument) ? argument : [];
  if (typeof id !== 'string' || typeof name !== 'string' || own(template.Resources, id) === undefined) return UNKNOWN;
  return { kind: 'resource', id, attribute: name };
}

function substituted(argument: TemplateValue, scope: Scope): Possible[] {
  const [text, given = {}] = Array.isArray(argument) ? argument : [argument];
  if (typeof text !== 'string' || !isObject(given)) return [UNKNOWN];
  // What is given and not used is there for something that is not seen here.
  if (Object.keys(given).some((name) => !text.includes(`\${${name}}`))) return [UNKNOWN];
  const parts = text.split(/(\$\{[^}]*\})/u).filter((part) => part !== '');
  const values = new Map(Object.entries(given).map(([name, value]) => [name, textsOf(value, scope)]));
  return product(
    parts.map((part) => {
      const name = /^\$\{([^}]*)\}$/u.exec(part)?.[1];
      if (name === undefined) return [known(part)];
      if (name.startsWith('!')) return [known(`\${${name.slice(1)}}`)];
      const value = values.get(name);
      if (value !== undefined) return value;
      return [name.includes('.') ? attribute(name, scope) : reference(name, scope)];
    }),
  );
}

function joined(argument: TemplateValue, scope: Scope): Possible[] {
  const [by, list] = Array.isArray(argument) ? argument : [];
  if (typeof by !== 'string' || list === undefined) return [UNKNOWN];
  return listsOf(list, scope).flatMap((items) => {
    if (items === null) return [UNKNOWN];
    const between = items.flatMap((item, i) => {
      // What may be left out would join the others in another way.
      const texts = JSON.stringify(item).includes('AWS::NoValue') ? [UNKNOWN] : textsOf(item, scope);
      return i === 0 ? [texts] : [[known(by)], texts];
    });
    return product(between);
  });
}

function selected(argument: TemplateValue, scope: Scope): Possible[] {
  const [index, list] = Array.isArray(argument) ? argument : [];
  const number = index === undefined ? null : certain(textsOf(index, scope));
  if (number === null || !/^\d+$/u.test(number) || list === undefined) return [UNKNOWN];
  return listsOf(list, scope).flatMap((items) => {
    const item = JSON.stringify(items).includes('AWS::NoValue') ? undefined : items?.[Number(number)];
    return item === undefined ? [UNKNOWN] : textsOf(item, scope);
  });
}

/** The lists that a value can be; null for each that can't be told. */
function listsOf(value: TemplateValue, scope: Scope): (TemplateValue[] | null)[] {
  return branches(value, scope).flatMap((each): (TemplateValue[] | null)[] => {
    if (Array.isArray(each)) return [each];
    const { name, argument } = functionCall(each) ?? { name: '', argument: null };
    if (name === 'Ref' && typeof argument === 'string') {
      const type = textOf(own(own(scope.template.Parameters, argument), 'Type')) ?? '';
      const given = own(scope.parameters, argument);
      const open = !scope.hidden.includes(argument) && given !== undefined && LIST_TYPES.has(type);
      return [open ? given.split(',').map((item) => item.trim()) : null];
    }
    if (name !== 'Fn::Split' || !Array.isArray(argument)) return [null];
    const [by, text = null] = argument;
    return textsOf(text, scope).map((one) =>
      typeof by === 'string' && by !== '' && one.kind === 'text' && one.text === one.shown ? one.text.split(by) : null,
    );
  });
}

/** Everything that a list, or a single value in its place, can have in it. What can't be told stays as it is. */
export function itemsOf(value: TemplateValue, scope: Scope): TemplateValue[] {
  return branches(value, scope).flatMap((each) => {
    if (textOf(each) !== null || (isObject(each) && functionCall(each) === null)) return [each];
    return listsOf(each, scope).flatMap((items) => items?.flatMap((item) => branches(item, scope)) ?? [each]);
  });
}

/** All texts that parts put together can be; one part alone stays what it is. */
function product(parts: readonly Possible[][]): Possible[] {
  const [first, ...rest] = parts;
  if (first === undefined) return [known('')];
  return rest.reduce<Possible[]>((done, part) => {
    if (done.length * part.length > MOST) return [UNKNOWN];
    return done.flatMap((a) => part.map((b) => together(a, b)));
  }, first);
}

function together(a: Possible, b: Possible): Possible {
  if (a.kind !== 'text' || b.kind !== 'text' || a.text.length + b.text.length > LONGEST) return UNKNOWN;
  return known(a.text + b.text, a.shown + b.shown);
}
