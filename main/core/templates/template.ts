/** Plain JSON, as a template is made of. */
export type TemplateValue = string | number | boolean | null | TemplateValue[] | TemplateObject;
export interface TemplateObject {
  [name: string]: TemplateValue;
}

/** One entry of `Resources`. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: TemplateObject;
  readonly DependsOn?: TemplateValue;
  readonly Condition?: TemplateValue;
  readonly DeletionPolicy?: TemplateValue;
}

/** A CloudFormation template in its JSON form: every short tag of YAML is the object that it stands for. */
export interface Template {
  readonly AWSTemplateFormatVersion?: string;
  readonly Description?: string;
  readonly Transform?: TemplateValue;
  readonly Metadata?: TemplateObject;
  readonly Parameters?: Readonly<Record<string, TemplateObject>>;
  readonly Mappings?: TemplateObject;
  readonly Conditions?: TemplateObject;
  readonly Rules?: TemplateObject;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, TemplateObject>>;
}

/** What an object has under a name itself; nothing that it inherits (`constructor`). */
export function own<T>(object: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Whether a value is an object (no list, no null). */
export function isObject(value: unknown): value is TemplateObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The function that an object calls, where it is a call: `{ "Fn::Sub": "a" }`, `{ "Ref": "A" }`, `{ "Condition": "C" }`; else null. */
export function functionCall(value: TemplateValue): { name: string; argument: TemplateValue } | null {
  if (!isObject(value)) return null;
  const names = Object.keys(value);
  const [name = ''] = names;
  if (names.length !== 1 || !(name === 'Ref' || name.startsWith('Fn::'))) return null;
  return { name, argument: value[name] ?? null };
}

/** A value as a list, where it is none the list of it, where it is absent none. */
export function asList(value: TemplateValue | undefined): TemplateValue[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
