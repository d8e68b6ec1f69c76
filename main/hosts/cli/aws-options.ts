import { Option } from 'commander';
import type { Command } from 'commander';
import { AppError } from '../../../shared/domain/app-error.ts';
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
    'agree to what the plan asks for by this key; may be given several times',
    collect,
  );
}

/** The payer account and what AWS is asked with; --bucket and --region are kept first. */
export async function takeTarget(
  cli: Cli,
  { profile, only, bucket, region }: TargetOptions,
): Promise<{ mpaId: string; profile: string | null; only: SetupStepKey | null }> {
  const { id: mpaId } = await pickMpa(cli);
  if (bucket !== undefined || region !== undefined) {
    await (await cli.client()).aws.choose({ mpaId, bucket: bucket ?? null, region: region ?? null });
  }
  return { mpaId, profile: profile ?? null, only: only ?? null };
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
