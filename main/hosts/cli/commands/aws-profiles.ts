import type { Command } from 'commander';
import { PROFILE_KIND_NAMES } from '../../../../shared/domain/aws/profile.ts';
import type { AwsProfile } from '../../../../shared/domain/aws/profile.ts';
import { minute } from '../aws-report.ts';
import type { Cli } from '../cli.ts';
import { table } from '../table.ts';

/** `enroll aws profiles`: the AWS profiles of this computer, and which of them can be used. */
export function addAwsProfileCommands(aws: Command, cli: Cli): void {
  aws
    .command('profiles')
    .description(
      'list the AWS profiles of this computer, how each signs in and whether it can be used; AWS is not asked',
    )
    .action(async () => {
      const profiles = await (await cli.client()).aws.profiles();
      await cli.output.say({
        json: profiles,
        text:
          profiles.length === 0
            ? 'There is no AWS profile on this computer. Make one with the AWS CLI: aws configure sso. Or rehearse without an AWS account: enroll sandbox start'
            : profilesText(profiles),
        note: "A payer account's own profile is kept with: enroll mpa set ID --profile NAME",
      });
    });
}

async function profilesText(profiles: readonly AwsProfile[]): Promise<string> {
  const rows = profiles.map(({ name, kind, accountId, region, health, isDefault }) => [
    name + (isDefault ? ' (default)' : ''),
    PROFILE_KIND_NAMES[kind],
    accountId,
    region,
    STATES[health.state],
    health.expiresAt === null ? null : minute(health.expiresAt),
    [health.sentence, health.remedy].filter((text) => text !== '').join(' '),
  ]);
  return table(['Profile', 'Kind', 'Account', 'Region', 'State', 'Ends', 'What to know'], rows);
}

const STATES = { ready: 'ready', 'sign-in-needed': 'sign in', broken: 'broken' } as const;
