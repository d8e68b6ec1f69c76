import { DescribeOrganizationCommand } from '@aws-sdk/client-organizations';
import type { Consent } from '../../../../../shared/contract/aws.ts';
import { setupFailure } from '../../../../../shared/domain/aws/setup-failure.ts';
import { awsWords, callError } from '../../session/aws-error.ts';
import { cannotLook, isByPolicy, isUnknownOperation } from '../../session/denied.ts';
import type { Look, SetupStep, StepContext } from '../step.ts';

/** Who pays for the account: its own ID or another's, nobody else (it is in no organization), or the profile may not ask. */
type Payer = { readonly id: string | null } | { readonly refused: unknown };

/**
 * Whose account it is, and whether it is the one that pays (docs/aws.md: 'Not the payer', 'Wrong account'). A member's report shows
 * the member alone, so the operator has to want that; what was agreed to is kept and counts as long as the payer is the same.
 */
export const identity: SetupStep = {
  key: 'identity',
  look: async (context) => {
    const { callerArn } = await context.session.identify();
    const account = context.session.accountId;
    const payer = await payerOf(context);
    if ('refused' in payer) return unknownPayer(context, callerArn, payer.refused);
    if (payer.id !== null && payer.id !== account) return member(context, callerArn, payer.id);
    return inPlace(callerArn, account, payer.id);
  },
};

/** The organization's management account, which pays for it. @throws what is no refusal. */
async function payerOf({ session }: StepContext): Promise<Payer> {
  try {
    const { Organization } = await session.organizations.send(new DescribeOrganizationCommand({}));
    return { id: Organization?.MasterAccountId ?? null };
  } catch (error) {
    const failed = callError(error);
    if (failed.code === 'AWSOrganizationsNotInUseException') return { id: null };
    if (cannotLook(failed)) return { refused: error };
    throw error;
  }
}

function member(context: StepContext, callerArn: string, payer: string): Look {
  const account = context.session.accountId;
  const consent = {
    key: `member-of-${payer}`,
    question: `Set up ${account} although it is a member of an organization whose payer is ${payer}?`,
    consequence: 'The report then shows the costs of this one account, not those of the organization.',
  };
  if (isAgreed(context, consent)) {
    const sentence = `The profile belongs to ${account}, a member whose payer is ${payer}; it is set up all the same, as agreed.`;
    return { state: 'in-place', sentence, evidence: { account, callerArn, agreed: consent.key } };
  }
  const failure = setupFailure('not-the-payer', { account, payer });
  return { state: 'needs-you', sentence: 'Not the payer account.', failure, consents: [consent] };
}

function unknownPayer(context: StepContext, callerArn: string, refused: unknown): Look {
  const account = context.session.accountId;
  const words = awsWords('organizations:DescribeOrganization', refused);
  const { by, told } = whyNot(refused);
  const consent = {
    key: 'payer-unknown',
    question: `Is ${account} the account that pays? ${told}.`,
    consequence: 'If it is a member of an organization, the report shows the costs of this one account alone.',
  };
  if (isAgreed(context, consent)) {
    const sentence = `The profile belongs to ${account}, which pays by the word of the operator; AWS Organizations does not tell it to the profile.`;
    return { state: 'in-place', sentence, evidence: { account, callerArn, agreed: consent.key } };
  }
  const failure = setupFailure('payer-unknown', { account, by }, words);
  return { state: 'needs-you', sentence: failure.sentence, failure, consents: [consent] };
}

/** Why it can't be asked: as it stands before the name of the operation, and in a sentence without its full stop. */
function whyNot(refused: unknown): { by: string; told: string } {
  const failed = callError(refused);
  if (isUnknownOperation(failed))
    return { by: 'what answers there does not know', told: 'What answers there does not know AWS Organizations' };
  const by = isByPolicy(failed.message) ? 'a policy above the account forbids' : 'the profile has no right to';
  return { by, told: 'The profile may not ask AWS Organizations' };
}

/** Whether it is agreed to now, or was before: the key names the payer, so another payer is another question. */
function isAgreed({ agreed, known }: StepContext, { key }: Consent): boolean {
  return agreed.has(key) || known.get('identity')?.evidence['agreed'] === key;
}

function inPlace(callerArn: string, account: string, payer: string | null): Look {
  const sentence =
    payer === null
      ? `The profile belongs to ${account}, which is in no organization and pays for itself.`
      : `The profile belongs to ${account}, which pays for its organization.`;
  return { state: 'in-place', sentence, evidence: { account, callerArn } };
}
