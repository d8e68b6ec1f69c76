import { GetRoleCommand } from '@aws-sdk/client-iam';
import type { Stack } from '@aws-sdk/client-cloudformation';
import { act } from '../../../../../shared/domain/action.ts';
import { setupFailure } from '../../../../../shared/domain/aws/setup-failure.ts';
import { fetchTemplate, stackTemplate } from '../../link/fetch-template.ts';
import type { StackTemplate } from '../../link/fetch-template.ts';
import { isLink, readQuickCreateLink } from '../../link/quick-create-link.ts';
import { accessRoleStackName } from '../../link/stack-names.ts';
import { callError } from '../../session/aws-error.ts';
import { cannotLook } from '../../session/denied.ts';
import { CONSOLE } from '../console-links.ts';
import { namesOf } from '../names-of.ts';
import { SetupStopped } from '../setup-stopped.ts';
import { makeStack } from '../stack/create-stack.ts';
import { creationCalls } from '../stack/change-set.ts';
import { lookAtStack } from '../stack/look-at-stack.ts';
import { ownerOf } from '../stack/stack-failure.ts';
import { reviewStack } from '../stack/reviewed-stack.ts';
import { planStackUndo, undoStack } from '../stack/undo-stack.ts';
import type { UndoneStack } from '../stack/undo-stack.ts';
import {
  assertLinkFits,
  fillParameters,
  NOTHING_GIVEN,
  shownParameter,
  wantedStack,
} from '../stack/vendor-parameters.ts';
import type { FilledTemplate, LinkGiven, OwnValues } from '../stack/vendor-parameters.ts';
import { linkPage, strangeStack, takenWord } from '../stack/vendor-stack.ts';
import type { LinkPage } from '../stack/vendor-stack.ts';
import type { Look, SetupStep, StepContext } from '../step.ts';
import { LOST_LINK } from './lost-link.ts';

const STEP = 'access-role-stack';
const OUTPUT = 'SpotFinOpsRoleArn';
const COPY = `Copy the output ${OUTPUT} into the Spot console`;

/** The role by which the vendor reads the report, from a link or a template file (docs/aws.md: 'Access role template'). */
export const accessRoleStack: SetupStep = {
  key: STEP,
  looksEarly: true,
  look: async (context) => {
    const source = await sourceOf(context);
    const name = accessRoleStackName(context.choices);
    const word = source === null ? takenWord(context, STEP) : null;
    if (word !== null) return word;
    return lookAtStack(context, {
      ...known(context),
      what: 'The access role stack',
      inPlace: (stack) => inPlace(context, stack),
      toMake: (leftover) => (source === null ? askForTemplate(context) : toMake(context, { source, name, leftover })),
    });
  },
  act: (context, look) => makeStack(context, known(context), look),
  planUndo: (context) => planStackUndo(context, known(context)),
  undo: (context) => undoStack(context, known(context)),
};

/** The stack by its name, and how it is known. */
function known(context: StepContext): UndoneStack {
  const parameter = { step: STEP, parameter: 'CostAndUsageBucket', value: namesOf(context).bucket } as const;
  const strange = (stack: Stack): string | null => strangeStack(stack, parameter);
  return { step: STEP, name: accessRoleStackName(context.choices), byId: true, strange };
}

/** How the template is had, and what the link has filled in. */
interface RoleSource {
  template: () => Promise<StackTemplate>;
  given: LinkGiven;
}

async function sourceOf({ choices, session, task }: StepContext): Promise<RoleSource | null> {
  const { roleLink, roleTemplateSha256 } = choices;
  if (roleLink !== null) {
    const read = readQuickCreateLink(roleLink);
    if (!isLink(read)) throw new SetupStopped(setupFailure('template-unreadable', { url: 'of the vendor' }));
    return { template: () => fetchTemplate(session, read), given: read };
  }
  if (roleTemplateSha256 === null) return null;
  const kept = await task.read('aws.keptFile', { sha256: roleTemplateSha256 });
  if (kept === null) return null;
  return { template: () => Promise.resolve(stackTemplate(kept.bytes, null)), given: NOTHING_GIVEN };
}

function askForTemplate({ choices }: StepContext): Look {
  if (choices.lostLinks.includes('access-role')) return { state: 'needs-you', sentence: LOST_LINK };
  return {
    state: 'needs-you',
    sentence: `The template of the access role is not known yet: copy the CloudFormation link out of the vendor's console and give it with: ${act('aws.link')}. A template file works as well: ${act('aws.role-template')}.`,
  };
}

async function toMake(
  context: StepContext,
  { source, name, leftover }: { source: RoleSource; name: string; leftover: Stack | null },
): Promise<Look> {
  const filled = await parametersOf(context, source);
  const { values, capabilities } = filled;
  const role = values.find((each) => each.name === 'RoleName')?.value ?? '';
  const existing = role === '' ? null : await roleArn(context, role);
  // What the leftover holds goes with it.
  if (existing !== null && !(leftover !== null && (await ownerOf(context, role)) === leftover.StackName)) {
    const word = takenWord(context, STEP);
    if (word !== null) return { ...word, evidence: { ...word.evidence, roleArn: existing } };
    const failure = setupFailure('role-exists', { name: role, arn: `: ${existing}` });
    return { state: 'blocked', sentence: failure.sentence, failure, evidence: { existingRoleArn: existing } };
  }
  const shown = values.map(shownParameter);
  const secret = values.some((each) => each.secret && each.from === 'the link');
  const making = wantedStack({ step: STEP, name }, filled);
  const review = reviewStack(context, STEP, making);
  return {
    state: 'will-do',
    sentence: `The access role stack ${name} will be made. Parameters: ${shown.join('; ')}. ${review.sentence}`,
    calls: creationCalls(making, `${name}, acknowledging ${capabilities.join(', ') || 'nothing'}`),
    consents: review.consents,
    making,
    byHand: byHand(context, name, pageOf(context, source, secret)),
  };
}

async function inPlace(context: StepContext, stack: Stack): Promise<Look> {
  const { StackName = '', StackId = '', Outputs = [] } = stack;
  const arn = Outputs.find(({ OutputKey }) => OutputKey === OUTPUT)?.OutputValue ?? '';
  context.facts.roleArn = arn;
  const { bucket } = namesOf(context);
  return Promise.resolve({
    state: 'in-place',
    sentence: `The access role stack ${StackName} is there. Paste into the Spot console: bucket ${bucket}, role ARN ${arn}.`,
    evidence: { stackId: StackId, roleArn: arn },
    byHand: { ...byHand(context, StackName, null), consoleUrl: CONSOLE.stacks(namesOf(context).region), order: [COPY] },
  });
}

/** The template with what it is given. @throws SetupStopped `link-parameters-drifted` where the link was made for something else. */
async function parametersOf(context: StepContext, { template, given }: RoleSource): Promise<FilledTemplate> {
  const { bucket } = namesOf(context);
  assertLinkFits(context, given, { CostAndUsageBucket: bucket });
  const own: OwnValues = { CostAndUsageBucket: { value: bucket, from: 'the bucket' } };
  return fillParameters(context, await template(), { given, own });
}

async function roleArn({ session }: StepContext, name: string): Promise<string | null> {
  try {
    const { Role } = await session.iam.send(new GetRoleCommand({ RoleName: name }));
    return Role?.Arn ?? null;
  } catch (error) {
    const failed = callError(error);
    // Who may not look finds out when the stack is made.
    if (failed.code === 'NoSuchEntity' || failed.code === 'NoSuchEntityException' || cannotLook(failed)) return null;
    throw error;
  }
}

/** Where the stack is made by hand: by the link, or with the template file. */
function pageOf({ choices, session }: StepContext, { given }: RoleSource, secret: boolean): LinkPage | null {
  if (choices.roleLink === null || given.templateUrl === null) return null;
  return linkPage({ url: choices.roleLink, templateUrl: given.templateUrl, secret }, session.region);
}

function byHand(context: StepContext, name: string, page: LinkPage | null): NonNullable<Look['byHand']> {
  const { bucket, region } = namesOf(context);
  const arn = context.facts.roleArn;
  return {
    consoleUrl: page?.consoleUrl ?? CONSOLE.createStack(region),
    values: [
      { label: 'Stack name', value: name },
      { label: 'CostAndUsageBucket', value: bucket },
      ...(arn === undefined ? [] : [{ label: 'Spot role ARN (for the Spot console)', value: arn }]),
    ],
    order: [
      page?.open ?? 'Open the page and upload the template',
      'Fill in the values',
      'Acknowledge that IAM resources are created',
      'Create the stack',
      COPY,
    ],
  };
}
