import { Argument } from 'commander';
import type { Command } from 'commander';
import type { UndoPlan } from '../../../../shared/contract/aws.ts';
import type { Client } from '../../../../shared/contract/client.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { SetupStepKey } from '../../../../shared/domain/aws/setup-step.ts';
import { eventView } from '../aws-events.ts';
import { addConsentOption, profileOption, toSetupStep } from '../aws-options.ts';
import type { Cli } from '../cli.ts';
import { pickMpa } from '../pick.ts';
import { table } from '../table.ts';

interface UndoOptions {
  only?: SetupStepKey;
  profile?: string;
  consent?: string[];
}

/** `enroll aws undo STEP`: takes one step back; data is never deleted. */
export function addAwsUndoCommand(aws: Command, cli: Cli): void {
  addConsentOption(aws.command('undo'))
    .addArgument(new Argument('[STEP]', 'the step to take back').argParser(toSetupStep))
    .option('--only <STEP>', 'the same, as an option', toSetupStep)
    .addOption(profileOption())
    .description('say what taking a step back would mean, ask, and take it back; data is never deleted')
    .action(async (step: SetupStepKey | undefined, options: UndoOptions) => {
      if (step !== undefined && options.only !== undefined && step !== options.only) {
        throw new AppError(
          'INVALID_INPUT',
          `Say one step to take back, not ${step} and ${options.only}. Nothing was changed.`,
          { steps: [step, options.only] },
        );
      }
      const only = step ?? options.only;
      if (only === undefined) {
        throw new AppError(
          'CHOICE_NEEDED',
          'Say which step to take back: enroll aws undo STEP. See: enroll aws status',
        );
      }
      const { id: mpaId } = await pickMpa(cli);
      const client = await cli.client();
      const input = { mpaId, profile: options.profile ?? null, only };
      const { plan, consents } = await planOf(cli, input, options.consent ?? []);
      if (plan.calls.length > 0) await cli.confirm(`Take back ${plan.name}`, await planText(plan));
      const view = eventView(cli, { ndjson: false });
      const undone = await cli
        .run(client.aws.undo({ ...input, consents, agreed: true }, cli.abortable), (event) => view.show(event))
        .finally(() => view.end());
      const done = undone.calls.length === 0 ? 'There was nothing to take back' : 'Taken back';
      await cli.output.say({
        json: undone,
        text: `${done}: ${undone.name}.`,
        note: 'How the set-up stands: enroll aws plan',
      });
    });
}

/**
 * What taking it back would call, with the offers that are taken: those that were said, or are at a terminal.
 */
async function planOf(
  cli: Cli,
  input: Parameters<Client['aws']['undo']>[0],
  said: readonly string[],
): Promise<{ plan: UndoPlan; consents: string[] }> {
  const client = await cli.client();
  const ask = (consents: string[]): Promise<UndoPlan> =>
    cli.run(client.aws.undo({ ...input, consents, agreed: false }, cli.abortable));
  const plan = await ask([...said]);
  const taken = new Set(said);
  for (const { key, question, consequence } of plan.offers.filter((offer) => !taken.has(offer.key))) {
    cli.output.tell(cli.canAsk ? consequence : `${question} It is done with --consent ${key}. ${consequence}`);
    if (cli.canAsk && (await cli.ask(question))) taken.add(key);
  }
  const consents = [...taken];
  return { plan: consents.length === said.length ? plan : await ask(consents), consents };
}

async function planText({ name, consequence, calls }: UndoPlan): Promise<string> {
  const rows = calls.map(({ service, operation, what }) => [`${service}:${operation}`, what]);
  return `Taking back ${name}: ${consequence}\n\n${await table(['Call', 'What'], rows)}`;
}
