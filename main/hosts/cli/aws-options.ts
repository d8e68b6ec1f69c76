import { Option } from 'commander';
import type { Command } from 'commander';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { isInPlace } from '../../../shared/domain/aws/look-state.ts';
import { SETUP_STEP_KEYS } from '../../../shared/domain/aws/setup-step.ts';
import type { SetupStepKey } from '../../../shared/domain/aws/setup-step.ts';
import type { Cli } from './cli.ts';
import { collect } from './parse.ts';
import { pickMpa } from './pick.ts';

/** What plan and apply can be told. */
export interface TargetOptions {
  profile?: string;
  bucket?: string;
  region?: string;
  only?: SetupStepKey;
  consent?: string[];
  byHand?: true;
  events?: true;
}

/** The profile to use instead of the payer account's own. */
export function profileOption(): Option {
  return new Option('--profile <name>', "the AWS profile; the payer account's own unless given");
}

/** Adds the options by which plan and apply are told what to look at. */
export function addTargetOptions(command: Command): Command {
  return command
    .addOption(profileOption())
    .option('--bucket <name>', 'use this bucket name from now on, everywhere')
    .option('--region <region>', 'set up in this region from now on; own management accounts only')
    .option('--only <STEP>', 'this step alone, after a look at those it needs', toSetupStep)
    .option('--by-hand', 'show how each step is done by hand in the AWS console')
    .option('--events', 'print what happens as it happens, a JSON document a line');
}

/** Adds --consent. */
export function addConsentOption(command: Command): Command {
  return command.option(
    '--consent <KEY>',
    'agree to what the plan asks for, or offers, by this key; may be given several times',
    collect,
  );
}

/** The payer account and what AWS is asked with; --bucket and --region are kept first. */
export async function takeTarget(
  cli: Cli,
  { profile, only, bucket, region }: TargetOptions,
): Promise<{ mpaId: AccountId; profile: string | null; only: SetupStepKey | null }> {
  const { id: mpaId } = await pickMpa(cli);
  if (bucket !== undefined) await confirmBucket(cli, mpaId, bucket);
  if (bucket !== undefined || region !== undefined) {
    await (await cli.client()).aws.choose({ mpaId, bucket: bucket ?? null, region: region ?? null });
  }
  return { mpaId, profile: profile ?? null, only: only ?? null };
}

/**
 * Asks before a set-up whose bucket is in place is given another one: the report and the stacks of the old would stay there.
 * @throws AppError INVALID_INPUT (an empty name), CHOICE_NEEDED, CANCELLED.
 */
export async function confirmBucket(cli: Cli, mpaId: AccountId, bucket: string): Promise<void> {
  if (bucket === '')
    throw new AppError('INVALID_INPUT', 'Give the name of a bucket with --bucket.', { field: 'bucket' });
  const client = await cli.client();
  const { curBucketName } = await client.mpas.get({ id: mpaId });
  if (curBucketName === bucket) return;
  const { steps } = await client.aws.status({ mpaId });
  if (!steps.some(({ key, state }) => key === 'bucket' && isInPlace(state))) return;
  await cli.confirm(
    `Use the bucket ${bucket} instead of ${curBucketName}, which is in place`,
    `The report, its data and the stacks of ${curBucketName} stay as they are; the set-up begins anew with ${bucket}.`,
  );
}

/** A set-up step by its key. @throws AppError INVALID_INPUT. */
export function toSetupStep(text: string): SetupStepKey {
  const found = SETUP_STEP_KEYS.find((key) => key === text.trim().toLowerCase());
  if (found) return found;
  throw new AppError(
    'INVALID_INPUT',
    `There is no set-up step ${text}. The steps are: ${SETUP_STEP_KEYS.join(', ')}.`,
    {
      steps: SETUP_STEP_KEYS,
    },
  );
}
