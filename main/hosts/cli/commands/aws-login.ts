import type { Command } from 'commander';
import type { SignInEvent } from '../../../../shared/contract/aws-profiles.ts';
import type { Cli } from '../cli.ts';

/** `enroll aws login PROFILE`. */
export function addAwsLoginCommand(aws: Command, cli: Cli): void {
  aws
    .command('login')
    .argument('<PROFILE>', 'as it is written in the AWS settings of this computer')
    .description('sign a profile in, in the browser: by the AWS CLI, version 2, where it is installed; Ctrl-C ends it')
    .action(async (profile: string) => {
      const client = await cli.client();
      const signedIn = await cli.run(client.aws.login({ profile }, cli.abortable), (event) => {
        // The command itself says what is waited for, whatever it does.
        if (event.type !== 'waiting') cli.output.tell(eventText(event));
      });
      const { profile: name, expiresAt } = signedIn;
      const ends = expiresAt === null ? '' : ` until ${expiresAt.slice(0, 16).replace('T', ' ')} UTC`;
      const source = name === profile ? '' : `, whose credentials ${profile} uses`;
      await cli.output.say({
        json: signedIn,
        text: `Signed in ${name}${source}${ends}.`,
        note: 'Next: enroll aws plan',
      });
    });
}

function eventText(event: Exclude<SignInEvent, { type: 'waiting' }>): string {
  return event.type === 'said' ? event.line : `Sign in on the page that opens in the browser. It is:\n${event.url}`;
}
