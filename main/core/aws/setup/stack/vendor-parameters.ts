import { setupFailure } from '../../../../../shared/domain/aws/setup-failure.ts';
import { shownText } from '../../../templates/review/finding.ts';
import type { StackTemplate } from '../../link/fetch-template.ts';
import type { QuickCreateLink } from '../../link/quick-create-link.ts';
import { SetupStopped } from '../setup-stopped.ts';
import type { StepContext } from '../step.ts';
import { summarize } from './template-request.ts';
import type { WantedStack } from './wanted-stack.ts';

/** A parameter as it will be, and where it comes from. */
export interface FilledParameter {
  name: string;
  value: string;
  from: 'the link' | 'the accounts' | 'the bucket' | 'the template';
  /** Whether CloudFormation does not show it (NoEcho): neither do we. */
  secret: boolean;
}

/** A template with what it is given. */
export interface FilledTemplate {
  template: StackTemplate;
  values: FilledParameter[];
  capabilities: string[];
}

/** Values of this set-up by the name of their parameter, and what they are. */
export type OwnValues = Readonly<Record<string, { value: string; from: FilledParameter['from'] }>>;

/** What a link has filled in; of a template file nothing. */
export interface LinkGiven extends Pick<QuickCreateLink, 'region' | 'parameters'> {
  /** Null of a template file. */
  readonly templateUrl: string | null;
}

export const NOTHING_GIVEN: LinkGiven = { templateUrl: null, region: null, parameters: {} };

/**
 * Every parameter of a template with its value: the link's are locked (docs/procedure.md: 'AWS set-up values'), ours are filled in,
 * the others keep their defaults.
 * @param own what the set-up fills in where the link leaves it blank
 * @throws SetupStopped `link-parameters-drifted` where one is left without value, or the link has one that
 * the template does not know.
 */
export async function fillParameters(
  context: StepContext,
  template: StackTemplate,
  { given, own }: { given: LinkGiven; own: OwnValues },
): Promise<FilledTemplate> {
  const { Parameters = [], Capabilities = [] } = await summarize(context, template);
  const filled = Parameters.map(({ ParameterKey: name = '', DefaultValue: standard, NoEcho: secret = false }) => {
    const locked = given.parameters[name] ?? '';
    if (locked !== '') return { name, value: locked, from: 'the link' as const, secret };
    return { name, ...(own[name] ?? { value: standard, from: 'the template' as const }), secret };
  });
  const missing = filled.filter(({ value }) => value === undefined).map(({ name }) => name);
  const unknown = Object.keys(given.parameters).filter((name) => !filled.some((each) => each.name === name));
  refuse([
    ...(missing.length === 0 ? [] : [`the template asks for ${missing.join(', ')}, which nothing fills in`]),
    ...(unknown.length === 0 ? [] : [`the link fills in ${unknown.join(', ')}, which the template does not have`]),
  ]);
  return {
    template,
    values: filled.map(({ value = '', ...rest }) => ({ ...rest, value })),
    capabilities: Capabilities,
  };
}

/**
 * Makes sure that a link was made for this set-up: its values are not changed, and would not work.
 * @param own what its parameters have to be where it fills them in
 * @param more what else speaks against it
 * @throws SetupStopped `link-parameters-drifted`.
 */
export function assertLinkFits(
  { session }: StepContext,
  { region, parameters }: LinkGiven,
  own: Readonly<Record<string, string>>,
  more: readonly string[] = [],
): void {
  const elsewhere = region !== null && region !== session.region;
  const differing = Object.entries(own).flatMap(([name, value]) => {
    const locked = parameters[name] ?? '';
    return locked === '' || locked === value ? [] : [`the link has ${name} ${locked}, the report's is ${value}`];
  });
  refuse([
    ...(elsewhere ? [`the link is for the region ${region}, the set-up is in ${session.region}`] : []),
    ...differing,
    ...more,
  ]);
}

/** A parameter with its value, as they may be shown: the names are the template's own, the values mostly the link's. */
export function shownParameter({ name, value, secret }: FilledParameter): string {
  const shown = secret ? '(given)' : shownText(value);
  return `${shownText(name)} = ${value === '' ? '(blank)' : shown}`;
}

/** The stack that is made of a template and its parameters. */
export function wantedStack(
  { step, name }: Pick<WantedStack, 'step' | 'name'>,
  { template, values, capabilities }: FilledTemplate,
): WantedStack {
  const parameters = Object.fromEntries(values.map((each) => [each.name, each.value]));
  const hidden = values.filter(({ secret }) => secret).map((each) => each.name);
  return { step, name, template, parameters, hidden, capabilities };
}

function refuse(problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new SetupStopped(setupFailure('link-parameters-drifted', { parameters: problems.join('; ') }));
}
