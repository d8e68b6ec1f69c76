import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { pickMpa } from '../pick.ts';
import { choicesText } from './aws-choices.ts';

/** `enroll aws rehearsal end`: the way from the sandbox to AWS. */
export function addAwsRehearsalCommand(aws: Command, cli: Cli): void {
  aws
    .command('rehearsal')
    .description('a set-up that is rehearsed in the sandbox')
    .command('end')
    .description(
      'end the rehearsal: nothing is known of the set-up any more, so that it can begin in AWS; the journal of calls stays',
    )
    .action(async () => {
      const { id: mpaId, name } = await pickMpa(cli);
      const client = await cli.client();
      const { value: choices } = await client.aws.endRehearsal({ mpaId });
      const { curBucketName } = await client.mpas.get({ id: mpaId });
      await cli.output.say({
        json: { ...choices, bucket: curBucketName },
        text: choicesText(choices, curBucketName),
        note: `The rehearsal of ${name} (${mpaId}) has ended: links, words and choices of it are forgotten; its calls stay in enroll aws runs.\nNow in AWS: enroll aws plan --mpa ${mpaId} --profile PROFILE`,
      });
    });
}
