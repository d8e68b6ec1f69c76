import { capabilitiesOf } from './capabilities.ts';
import type { NeededCapability } from './capabilities.ts';
import { asList, functionCall, own } from './template.ts';
import type { Template, TemplateObject, TemplateResource, TemplateValue } from './template.ts';

/** A parameter as a form needs it. */
export interface TemplateParameter {
  name: string;
  /** `String`, `Number`, `CommaDelimitedList`, `AWS::…`. */
  type: string;
  /** null: it must be given. */
  defaultValue: string | null;
  noEcho: boolean;
  description: string;
  /** Empty: any. */
  allowedValues: string[];
  allowedPattern: string | null;
  constraint: string | null;
}

/** A name that a resource always gets, so that it can be in the way of another one. */
export interface FixedName {
  logicalId: string;
  type: string;
  property: string;
  /** The name itself; null where it follows from a parameter without a default, or from more than one thing. */
  name: string | null;
  /** The parameter that it is taken from, where it is one. */
  parameter: string | null;
}

/** What a template asks for, makes and needs. */
export interface TemplateDescription {
  description: string;
  parameters: TemplateParameter[];
  resources: { logicalId: string; type: string }[];
  fixedNames: FixedName[];
  /** Each function's runtime, as the template says it; null where it is not a plain text. */
  runtimes: { logicalId: string; runtime: string | null }[];
  outputs: { name: string; description: string; exported: boolean }[];
  capabilities: NeededCapability[];
  transforms: string[];
}

/** The property that names a resource, for those types whose names can be in the way. */
const NAMES: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::User': 'UserName',
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::Glue::Database': 'DatabaseInput.Name',
  'AWS::Glue::Crawler': 'Name',
  'AWS::Glue::Table': 'TableInput.Name',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::Events::Rule': 'Name',
  'AWS::SNS::Topic': 'TopicName',
};

/** Describes a template by reading it alone: nothing is evaluated but references to parameters with a default. */
export function describeTemplate(template: Template): TemplateDescription {
  const resources = Object.entries(template.Resources);
  return {
    description: textOf(template.Description) ?? '',
    parameters: Object.entries(template.Parameters ?? {}).map(([name, definition]) => parameterOf(name, definition)),
    resources: resources.map(([logicalId, { Type }]) => ({ logicalId, type: Type })),
    fixedNames: resources.flatMap(([logicalId, resource]) => fixedName(template, logicalId, resource)),
    runtimes: resources
      .filter(([, { Type }]) => Type === 'AWS::Lambda::Function')
      .map(([logicalId, { Properties }]) => ({ logicalId, runtime: textOf(own(Properties, 'Runtime')) })),
    outputs: Object.entries(template.Outputs ?? {}).map(([name, output]) => ({
      name,
      description: textOf(own(output, 'Description')) ?? '',
      exported: own(output, 'Export') !== undefined,
    })),
    capabilities: capabilitiesOf(template),
    transforms: transformsOf(template),
  };
}

/** The macros that a template names at its top. */
export function transformsOf(template: Template): string[] {
  return asList(template.Transform).map((each) => (typeof each === 'string' ? each : JSON.stringify(each)));
}

/** A plain value as text; null where it is a list, an object or nothing. */
export function textOf(value: TemplateValue | undefined): string | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

function parameterOf(name: string, definition: TemplateObject): TemplateParameter {
  return {
    name,
    type: textOf(own(definition, 'Type')) ?? 'String',
    defaultValue: textOf(own(definition, 'Default')),
    noEcho: textOf(own(definition, 'NoEcho')) === 'true',
    description: textOf(own(definition, 'Description')) ?? '',
    allowedValues: asList(own(definition, 'AllowedValues')).flatMap((value) => textOf(value) ?? []),
    allowedPattern: textOf(own(definition, 'AllowedPattern')),
    constraint: textOf(own(definition, 'ConstraintDescription')),
  };
}

function fixedName(template: Template, logicalId: string, { Type, Properties }: TemplateResource): FixedName[] {
  const property = own(NAMES, Type);
  if (property === undefined) return [];
  const value = property
    .split('.')
    .reduce<TemplateValue | undefined>(
      (inner, part) =>
        typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? own(inner, part) : undefined,
      Properties,
    );
  if (value === undefined || value === null) return [];
  const call = functionCall(value);
  const parameter = call?.name === 'Ref' && typeof call.argument === 'string' ? call.argument : null;
  const definition = parameter === null ? undefined : own(template.Parameters, parameter);
  return [
    {
      logicalId,
      type: Type,
      property,
      name: definition ? textOf(own(definition, 'Default')) : textOf(value),
      parameter: definition ? parameter : null,
    },
  ];
}
