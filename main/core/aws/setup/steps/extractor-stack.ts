import type { Stack } from '@aws-sdk/client-cloudformation';
import { setupFailure } from '../../../../../shared/domain/aws/setup-failure.ts';
import { fetchTemplate } from '../../link/fetch-template.ts';
import { isLink, readQuickCreateLink, withoutQuery } from '../../link/quick-create-link.ts';
import type { QuickCreateLink } from '../../link/quick-create-link.ts';
import { extractorStackName } from '../../link/stack-names.ts';
import { namesOf } from '../names-of.ts';
import { SetupStopped } from '../setup-stopped.ts';
import { makeStack } from '../stack/create-stack.ts';
import { creationCalls } from '../stack/change-set.ts';
import { lookAtStack } from '../stack/look-at-stack.ts';
import { reviewStack } from '../stack/reviewed-stack.ts';
import { planStackUndo, undoStack } from '../stack/undo-stack.ts';
import type { UndoneStack } from '../stack/undo-stack.ts';
import { assertLinkFits, fillParameters, shownParameter, wantedStack } from '../stack/vendor-parameters.ts';
import type { FilledTemplate, OwnValues } from '../stack/vendor-parameters.ts';
import { linkPage, strangeStack, takenWord } from '../stack/vendor-stack.ts';
import type { Look, SetupStep, StepContext } from '../step.ts';

const STEP = 'extractor-stack';

/** The vendor's extractor, from its link (docs/procedure.md: 'AWS set-up values'). */
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
  act: (context, look) => makeStack(context, known(context), look),
  planUndo: (context) => planStackUndo(context, known(context)),
  undo: (context) => undoStack(context, known(context)),
};

/** The stack by its name, and how it is known. */
function known(context: StepContext): UndoneStack {
  const parameter = { step: STEP, parameter: 'CURBucketName', value: namesOf(context).bucket } as const;
  const strange = (stack: Stack): string | null => strangeStack(stack, parameter);
  return { step: STEP, name: extractorStackName(context.choices), byId: true, strange };
}

async function toMake(context: StepContext, link: QuickCreateLink, name: string): Promise<Look> {
  const { session, choices } = context;
  const filled = await parametersOf(context, link);
  const { values, capabilities } = filled;
  const shown = values.map((each) => `${shownParameter(each)} (from ${each.from})`);
  const secret = values.some((each) => each.secret && each.from === 'the link');
  const page = linkPage({ url: choices.extractorLink ?? '', templateUrl: link.templateUrl, secret }, session.region);
  const making = wantedStack({ step: STEP, name }, filled);
  const review = reviewStack(context, STEP, making);
  const ours = values.filter((each) => each.from !== 'the link' && !each.secret);
  return {
    state: 'will-do',
    sentence: `The extractor stack ${name} will be made from the vendor's link. Parameters: ${shown.join('; ')}. ${review.sentence}`,
    calls: creationCalls(
      making,
      `${name} from ${withoutQuery(link.templateUrl)}, acknowledging ${capabilities.join(', ') || 'nothing'}`,
    ),
    consents: review.consents,
    making,
    byHand: {
      consoleUrl: page.consoleUrl,
      values: [{ label: 'Stack name', value: name }, ...ours.map(({ name: label, value }) => ({ label, value }))],
      order: [
        page.open,
        'Change nothing that is filled in',
        'Fill in the values',
        'Acknowledge that IAM resources are created',
        'Create the stack',
      ],
    },
  };
}

/** The link's template with what it is given. @throws SetupStopped `link-parameters-drifted` where the link was made for something else. */
async function parametersOf(context: StepContext, given: QuickCreateLink): Promise<FilledTemplate> {
  const { bucket, prefix } = namesOf(context);
  const { extractorAccounts: accounts } = context.choices;
  const locked = given.parameters['AccountList'] ?? '';
  const others =
    locked === '' || accounts.kind === 'all'
      ? []
      : [`the link has the accounts ${locked} already, and others were chosen here`];
  assertLinkFits(context, given, { CURBucketName: bucket, CURPrefixName: prefix }, others);
  const ids = await context.task.read('aws.extractorAccountIds', { mpaId: context.mpa.id, accounts });
  const own: OwnValues = {
    AccountList: { value: ids.join(','), from: 'the accounts' },
    CURBucketName: { value: bucket, from: 'the bucket' },
  };
  return fillParameters(context, await fetchTemplate(context.session, given), { given, own });
}

function linkOf({ choices }: StepContext): QuickCreateLink {
  const read = readQuickCreateLink(choices.extractorLink ?? '');
  if (isLink(read)) return read;
  throw new SetupStopped(setupFailure('template-unreadable', { url: 'of the vendor' }));
}
