import type { Command } from 'commander';
import type { Step } from '../../../../shared/contract/steps.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { isClosed } from '../../../../shared/domain/procedure.ts';
import type { StepKey } from '../../../../shared/domain/step.ts';
import type { Cli } from '../cli.ts';
import { collect } from '../parse.ts';
import { pickMpa } from '../pick.ts';
import { toEvidence, toStep } from '../step-key.ts';
import { localDay } from '../../../../shared/domain/local-day.ts';

const STEP = ['<STEP>', 'its key, such as connect'] as const;
const EVIDENCE = ['--evidence <key=value>', 'a proof worth keeping; may be given several times', collect] as const;

/** `enroll steps done|skip|wait|block|reopen|note`. */
export function addStepChangeCommands(steps: Command, cli: Cli): void {
  steps
    .command('done')
    .argument(...STEP)
    .requiredOption('--how <text>', 'how you know that it is done')
    .option(...EVIDENCE)
    .option('--out-of-order <reason>', 'why now, although steps before it are open')
    .description('mark a step as done')
    .addHelpText(
      'after',
      `\nExample:\n  enroll steps done connect --how 'Cloud Analyzer shows the data' --evidence dataSince=2026-11-20`,
    )
    .action(async (key: string, options: { how: string; evidence?: string[]; outOfOrder?: string }) => {
      const { how, evidence, outOfOrder } = options;
      const given = { how, evidence: toEvidence(evidence), outOfOrder: outOfOrder ?? null };
      const target = await stepOf(cli, key);
      await say(cli, (await (await cli.client()).steps.done({ ...target, ...given })).value);
    });

  steps
    .command('skip')
    .argument(...STEP)
    .requiredOption('--reason <text>', 'why it is not needed')
    .description('skip a step, with a reason')
    .action(async (key: string, { reason }: { reason: string }) => {
      const target = await stepOf(cli, key);
      await say(cli, (await (await cli.client()).steps.skip({ ...target, reason })).value);
    });

  steps
    .command('wait')
    .argument(...STEP)
    .option('--wait <key>', 'which of the announced waits; needed where the step has several')
    .option('--what <text>', 'something else that is waited for; needs --due')
    .option('--since <time>', 'since when; a day is one by the clocks here; now unless given')
    .option('--due <time>', 'when the answer should have come, a day: at its end; as the procedure says unless given')
    .description('mark a step as waiting for somebody else')
    .action(async (key: string, options: { wait?: string; what?: string; since?: string; due?: string }) => {
      const { wait = null, what = null, since = null, due = null } = options;
      const target = await stepOf(cli, key);
      await say(cli, (await (await cli.client()).steps.wait({ ...target, wait, what, since, due })).value);
    });

  steps
    .command('block')
    .argument(...STEP)
    .requiredOption('--reason <text>', 'what blocks it')
    .description('mark a step as blocked')
    .action(async (key: string, { reason }: { reason: string }) => {
      const target = await stepOf(cli, key);
      await say(cli, (await (await cli.client()).steps.block({ ...target, reason })).value);
    });

  steps
    .command('reopen')
    .argument(...STEP)
    .option('--reason <text>', 'why')
    .description('make a step your move again: the answer has come, or it was closed too early')
    .action(async (key: string, { reason = '' }: { reason?: string }) => {
      const target = await stepOf(cli, key);
      await say(cli, (await (await cli.client()).steps.reopen({ ...target, reason })).value);
    });

  steps
    .command('note')
    .argument(...STEP)
    .argument('[TEXT]', "the note; '' takes it away")
    .option(...EVIDENCE)
    .description('keep a note or evidence with a step')
    .action(async (key: string, note: string | undefined, { evidence }: { evidence?: string[] }) => {
      const target = await stepOf(cli, key);
      const given = { note: note ?? null, evidence: toEvidence(evidence) };
      await say(cli, (await (await cli.client()).steps.note({ ...target, ...given })).value);
    });
}

async function stepOf(cli: Cli, key: string): Promise<{ mpaId: AccountId; step: StepKey }> {
  const step = toStep(key);
  return { mpaId: (await pickMpa(cli)).id, step };
}

async function say(cli: Cli, step: Step): Promise<void> {
  const due = step.due === null ? '' : `, due ${localDay(new Date(step.due))}`;
  const next = step.action === null ? '' : `\n${step.action}`;
  await cli.output.say({ json: step, note: `${step.name}: ${step.state}${due}.${next}${openText(step)}` });
}

/** The tickets that a step which is closed leaves open. */
function openText({ state, openTickets }: Step): string {
  if (!isClosed(state)) return '';
  return openTickets
    .map(
      ({ id, ticketNumber, state: is }) =>
        `\nTicket ${id}${ticketNumber === null ? '' : ` (${ticketNumber})`} is still ${is}. Close it: enroll ticket state ${id} approved|rejected`,
    )
    .join('');
}
