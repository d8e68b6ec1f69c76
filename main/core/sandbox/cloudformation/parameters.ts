import { asList, own } from '../../templates/template.ts';
import type { Template, TemplateObject } from '../../templates/template.ts';
import { isObject, list, text } from '../services/input.ts';
import type { WireObject } from '../wire.ts';
import { refused, unsupported } from './refused.ts';
import type { StackParameter } from './stack.ts';

const TYPES = ['String', 'Number', 'CommaDelimitedList', 'List<String>', 'List<Number>'];

/**
 * The parameters of a stack: what was given, else the default.
 * @param input the request, with `Parameters`
 * @throws AwsFault ValidationError in CloudFormation's words: unknown, missing, not allowed; SandboxUnsupported for a type it does not know.
 */
export function resolveParameters(template: Template, input: WireObject): StackParameter[] {
  const given = new Map(
    list(input, 'Parameters')
      .filter(isObject)
      .map((parameter) => [text(parameter, 'ParameterKey'), givenValue(parameter)]),
  );
  const definitions = Object.entries(template.Parameters ?? {});
  const names = new Set(definitions.map(([name]) => name));
  const unknown = [...given.keys()].filter((name) => !names.has(name));
  if (unknown.length > 0) throw refused(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  const missing = definitions.filter(
    ([name, definition]) => !given.has(name) && own(definition, 'Default') === undefined,
  );
  if (missing.length > 0) {
    throw refused(`Parameters: [${missing.map(([name]) => name).join(', ')}] must have values`);
  }
  return definitions.map(([name, definition]) => {
    const value = given.get(name) ?? plain(definition, 'Default');
    check(name, definition, value);
    return { name, value, noEcho: plain(definition, 'NoEcho') === 'true' };
  });
}

/** The values as the template's functions see them: lists where the type is one. */
export function parameterValues(
  template: Template,
  parameters: readonly StackParameter[],
): Record<string, string | string[]> {
  return Object.fromEntries(
    parameters.map(({ name, value }) => [
      name,
      isList(typeOf(own(template.Parameters, name) ?? {})) ? split(value) : value,
    ]),
  );
}

function givenValue(parameter: WireObject): string {
  if (text(parameter, 'UsePreviousValue') === 'true') throw unsupported('UsePreviousValue of a parameter');
  return text(parameter, 'ParameterValue');
}

function check(name: string, definition: TemplateObject, value: string): void {
  const type = typeOf(definition);
  if (!TYPES.includes(type)) throw unsupported(`the parameter type ${type} (of ${name})`);
  const parts = isList(type) ? split(value) : [value];
  const broken = parts.map((part) => constraint(name, definition, part)).find((each) => each !== null);
  if (!broken) return;
  const described = plain(definition, 'ConstraintDescription');
  throw refused(described === '' ? broken : `Parameter ${name} failed to satisfy constraint: ${described}`);
}

/** What a value breaks; null where it is right. */
function constraint(name: string, definition: TemplateObject, value: string): string | null {
  const number = typeOf(definition).includes('Number');
  if (number && !/^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(value)) return `Parameter '${name}' must be a number.`;
  const allowed = asList(own(definition, 'AllowedValues')).map(String);
  if (allowed.length > 0 && !allowed.includes(value)) {
    return `Parameter '${name}' must be one of AllowedValues`;
  }
  const pattern = plain(definition, 'AllowedPattern');
  if (pattern !== '' && !patternOf(name, pattern).test(value)) {
    return `Parameter '${name}' must match pattern ${pattern}`;
  }
  const [short, long] = [plain(definition, 'MinLength'), plain(definition, 'MaxLength')];
  if (short !== '' && value.length < Number(short))
    return `Parameter '${name}' must contain at least ${short} characters`;
  if (long !== '' && value.length > Number(long)) return `Parameter '${name}' must contain at most ${long} characters`;
  const [low, high] = [plain(definition, 'MinValue'), plain(definition, 'MaxValue')];
  if (low !== '' && Number(value) < Number(low)) return `Parameter '${name}' must be a number not less than ${low}`;
  if (high !== '' && Number(value) > Number(high))
    return `Parameter '${name}' must be a number not greater than ${high}`;
  return null;
}

/** A pattern as JavaScript reads it; AWS reads it as Java. @throws AwsFault SandboxUnsupported where the two differ. */
function patternOf(name: string, pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch (error) {
    if (error instanceof SyntaxError) throw unsupported(`the pattern ${pattern} (of ${name})`);
    throw error;
  }
}

function typeOf(definition: TemplateObject): string {
  return plain(definition, 'Type') || 'String';
}

function isList(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}

function split(value: string): string[] {
  return value === '' ? [] : value.split(',').map((part) => part.trim());
}

function plain(definition: TemplateObject, name: string): string {
  const value = own(definition, name);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
