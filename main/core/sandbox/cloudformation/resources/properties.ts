import { asList, isObject, own } from '../../../templates/template.ts';
import type { TemplateObject, TemplateValue } from '../../../templates/template.ts';
import { AwsFault } from '../../service.ts';
import type { WireObject } from '../../wire.ts';

/** A property as text; undefined where it is absent. */
export function textProperty(properties: TemplateObject, name: string): string | undefined {
  const value = own(properties, name);
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object')
    throw new AwsFault('ValidationError', `Value of property ${name} must be of type String`);
  return String(value);
}

/** A list of objects; empty where it is absent. */
export function objects(properties: TemplateObject, name: string): TemplateObject[] {
  return asList(own(properties, name)).filter(isObject);
}

/** A list of texts; empty where it is absent. */
export function textList(properties: TemplateObject, name: string): string[] {
  return asList(own(properties, name)).flatMap((value) => (typeof value === 'object' ? [] : String(value)));
}

/** A policy document as the services take it: JSON as text. */
export function documentOf(properties: TemplateObject, name: string): string {
  const value = own(properties, name) ?? null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Some of the properties, under their own names, as an input of a service. */
export function pick(properties: TemplateObject, names: readonly string[]): WireObject {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value: TemplateValue | undefined = own(properties, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Does something that may find that what it is about has gone already. @throws AwsFault any other. */
export function unlessGone(work: () => void): void {
  try {
    work();
  } catch (error) {
    const gone = /^(?:NoSuch|EntityNotFound|ResourceNotFound)/;
    if (!(error instanceof AwsFault) || !gone.test(error.code)) throw error;
  }
}
