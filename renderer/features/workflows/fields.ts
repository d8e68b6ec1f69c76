import { z } from 'zod';
import { workflowRuleSchema } from '../../../shared/domain/workflow-rule.ts';
import type { RuleValue } from './draft.ts';

/*
 * The form of a rule, out of the rule's schema: an option that the schema gains is in the form without more.
 * Only what the schemas of workflow-rule.ts are made of is known here; anything else is refused by a test.
 */

/** Where an option stands in a rule: ['scope', 'weekdays']. */
export type FieldPath = readonly string[];

/** One option of a rule as a field of a form. */
export type Field = { readonly path: FieldPath; readonly optional: boolean } & (
  | { readonly input: 'choice'; readonly values: readonly string[] }
  | { readonly input: 'many'; readonly values: readonly (string | number)[] }
  | { readonly input: 'text' | 'long-text' | 'texts' | 'numbers' }
);

type Shape = Readonly<Record<string, unknown>>;

/** The fields of a rule as it stands: those of a choice follow what is chosen. A kind that there isn't has none. */
export function fieldsOf(rule: RuleValue): Field[] {
  const option = workflowRuleSchema.options.find((each) => each.shape.kind.value === rule.kind);
  return option === undefined ? [] : fieldsOfShape(option.shape, rule, [], ['kind']);
}

function fieldsOfShape(shape: Shape, value: unknown, path: FieldPath, without: readonly string[]): Field[] {
  return Object.entries(shape)
    .filter(([name]) => !without.includes(name))
    .flatMap(([name, schema]) => fieldsOfSchema(schema, valueAt(value, [name]), [...path, name], false));
}

function fieldsOfSchema(schema: unknown, value: unknown, path: FieldPath, optional: boolean): Field[] {
  if (schema instanceof z.ZodOptional) return fieldsOfSchema(schema.unwrap(), value, path, true);
  if (schema instanceof z.ZodObject) return fieldsOfShape(schema.shape, value, path, []);
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const shapes = unionShapes(schema);
    const chosen = shapes.find(({ kind }) => kind === valueAt(value, ['kind']));
    return [
      { path: [...path, 'kind'], optional, input: 'choice', values: shapes.map(({ kind }) => kind) },
      ...(chosen === undefined ? [] : fieldsOfShape(chosen.shape, value, path, ['kind'])),
    ];
  }
  if (schema instanceof z.ZodEnum) {
    return [{ path, optional, input: 'choice', values: schema.options.map(String) }];
  }
  if (schema instanceof z.ZodString) {
    return [{ path, optional, input: (schema.maxLength ?? 0) > 1000 ? 'long-text' : 'text' }];
  }
  if (schema instanceof z.ZodArray) return [fieldOfArray(schema.element, path, optional)];
  throw new Error(`no field for ${path.join('.')}`);
}

function fieldOfArray(element: unknown, path: FieldPath, optional: boolean): Field {
  if (element instanceof z.ZodEnum) {
    return { path, optional, input: 'many', values: element.options };
  }
  if (element instanceof z.ZodNumber) {
    const [first, last] = [element.minValue ?? 0, element.maxValue ?? Infinity];
    return last - first > 31
      ? { path, optional, input: 'numbers' }
      : {
          path,
          optional,
          input: 'many',
          values: Array.from({ length: last - first + 1 }, (_, index) => first + index),
        };
  }
  return { path, optional, input: 'texts' };
}

function unionShapes(schema: z.ZodDiscriminatedUnion): { kind: string; shape: Shape }[] {
  return schema.options.flatMap((option) => {
    if (!(option instanceof z.ZodObject)) return [];
    const { kind } = option.shape as Shape;
    return kind instanceof z.ZodLiteral ? [{ kind: String(kind.value), shape: option.shape }] : [];
  });
}

/** What a rule has at a place; undefined where it has nothing. */
export function valueAt(value: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>(
    (found, name) => (typeof found === 'object' && found !== null ? (found as Shape)[name] : undefined),
    value,
  );
}

/**
 * The rule with another value at a place. Undefined takes the option away. Another choice (`kind`) takes the options
 * of the one before with it.
 */
export function withValue(rule: RuleValue, path: FieldPath, value: unknown): RuleValue {
  if (path.length > 1 && path.at(-1) === 'kind') {
    return withValue(rule, path.slice(0, -1), value === undefined ? undefined : { kind: value });
  }
  return { ...place(rule, path, value), kind: rule.kind };
}

function place(within: unknown, [name = '', ...rest]: FieldPath, value: unknown): Record<string, unknown> {
  const before = typeof within === 'object' && within !== null ? within : {};
  const next = rest.length === 0 ? value : place((before as Shape)[name], rest, value);
  const others = Object.entries(before).filter(([key]) => key !== name);
  return Object.fromEntries(next === undefined ? others : [...others, [name, next]]);
}

/** What is wrong with each option of a rule, by its path joined with dots; empty where the rule is complete. */
export function problemsOf(rule: RuleValue): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  const parsed = workflowRuleSchema.safeParse(rule);
  if (parsed.success) return problems;
  for (const issue of parsed.error.issues) {
    const names = issue.path.map(String);
    const field = fieldsOf(rule).find(({ path }) => path.every((name, index) => names[index] === name));
    // What no field is for is said of the rule as a whole.
    const key = field === undefined ? '' : field.path.join('.');
    if (!problems.has(key)) problems.set(key, problemText(rule, field, issue));
  }
  return problems;
}

function problemText(rule: RuleValue, field: Field | undefined, issue: z.core.$ZodIssue): string {
  if (field === undefined) return 'The rule is not one that this version knows. Remove it, or add it anew.';
  const value = valueAt(rule, field.path);
  const blank = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  if (blank) return field.input === 'choice' || field.input === 'many' ? 'Choose one.' : BLANK[field.input];
  if (field.input === 'numbers') return 'A year has four digits, from 2006 to 2199; separate years by commas.';
  const item = issue.path[field.path.length];
  const message = issue.code === 'custom' || issue.code === 'invalid_format' ? issue.message : 'This does not fit.';
  return typeof item === 'number' ? `'${String(valueAt(value, [String(item)]))}': ${message}` : message;
}

const BLANK = {
  text: 'Fill this in.',
  'long-text': 'Write what the rule does.',
  texts: 'Name at least one.',
  numbers: 'Name at least one.',
} as const;
