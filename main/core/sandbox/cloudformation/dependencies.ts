import { asList, isObject, own } from '../../templates/template.ts';
import type { Template, TemplateValue } from '../../templates/template.ts';
import { attributePath, SUBSTITUTION } from './evaluate.ts';

/** Something that a value refers to: with an attribute by Fn::GetAtt or Fn::Sub, with null by Ref. */
export interface Reference {
  name: string;
  attribute: string | null;
}

/** Everything that a value refers to, parameters and pseudo parameters among it; each as often as it is there. */
export function referencesIn(value: TemplateValue): Reference[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (name === 'Ref' && typeof inner === 'string') return [{ name: inner, attribute: null }];
    if (name === 'Fn::GetAtt') return [getAtt(inner)];
    if (name === 'Fn::Sub') return substituted(inner);
    return referencesIn(inner);
  });
}

function getAtt(argument: TemplateValue): Reference {
  const [name, attribute] = attributePath(argument);
  return { name, attribute: typeof attribute === 'string' ? attribute : '' };
}

function substituted(argument: TemplateValue): Reference[] {
  const [text = '', given] = asList(argument);
  const variables = isObject(given) ? given : {};
  const named = [...(typeof text === 'string' ? text : '').matchAll(SUBSTITUTION)].flatMap(([, literal, name = '']) => {
    if (literal !== undefined || own(variables, name) !== undefined) return [];
    const dot = name.indexOf('.');
    return [dot < 0 ? { name, attribute: null } : { name: name.slice(0, dot), attribute: name.slice(dot + 1) }];
  });
  return [...named, ...referencesIn(variables)];
}

/** The resources that each resource has to wait for: by reference, and by DependsOn. */
export function dependenciesOf(template: Template): Map<string, Set<string>> {
  const ids = new Set(Object.keys(template.Resources));
  return new Map(
    Object.entries(template.Resources).map(([id, { Properties = {}, DependsOn }]) => {
      const all = [...referencesIn(Properties).map(({ name }) => name), ...asList(DependsOn).map(String)];
      return [id, new Set(all.filter((name) => ids.has(name)))];
    }),
  );
}

/** The resources of a circle of dependencies, in the order of the template; none where there is no circle. */
export function circleOf(dependencies: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  let left = [...dependencies.keys()];
  for (;;) {
    const waiting = left.filter((id) => [...(dependencies.get(id) ?? [])].some((other) => left.includes(other)));
    if (waiting.length === left.length) return left;
    left = waiting;
  }
}
