import { AppError } from '../../../../shared/domain/app-error.ts';
import { textOf, transformsOf } from '../../templates/describe-template.ts';
import { readTemplate } from '../../templates/read-template.ts';
import { asList, isObject, own } from '../../templates/template.ts';
import type { Template, TemplateResource, TemplateValue } from '../../templates/template.ts';
import { circleOf, dependenciesOf, referencesIn } from './dependencies.ts';
import type { Reference } from './dependencies.ts';
import { KNOWN_FUNCTIONS } from './evaluate.ts';
import { refused, unsupported } from './refused.ts';
import { resourceType } from './resources/index.ts';

export const PSEUDO_PARAMETERS =
  'AWS::AccountId AWS::NoValue AWS::NotificationARNs AWS::Partition AWS::Region AWS::StackId AWS::StackName AWS::URLSuffix'.split(
    ' ',
  );

/** Attributes of a resource that have nothing to do with what is made. */
const RESOURCE_ATTRIBUTES = 'Type Properties DependsOn Condition DeletionPolicy UpdateReplacePolicy Metadata'.split(
  ' ',
);

/** Templates that were read lately, by their text: a stack reads its own at every step. Nobody changes one. */
const READ = new Map<string, Template>();
const MOST_READ = 16;

/** Reads a template as CloudFormation does. @throws AwsFault ValidationError 'Template format error: …'. */
export function parseTemplate(text: string): Template {
  const known = READ.get(text);
  if (known) return known;
  const template = readAsAws(text);
  const [oldest] = READ.keys();
  if (oldest !== undefined && READ.size >= MOST_READ) READ.delete(oldest);
  READ.set(text, template);
  return template;
}

function readAsAws(text: string): Template {
  try {
    return readTemplate(text);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { why, line } = error.data;
    throw refused(`Template format error: ${String(why)}${typeof line === 'number' ? `. (line ${line})` : ''}`);
  }
}

/**
 * Checks all that can be checked of a template before anything is made.
 * @throws AwsFault ValidationError in AWS's words, or SandboxUnsupported with the name of what the sandbox does not know.
 */
export function checkTemplate(template: Template): void {
  for (const section of ['Rules', 'Hooks']) {
    if (Object.hasOwn(template, section)) throw unsupported(`the template section ${section}`);
  }
  // Of a template without its functions it makes the same one.
  if (transformsOf(template).some((name) => name !== 'AWS::LanguageExtensions')) {
    throw unsupported('the template section Transform');
  }
  checkFunctions({ ...template.Resources, ...template.Outputs } as TemplateValue);
  checkFunctions(template.Conditions ?? {});
  for (const [id, resource] of Object.entries(template.Resources)) checkResource(template, id, resource);
  const dangling = Object.values(template.Resources)
    .flatMap(({ Properties = {}, DependsOn }) => [
      ...referencesIn(Properties).map(({ name }) => name),
      ...asList(DependsOn).map(String),
    ])
    .filter((name) => !isKnown(template, name));
  if (dangling.length > 0) {
    throw refused(
      `Template format error: Unresolved resource dependencies [${[...new Set(dangling)].join(', ')}] in the Resources block of the template`,
    );
  }
  for (const [name, output] of Object.entries(template.Outputs ?? {})) checkOutput(template, name, output);
  const circle = circleOf(dependenciesOf(template));
  if (circle.length > 0) throw refused(`Circular dependency between resources: [${circle.join(', ')}]`);
}

function checkFunctions(value: TemplateValue): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (name.startsWith('Fn::') && !KNOWN_FUNCTIONS.has(name)) throw unsupported(`the function ${name}`);
    checkFunctions(inner);
  }
}

function checkResource(template: Template, id: string, resource: TemplateResource): void {
  const type = resourceType(resource.Type);
  if (!type) throw unsupported(`the resource type ${resource.Type} (of ${id})`);
  for (const name of Object.keys(resource)) {
    if (!RESOURCE_ATTRIBUTES.includes(name)) throw unsupported(`the attribute ${name} of the resource ${id}`);
  }
  for (const name of Object.keys(resource.Properties ?? {})) {
    if (type.properties[0] !== '*' && !type.properties.includes(name)) {
      throw unsupported(`the property ${name} of ${resource.Type} (of ${id})`);
    }
  }
  checkCondition(template, resource.Condition);
  for (const reference of referencesIn(resource.Properties ?? {})) checkAttribute(template, reference);
}

function checkCondition(template: Template, condition: TemplateValue | undefined): void {
  if (condition === undefined) return;
  if (typeof condition === 'string' && own(template.Conditions, condition) !== undefined) return;
  throw refused(
    `Template format error: Unresolved condition dependency ${String(textOf(condition))} in the Resources block of the template`,
  );
}

function checkOutput(template: Template, name: string, output: TemplateValue): void {
  if (!isObject(output) || own(output, 'Value') === undefined) {
    throw refused(`Template format error: Every Outputs member must contain a Value object (${name})`);
  }
  checkCondition(template, own(output, 'Condition'));
  for (const reference of referencesIn(output)) {
    if (!isKnown(template, reference.name)) {
      throw refused(
        `Template format error: Unresolved resource dependencies [${reference.name}] in the Outputs block of the template`,
      );
    }
    checkAttribute(template, reference);
  }
}

function checkAttribute(template: Template, { name, attribute }: Reference): void {
  if (attribute === null) return;
  const target = own(template.Resources, name);
  if (!target) throw refused(`Template error: instance of Fn::GetAtt references undefined resource ${name}`);
  if (resourceType(target.Type)?.attributes.includes(attribute) === true) return;
  throw unsupported(`the attribute ${attribute} of ${target.Type} (of ${name})`);
}

function isKnown(template: Template, name: string): boolean {
  return (
    own(template.Resources, name) !== undefined ||
    own(template.Parameters, name) !== undefined ||
    PSEUDO_PARAMETERS.includes(name)
  );
}
