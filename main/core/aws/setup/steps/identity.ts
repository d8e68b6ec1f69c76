import { DescribeOrganizationCommand } from '@aws-sdk/client-organizations';
import { setupFailure } from '../../../../../shared/domain/aws/setup-failure.ts';
import { callError } from '../../session/aws-error.ts';
import type { Look, SetupStep, StepContext } from '../step.ts';

/** Whose account it is, and whether it is the one that pays (aws-setup.md, I 5 and 31). */
export const identity: SetupStep = {
  key: 'identity',
  look: async (context) => {
    const { callerArn } = await context.session.identify();
    const payer = await payerOf(context);
    const account = context.session.accountId;
    if (payer !== null && payer !== account) {
      return {
        state: 'blocked',
        sentence: 'Not the payer account.',
        failure: setupFailure('not-the-payer', { account, payer }),
      };
    }
    return inPlace(callerArn, account, payer);
  },
};

/** The organization's management account, which pays for it; null where the account is in no organization. */
async function payerOf({ session }: StepContext): Promise<string | null> {
  try {
    const { Organization } = await session.organizations.send(new DescribeOrganizationCommand({}));
    return Organization?.MasterAccountId ?? null;
  } catch (error) {
    if (callError(error).code === 'AWSOrganizationsNotInUseException') return null;
    throw error;
  }
}

function inPlace(callerArn: string, account: string, payer: string | null): Look {
  const sentence =
    payer === null
      ? `The profile belongs to ${account}, which is in no organization and pays for itself.`
      : `The profile belongs to ${account}, which pays for its organization.`;
  return { state: 'in-place', sentence, evidence: { account, callerArn } };
}
