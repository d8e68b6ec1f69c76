import type { Command } from 'commander';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { localDay } from '../../../../shared/domain/local-day.ts';
import { SIMULATED } from '../aws-report.ts';
import type { Cli } from '../cli.ts';
import { refuseUseless } from '../options.ts';
import { toPath } from '../parse.ts';
import { pickMpa } from '../pick.ts';

/** `enroll aws handoff`, `enroll aws policy` and `enroll aws notifications`: what is given to others, or back. */
export function addAwsFileCommands(aws: Command, cli: Cli): void {
  const handOff = aws
    .command('handoff')
    .usage('--out <folder>\n       enroll aws handoff sent [options]')
    .option('--out <folder>', 'the folder for the mail and crawler-cfn.yml', toPath('--out'))
    .description('write the hand-off mail for the vendor, with crawler-cfn.yml; say that it was sent')
    .addHelpText(
      'after',
      '\nExamples:\n  enroll aws handoff --out mail      the mail that apply has made, by the present settings\n  enroll aws handoff sent            it was sent; the wait for the link begins, and the mail stays as it is',
    )
    .action(async ({ out }: { out?: string }) => {
      const { id: mpaId } = await pickMpa(cli);
      if (out === undefined) {
        throw new AppError('INVALID_INPUT', 'Say the folder for the mail: enroll aws handoff --out DIR', {
          option: '--out',
        });
      }
      const client = await cli.client();
      const written = await client.aws.handOff({ mpaId, folder: out });
      const { simulated } = await client.aws.choices({ mpaId });
      await cli.output.say({
        json: { ...written, simulated: simulated === true },
        text: [...(simulated ? [SIMULATED] : []), ...written.files].join('\n'),
        note: simulated
          ? "Do not send it: the mail says itself that it is simulated. The sandbox's vendor needs no mail; its link is in: enroll sandbox status"
          : 'Open the .eml in your mail program, look at it, and send it. Then say so: enroll aws handoff sent',
      });
    });
  handOff.hook('preSubcommand', () => refuseUseless(handOff, ['out'], 'with sent'));
  handOff
    .command('sent')
    .option('--at <time>', 'when, such as 2026-11-21T09:00:00Z; now unless given')
    .description('say that the hand-off mail was sent: it is kept as it is, and the wait for the link begins')
    .action(async ({ at }: { at?: string }) => {
      const { id: mpaId } = await pickMpa(cli);
      const client = await cli.client();
      const { value: sent } = await client.aws.markHandOffSent({ mpaId, sentAt: at ?? null });
      const simulated = (await client.aws.choices({ mpaId })).simulated === true;
      const due =
        sent.answerDue === null ? '' : ` The vendor should have answered by ${localDay(new Date(sent.answerDue))}.`;
      await cli.output.say({
        json: { ...sent, simulated },
        ...(simulated && { text: SIMULATED }),
        note: `The hand-off mail is sent.${due} The vendor answers with a link: enroll aws link URL`,
      });
    });

  aws
    .command('notifications')
    .option('--out <folder>', 'write them into this folder, as a file that S3 takes back', toPath('--out'))
    .description('show or save the notifications that the bucket had before the Athena stack replaced them')
    .action(async ({ out }: { out?: string }) => {
      const { id: mpaId } = await pickMpa(cli);
      const client = await cli.client();
      const saved = await client.aws.notifications({ mpaId });
      const { files } = out === undefined ? { files: [] } : await client.aws.saveNotifications({ mpaId, folder: out });
      // What S3 takes back alone, so that it can be piped; what to know about it goes beside it.
      const text = out === undefined ? JSON.stringify(saved.configuration, null, 2) : files.join('\n');
      await cli.output.say({ json: { ...saved, files }, text });
      if (cli.output.json || cli.output.quiet) return;
      cli.output.tell(
        `Of the bucket ${saved.bucket}: ${saved.summary}. To put them back when the stack is taken back: enroll aws undo athena-stack`,
      );
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
