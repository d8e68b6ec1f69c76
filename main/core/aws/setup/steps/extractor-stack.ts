import type { ParameterDeclaration, Stack } from '@aws-sdk/client-cloudformation';
import { isLink, readQuickCreateLink } from '../../link/quick-create-link.ts';
import type { QuickCreateLink } from '../../link/quick-create-link.ts';
import { extractorStackName } from '../../link/stack-names.ts';
import { templateAt } from '../../link/template-object.ts';
import { setupFailure } from '../../../../../shared/domain/aws/setup-failure.ts';
import { namesOf } from '../names-of.ts';
import { keepTemplate, makeStack, summarize } from '../stack/create-stack.ts';
import { lookAtStack } from '../stack/look-at-stack.ts';
import { breadthOf, hostConsent, strangeStack, takenWord, unreadConsent } from '../stack/vendor-stack.ts';
import { planStackUndo, undoStack } from '../stack/undo-stack.ts';
import type { UndoneStack } from '../stack/undo-stack.ts';
import { SetupStopped } from '../step.ts';
import type { Look, SetupStep, StepContext } from '../step.ts';

const STEP = 'extractor-stack';

/** The vendor's extractor, from its link (seed 004, step 3; aws-setup.md, D). */
export const extractorStack: SetupStep = {
  key: STEP,
  look: (context) => {
    const word = context.choices.extractorLink === null ? takenWord(context, STEP) : null;
    if (word !== null) return Promise.resolve(word);
    const link = linkOf(context);
    const name = extractorStackName(context.choices);
    return lookAtStack(context, {
      ...known(context),
      what: 'The extractor stack',
      inPlace: ({ StackId = '', StackName = '' }) => ({
        state: 'in-place',
        sentence: `The extractor stack ${StackName} is there.`,
        evidence: { stackId: StackId, stackName: StackName },
      }),
      toMake: () => toMake(context, link, name),
    });
  },
  act: async (context) => {
    const link = linkOf(context);
    const { values } = await parametersOf(context, link);
    await keepTemplate(context, STEP, link.templateUrl);
    const parameters = Object.fromEntries(values.map(({ name, value }) => [name, value]));
    const wanted = {
      step: STEP,
      name: extractorStackName(context.choices),
      template: { url: link.templateUrl },
      parameters,
    } as const;
    await makeStack(context, wanted);
  },
  planUndo: (context) => planStackUndo(context, known(context)),
  undo: (context) => undoStack(context, known(context)),
};

/** The stack by its name, and how it is known. */
function known(context: StepContext): UndoneStack {
  const parameter = { step: STEP, parameter: 'CURBucketName', value: namesOf(context).bucket } as const;
  const strange = (stack: Stack): string | null => strangeStack(stack, parameter);
  return { step: STEP, name: extractorStackName(context.choices), byId: true, strange };
}

/** A parameter as it will be, and where it comes from. */
interface FilledParameter {
  name: string;
  value: string;
  from: 'the link' | 'the accounts' | 'the bucket' | 'the template';
}

async function toMake(context: StepContext, link: QuickCreateLink, name: string): Promise<Look> {
  if (link.region !== null && link.region !== context.session.region) {
    return blocked('link-parameters-drifted', {
      parameters: `the link is for the region ${link.region}, the set-up is in ${context.session.region}`,
    });
  }
  const { values, missing, unknown, capabilities } = await parametersOf(context, link);
  const problems = [
    ...contradictions(context, link),
    ...(missing.length === 0 ? [] : [`the template asks for ${missing.join(', ')}, which the link does not fill in`]),
    ...(unknown.length === 0 ? [] : [`the link fills in ${unknown.join(', ')}, which the template does not have`]),
  ];
  if (problems.length > 0) return blocked('link-parameters-drifted', { parameters: problems.join('; ') });
  const shown = values.map(
    (each) => `${each.name} = ${each.value === '' ? '(blank)' : each.value} (from ${each.from})`,
  );
  const template = await templateAt(context.session, link.templateUrl);
  return {
    state: 'will-do',
    sentence: `The extractor stack ${name} will be made from the vendor's link. Parameters: ${shown.join('; ')}. ${breadthOf(template)}`,
    calls: [
      {
        service: 'cloudformation',
        operation: 'CreateStack',
        what: `${name} from ${link.templateUrl}, acknowledging ${capabilities.join(', ') || 'nothing'}`,
      },
    ],
    consents: [...hostConsent(link.templateUrl), ...unreadConsent(template)],
    byHand: {
      consoleUrl: context.choices.extractorLink ?? '',
      values: [
        { label: 'Stack name', value: name },
        ...values.filter(({ from }) => from !== 'the link').map(({ name: label, value }) => ({ label, value })),
      ],
      order: [
        'Open the link',
        'Change nothing that is filled in',
        'Fill in the values',
        'Acknowledge that IAM resources are created',
        'Create the stack',
      ],
    },
  };
}

/** Where the link was made for other names than this set-up has: its values are not changed, and would not work. */
function contradictions({ mpa, choices }: StepContext, { parameters }: QuickCreateLink): string[] {
  const own = { CURBucketName: mpa.curBucketName, CURPrefixName: mpa.curPrefix };
  const differing = Object.entries(own).flatMap(([name, value]) => {
    const locked = parameters[name] ?? '';
    return locked === '' || locked === value ? [] : [`the link has ${name} ${locked}, the report's is ${value}`];
  });
  const accounts = parameters['AccountList'] ?? '';
  if (accounts === '' || choices.extractorAccounts.kind === 'all') return differing;
  return [...differing, `the link has the accounts ${accounts} already, and others were chosen here`];
}

/** Every parameter of the template with its value: the link's are locked, ours are filled in, the others keep their defaults. */
async function parametersOf(
  context: StepContext,
  link: QuickCreateLink,
): Promise<{ values: FilledParameter[]; missing: string[]; unknown: string[]; capabilities: string[] }> {
  const { Parameters = [], Capabilities = [] } = await summarize(context, { url: link.templateUrl });
  const ids = await context.task.read('aws.extractorAccountIds', {
    mpaId: context.mpa.id,
    accounts: context.choices.extractorAccounts,
  });
  const own: Readonly<Record<string, readonly [string, FilledParameter['from']]>> = {
    AccountList: [ids.join(','), 'the accounts'],
    CURBucketName: [namesOf(context).bucket, 'the bucket'],
  };
  const filled = Parameters.map(({ ParameterKey: name = '', DefaultValue }: ParameterDeclaration) => {
    const locked = link.parameters[name];
    if (locked !== undefined && locked !== '') return { name, value: locked, from: 'the link' as const };
    const [value, from] = own[name] ?? [DefaultValue, 'the template' as const];
    return { name, value, from };
  });
  const names = new Set(filled.map(({ name }) => name));
  return {
    values: filled.flatMap(({ name, value, from }) => (value === undefined ? [] : [{ name, value, from }])),
    missing: filled.filter(({ value }) => value === undefined).map(({ name }) => name),
    unknown: Object.keys(link.parameters).filter((name) => !names.has(name)),
    capabilities: Capabilities,
  };
}

function linkOf({ choices }: StepContext): QuickCreateLink {
  const read = readQuickCreateLink(choices.extractorLink ?? '');
  if (isLink(read)) return read;
  throw new SetupStopped(setupFailure('template-unreadable', { url: choices.extractorLink ?? 'of the vendor' }));
}

function blocked(key: 'link-parameters-drifted', details: Record<string, string>): Look {
  const failure = setupFailure(key, details);
  return { state: 'blocked', sentence: failure.sentence, failure };
}
