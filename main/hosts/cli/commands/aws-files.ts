import type { Command } from 'commander';
import { SIMULATED } from '../aws-report.ts';
import type { Cli } from '../cli.ts';
import { toPath } from '../parse.ts';
import { pickMpa } from '../pick.ts';

/** `enroll aws handoff` and `enroll aws policy`: what is given to others. */
export function addAwsFileCommands(aws: Command, cli: Cli): void {
  aws
    .command('handoff')
    .requiredOption('--out <folder>', 'the folder for the mail and crawler-cfn.yml', toPath('--out'))
    .description('write the hand-off mail for the vendor, with crawler-cfn.yml, as apply has made it')
    .action(async ({ out }: { out: string }) => {
      const { id: mpaId } = await pickMpa(cli);
      const client = await cli.client();
      const written = await client.aws.handOff({ mpaId, folder: out });
      const { simulated } = await client.aws.choices({ mpaId });
      await cli.output.say({
        json: { ...written, simulated: simulated === true },
        text: [...(simulated ? [SIMULATED] : []), ...written.files].join('\n'),
        note: simulated
          ? "Do not send it: the mail says itself that it is simulated. The sandbox's vendor needs no mail; its link is in: enroll sandbox status"
          : 'Open the .eml in your mail program, look at it, and send it. The vendor answers with a link: enroll aws link URL',
      });
    });

  aws
    .command('policy')
    .description('print the IAM policy with exactly the rights that the set-up needs, for whoever grants them')
    .action(async () => {
      const { id: mpaId } = await pickMpa(cli);
      const { policy, notes } = await (await cli.client()).aws.policy({ mpaId });
      // The policy alone, so that it can be piped; what to know about it goes beside it.
      await cli.output.say({
        json: { policy, notes },
        text: JSON.stringify(policy, null, 2),
      });
      if (!cli.output.json && !cli.output.quiet) for (const note of notes) cli.output.tell(note);
    });
}
