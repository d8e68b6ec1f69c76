import { GetAccountInformationCommand } from '@aws-sdk/client-account';
import { ListOutboundResponsibilityTransfersCommand } from '@aws-sdk/client-organizations';
import { setupFailure } from '../../../../../shared/domain/aws/setup-failure.ts';
import { awsWords, callError } from '../../session/aws-error.ts';
import { cannotLook, isDenied } from '../../session/denied.ts';
import { CONSOLE } from '../console-links.ts';
import type { Look, SetupStep, StepContext } from '../step.ts';
import { SetupStopped } from '../setup-stopped.ts';
import { reportsOf } from './report-list.ts';

/** Refusals that name the policy, or the lack of one, that they come from; IAM access to billing is then not the cause. */
const NAMES_A_POLICY = /because no .*policy allows|explicit deny|permissions boundary/iu;

/**
 * Whether users and roles may see billing at all, and whether the bill is this account's own (docs/aws.md: 'Billing access off',
 * 'Billing transfer').
 */
export const billingAccess: SetupStep = {
  key: 'billing-access',
  look: async (context) => {
    const off = await lookForBillingOff(context);
    if (off !== null) return off;
    if (await billIsTransferred(context)) {
      return {
        state: 'blocked',
        sentence: 'The bill of this account goes to another one.',
        failure: setupFailure('billing-transfer'),
      };
    }
    return { state: 'in-place', sentence: "This profile may read billing, and the bill is this account's own." };
  },
};

/** How it is told that billing is closed to everybody but the root user; null where it is open. @throws other refusals. */
async function lookForBillingOff(context: StepContext): Promise<Look | null> {
  try {
    await reportsOf(context);
    return null;
  } catch (error) {
    if (!(await isBillingOff(context, error))) throw error;
    const failure = setupFailure('billing-access-off', {}, awsWords('cur:DescribeReportDefinitions', error));
    return { state: 'blocked', sentence: failure.sentence, failure, byHand: BY_HAND };
  }
}

/**
 * The sign of IAM access to billing being switched off: billing is refused without naming a policy, while the same credentials may
 * read the account's other data. AWS does not say it itself.
 */
async function isBillingOff({ session }: StepContext, error: unknown): Promise<boolean> {
  const failed = callError(error);
  if (!isDenied(failed) || NAMES_A_POLICY.test(failed.message)) return false;
  try {
    await session.account.send(new GetAccountInformationCommand({}));
    return true;
  } catch (second) {
    // Refused as well: then it is the profile's rights, and the first refusal says which. What is no refusal is told as such.
    if (cannotLook(callError(second))) return false;
    throw second;
  }
}

/** Whether the bill is transferred to another account, as far as the profile may see that. */
async function billIsTransferred({ session, task }: StepContext): Promise<boolean> {
  let next: string | undefined;
  try {
    do {
      const page = await session.organizations.send(
        new ListOutboundResponsibilityTransfersCommand({ Type: 'BILLING', NextToken: next }),
      );
      const active = page.ResponsibilityTransfers?.some(
        ({ Status, EndTimestamp }) =>
          Status === 'ACCEPTED' && (EndTimestamp === undefined || EndTimestamp > task.clock()),
      );
      if (active === true) return true;
      next = page.NextToken;
    } while (next !== undefined);
    return false;
  } catch (error) {
    if (error instanceof SetupStopped) throw error;
    // Without an organization nothing can be transferred; a profile that may not look can still set everything up.
    const failed = callError(error);
    if (failed.code === 'AWSOrganizationsNotInUseException' || cannotLook(failed)) return false;
    throw error;
  }
}

const BY_HAND = {
  consoleUrl: CONSOLE.account,
  values: [],
  order: [
    'Sign in as the root user of the account; no other user can do this.',
    'Open Account, and there IAM user and role access to Billing information.',
    'Edit, tick Activate IAM Access, Update.',
    'Apply again with the profile; it can take some minutes to work.',
  ],
};
