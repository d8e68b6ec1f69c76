import { AppError } from '../../../shared/domain/app-error.ts';
import { parseBoundedJson } from '../../../shared/domain/bounded-json.ts';
import { doubledName } from './read-json.ts';
import { readYaml } from './read-yaml.ts';
import { isObject, own } from './template.ts';
import type { Template, TemplateObject, TemplateValue } from './template.ts';
import { unreadable } from './unreadable.ts';

/** AWS takes 1 MB at most, from S3 (CloudFormation quotas). */
export const MAX_TEMPLATE_BYTES = 1_048_576;

/** Deeper than any template; keeps what walks through one from running out of stack. */
const MAX_DEPTH = 100;

const SECTIONS = [
  'AWSTemplateFormatVersion',
  'Conditions',
  'Description',
  'Hooks',
  'Mappings',
  'Metadata',
  'Outputs',
  'Parameters',
  'Resources',
  'Rules',
  'Transform',
];
const MAPS = ['Metadata', 'Parameters', 'Mappings', 'Conditions', 'Rules', 'Resources', 'Outputs'];

/**
 * Reads a CloudFormation template, JSON or YAML with short tags, into its JSON form.
 * @param text the file as it is
 * @throws AppError FILE_TOO_LARGE, or FILE_UNREADABLE with the line where one is known: neither JSON nor YAML, aliases, a
 * name twice, no resources, a resource without a type, an unknown section.
 */
export function readTemplate(text: string): Template {
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_TEMPLATE_BYTES) {
    throw unreadable(`it has ${String(bytes)} bytes; AWS takes ${String(MAX_TEMPLATE_BYTES)} at most`);
  }
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const value = plain.trimStart().startsWith('{') ? readJson(plain) : readYaml(plain);
  checkDepth(value, 0);
  return checked(value);
}

function readJson(text: string): TemplateValue {
  let value: TemplateValue;
  try {
    // JSON gives nothing but what a TemplateValue may be.
    value = parseBoundedJson(text) as TemplateValue;
  } catch (error) {
    if (error instanceof AppError) throw unreadable('it is nested too deeply');
    // YAML's flow style begins with a brace as well: '{Resources: …}'.
    return readYaml(text);
  }
  const doubled = doubledName(text);
  if (doubled !== null) throw unreadable(`'${doubled}' is there twice`);
  return value;
}

function checkDepth(value: TemplateValue, depth: number): void {
  if (depth > MAX_DEPTH) throw unreadable('it is nested too deeply');
  if (typeof value !== 'object' || value === null) return;
  if (Object.hasOwn(value, '__proto__')) throw unreadable("the name '__proto__' can't be used");
  for (const inner of Object.values(value)) checkDepth(inner, depth + 1);
}

function checked(value: TemplateValue): Template {
  if (!isObject(value)) throw unreadable('it is no map of sections');
  const unknown = Object.keys(value).filter((name) => !SECTIONS.includes(name));
  if (unknown.length > 0) throw unreadable(`AWS knows no section ${unknown.join(', ')}`);
  for (const name of MAPS) {
    const section = own(value, name);
    if (section !== undefined && !isObject(section)) throw unreadable(`its section ${name} is no map`);
  }
  const resources = own(value, 'Resources');
  if (!isObject(resources) || Object.keys(resources).length === 0) throw unreadable('it has no resources');
  for (const [id, resource] of Object.entries(resources)) checkResource(id, resource);
  checkEntries(value, 'Parameters');
  checkEntries(value, 'Outputs');
  // Every section was looked at above.
  return value as unknown as Template;
}

function checkResource(id: string, resource: TemplateValue): void {
  if (!/^[A-Za-z0-9]{1,255}$/.test(id)) throw unreadable(`the resource name '${id}' is not letters and digits`);
  if (!isObject(resource) || typeof own(resource, 'Type') !== 'string')
    throw unreadable(`the resource ${id} has no type`);
  const properties = own(resource, 'Properties');
  if (properties !== undefined && properties !== null && !isObject(properties)) {
    throw unreadable(`the properties of ${id} are no map`);
  }
}

function checkEntries(template: TemplateObject, section: string): void {
  for (const [name, entry] of Object.entries(own(template, section) ?? {})) {
    if (!isObject(entry)) throw unreadable(`${name} in ${section} is no map`);
  }
}
