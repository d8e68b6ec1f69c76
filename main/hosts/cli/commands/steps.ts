import type { Command } from 'commander';
import { STEP_KEYS } from '../../../../shared/domain/step.ts';
import type { OverviewRow, Procedure, Step } from '../../../../shared/contract/steps.ts';
import type { Cli } from '../cli.ts';
import { pickMpa } from '../pick.ts';
import { pairs, table } from '../table.ts';
import { addStepChangeCommands } from './steps-change.ts';
import { toStep } from '../step-key.ts';
import { localMinute } from '../../../../shared/domain/local-day.ts';

/** `enroll steps …`: how far the procedure of each payer account is, and what comes next. */
export function addStepCommands(program: Command, cli: Cli): void {
  const steps = program
    .command('steps')
    .description(
      'the procedure: what is done, what is waited for, what comes next; of all payer accounts without --mpa',
    )
    .addHelpText('after', `\nSteps: ${STEP_KEYS.join(', ')}`)
    .action(async () => {
      const client = await cli.client();
      const all = await client.steps.overview();
      const only = all.length === 1 && cli.mpa === undefined ? all[0]?.mpaId : undefined;
      if (cli.mpa === undefined && only === undefined) {
        return cli.output.say({
          json: all,
          text: overviewText(all),
          note: 'One of them in full: enroll steps --mpa NAME',
        });
      }
      const mpaId = only ?? (await pickMpa(cli)).id;
      const found = await client.steps.list({ mpaId });
      return cli.output.say({ json: found, text: procedureText(found), note: nextText(found) });
    });

  steps
    .command('overview')
    .description('every payer account with its next action, side by side')
    .action(async () => {
      const all = await (await cli.client()).steps.overview();
      await cli.output.say({ json: all, text: overviewText(all) });
    });

  steps
    .command('show')
    .argument('<STEP>', 'its key, such as connect')
    .description('show everything about a step')
    .action(async (key: string) => {
      const step = toStep(key);
      const { id: mpaId } = await pickMpa(cli);
      const { steps: all } = await (await cli.client()).steps.list({ mpaId });
      const found = all.find((one) => one.key === step);
      await cli.output.say({
        json: found ?? null,
        text: found === undefined ? `The scenario of this payer account has no step ${step}.` : stepText(found),
      });
    });

  addStepChangeCommands(steps, cli);
}

function overviewText(all: readonly OverviewRow[]): Promise<string> {
  return table(
    ['Payer account', 'Scenario', 'Done', 'Next step', 'State', 'Whose move', 'Due', 'What to do'],
    all.map(({ name, scenarioName, closed, total, next }) => [
      name,
      scenarioName,
      `${closed} of ${total}`,
      next?.name ?? 'all done',
      next?.state ?? null,
      next?.mover ?? null,
      day(next?.due ?? null),
      next?.text ?? null,
    ]),
  );
}

async function procedureText({ name, scenarioName, closed, total, steps }: Procedure): Promise<string> {
  const rows = steps.map(({ position, key, name: step, state, optional, mover, due, waitingFor, evidence }) => [
    position,
    key,
    step + (optional ? ' (optional)' : ''),
    // In a demo a rehearsal counts, and says so.
    state + (state !== 'rehearsed' && evidence['simulated'] !== undefined ? ' (simulated)' : ''),
    mover,
    day(due),
    waitingFor,
  ]);
  const text = await table(['No.', 'Step', 'What', 'State', 'Whose move', 'Due', 'Waiting for'], rows);
  return `${name}: ${scenarioName}, ${closed} of ${total} steps closed\n\n${text}`;
}

function nextText({ next }: Procedure): string {
  return next === null ? 'Every step is done or skipped.' : `Next: ${next.text}`;
}

function stepText(step: Step): string {
  const { lines, evidence, evidenceFields, waits, openBefore, ticket } = step;
  const kept = Object.entries(evidence).map(([key, value]) => `  ${key}: ${value}`);
  const missing = evidenceFields
    .filter(({ key, asked }) => asked && !Object.hasOwn(evidence, key))
    .map(({ key, label }) => `${key} (${label})`);
  const about = pairs([
    ['Step', `${step.name}${step.optional ? ' (optional)' : ''}`],
    ['Key', step.key],
    ['In the document', step.reference],
    ['State', step.state],
    ['Whose move', step.mover],
    ['What to do', step.action],
    ['Waiting for', step.waitingFor],
    ['Since', day(step.waitingSince)],
    ['Due', day(step.due)],
    ['Open before it', openBefore.join(', ')],
    ['Reason', step.reason],
    ['Note', step.note],
    [
      'Ticket',
      ticket === null
        ? null
        : `${ticket.kind}${ticket.sheet === null ? '' : ` with sheet ${ticket.sheet}`}, as a ${ticket.channel}`,
    ],
    ['Waits', waits.map(({ key, what, said }) => `${key}: ${what}, ${said}`).join('; ')],
    ['Evidence worth keeping', missing.join(', ')],
  ]);
  return [about, '', ...lines, ...(kept.length > 0 ? ['', 'Evidence:', ...kept] : [])].join('\n');
}

function day(at: string | null): string | null {
  return at === null ? null : localMinute(new Date(at));
}
