import type { Command } from 'commander';
import type { Client } from '../../../../shared/contract/client.ts';
import { SETUP_STEP_KEYS } from '../../../../shared/domain/aws/setup-step.ts';
import { systemClock } from '../../../core/time/clock.ts';
import { eventView } from '../aws-events.ts';
import { addTargetOptions, takeTarget } from '../aws-options.ts';
import type { TargetOptions } from '../aws-options.ts';
import { exitCodeOf, minute, reportText } from '../aws-report.ts';
import type { Cli } from '../cli.ts';
import { durationText } from '../../setup/duration.ts';
import { pickMpa } from '../pick.ts';
import { addAwsApplyCommand } from './aws-apply.ts';
import { addAwsChoiceCommands } from './aws-choices.ts';
import { addAwsFileCommands } from './aws-files.ts';
import { addAwsLinkCommands } from './aws-link.ts';
import { addAwsLoginCommand } from './aws-login.ts';
import { addAwsProfileCommands } from './aws-profiles.ts';
import { addAwsRehearsalCommand } from './aws-rehearsal.ts';
import { addAwsRunCommand } from './aws-runs.ts';
import { addAwsUndoCommand } from './aws-undo.ts';
import { addAwsWatchCommand } from './aws-watch.ts';

const EXAMPLES = `
Steps: ${SETUP_STEP_KEYS.join(', ')}

Examples:
  enroll aws plan --mpa 099999999999            looks; changes nothing
  enroll aws apply --mpa 099999999999           shows the plan, asks, does it, stops at a wait
  enroll aws link 'https://console.aws.amazon.com/cloudformation/…'
  enroll aws apply --events                     what happens, as lines of JSON
  enroll sandbox start                          an account to rehearse in: --profile 'sandbox (simulated)'
  enroll aws rehearsal end                      the way from there to AWS

Exit codes: 0 done or waiting, 1 your move, 4 AWS refused; the others as for every command.`;

/** `enroll aws …`: the AWS set-up of a payer account, with the operator's own profile. */
export function addAwsCommands(program: Command, cli: Cli): void {
  const aws = program
    .command('aws')
    .description('set up the Cost and Usage Report and the vendor stacks in AWS, step by step')
    .addHelpText('after', EXAMPLES);

  addTargetOptions(aws.command('plan'))
    .description('look at every step in AWS and say what apply would do; changes nothing')
    .action(async (options: TargetOptions) => {
      const target = await takeTarget(cli, options);
      const view = eventView(cli, { ndjson: options.events === true });
      const client = await cli.client();
      const report = await cli
        .run(client.aws.plan(target, cli.abortable), (event) => options.events && view.show(event))
        .finally(() => view.end());
      cli.exitCode = exitCodeOf(report, true);
      if (options.events) return cli.output.sayLine({ report });
      const text = await reportText(report, { byHand: options.byHand === true });
      return cli.output.say({ json: report, text, note: `Next: ${report.next}` });
    });

  aws
    .command('status')
    .description('how the set-up stood when it was last seen; asks AWS nothing')
    .option('--by-hand', 'show how each step is done by hand in the AWS console')
    .action(async ({ byHand }: { byHand?: true }) => {
      const { id: mpaId } = await pickMpa(cli);
      const client = await cli.client();
      const report = await client.aws.status({ mpaId });
      cli.exitCode = report.outcome === 'needs-you' ? 1 : 0;
      const text = await reportText(report, { byHand: byHand === true });
      const clocks = report.simulated ? await clocksText(client) : '';
      const note = `Next: ${report.next}\n${clocks}Look now with: enroll aws plan`;
      await cli.output.say({ json: report, text, note });
    });

  addAwsApplyCommand(aws, cli);
  addAwsUndoCommand(aws, cli);
  addAwsLinkCommands(aws, cli);
  addAwsFileCommands(aws, cli);
  addAwsChoiceCommands(aws, cli);
  addAwsRehearsalCommand(aws, cli);
  addAwsRunCommand(aws, cli);
  addAwsWatchCommand(aws, cli);
  addAwsProfileCommands(aws, cli);
  addAwsLoginCommand(aws, cli);
}

/** Where the sandbox's clock was moved: what it shows and what counts. A line, or nothing. */
async function clocksText({ sandbox }: Client): Promise<string> {
  try {
    const { advanced, now } = await sandbox.status();
    if (advanced === 0) return '';
    const here = minute(systemClock().toISOString());
    return `The clock of the sandbox is ${durationText(advanced)} ahead: ${minute(now)} UTC there, ${here} UTC here. Due dates go by the clock here; a rehearsal need not wait for them.\n`;
  } catch (error) {
    // The sandbox of the rehearsal is there no more: it has no clock.
    if (error instanceof Error && 'code' in error && error.code === 'NOT_FOUND') return '';
    throw error;
  }
}
