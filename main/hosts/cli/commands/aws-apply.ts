import type { Command } from 'commander';
import type { SetupReport } from '../../../../shared/contract/aws.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { eventView } from '../aws-events.ts';
import { addConsentOption, addTargetOptions, takeTarget } from '../aws-options.ts';
import type { TargetOptions } from '../aws-options.ts';
import { exitCodeOf, reportText } from '../aws-report.ts';
import type { Cli } from '../cli.ts';
import { count } from '../table.ts';

type Target = Awaited<ReturnType<typeof takeTarget>>;

/** `enroll aws apply`: does what the plan says, up to the next wait. */
export function addAwsApplyCommand(aws: Command, cli: Cli): void {
  addConsentOption(addTargetOptions(aws.command('apply')))
    .description('show the plan, ask, and do it up to the next wait; run it again to go on. --yes does not ask')
    .action(async (options: TargetOptions) => {
      const target = await takeTarget(cli, options);
      const report = await stoppable(() => apply(cli, target, options));
      cli.exitCode = exitCodeOf(report, false);
      if (options.events) return cli.output.sayLine({ report });
      const text = await reportText(report, { byHand: options.byHand === true });
      return cli.output.say({ json: report, text, note: `Next: ${report.next}` });
    });
}

/** Plan, question, apply. With --yes nothing is asked: what needs a consent of its own is left until that is given. */
async function apply(cli: Cli, target: Target, options: TargetOptions): Promise<SetupReport> {
  const agreed = new Set(options.consent ?? []);
  if (!cli.options.yes) {
    const plan = await run(cli, 'plan', target, options, agreed);
    // Nothing is to do: what was seen is kept, and nobody has to be asked.
    if (!isAnythingToDo(plan)) return run(cli, 'look', target, options, agreed);
    if (!cli.output.json) cli.output.tell(await reportText(plan, { byHand: options.byHand === true }));
    await askConsents(cli, plan, agreed);
    await cli.confirm(whatFor(plan));
  }
  let report = await run(cli, 'apply', target, options, agreed);
  // What has to be agreed to may show only when earlier steps are done.
  while (await askConsents(cli, report, agreed)) report = await run(cli, 'apply', target, options, agreed);
  return report;
}

async function run(
  cli: Cli,
  what: 'plan' | 'look' | 'apply',
  target: Target,
  options: TargetOptions,
  agreed: ReadonlySet<string>,
): Promise<SetupReport> {
  const { aws } = await cli.client();
  const view = eventView(cli, { ndjson: options.events === true });
  const started =
    what === 'apply'
      ? aws.apply({ ...target, consents: [...agreed] }, cli.abortable)
      : aws[what](target, cli.abortable);
  // What plan looks at stands in its report; as events it would only be in the way.
  return cli
    .run(started, (event) => (what === 'apply' || options.events) && view.show(event))
    .finally(() => view.end());
}

function isAnythingToDo({ steps }: SetupReport): boolean {
  return steps.some(({ state, calls }) => state === 'will-do' || (state === 'needs-you' && calls.length > 0));
}

/** Asks at a terminal for each consent that is missing. @returns whether any was given. */
async function askConsents(cli: Cli, { steps }: SetupReport, agreed: Set<string>): Promise<boolean> {
  if (!cli.canAsk) return false;
  const asked = steps
    .filter(({ state }) => state === 'needs-you')
    .flatMap(({ consents }) => consents)
    .filter(({ key }) => !agreed.has(key));
  const before = agreed.size;
  for (const { key, question, consequence } of asked) {
    if (consequence !== '') cli.output.tell(consequence);
    if (await cli.ask(question)) agreed.add(key);
  }
  return agreed.size > before;
}

function whatFor({ bound, name, mpaId, steps }: SetupReport): string {
  const calls = steps.flatMap((step) => (step.state === 'will-do' ? step.calls : []));
  const where = bound === null ? '' : ` with the profile ${bound.profile}`;
  const simulated = bound?.simulated === true ? ' SIMULATED' : '';
  return `Make${simulated} ${count(calls.length, 'call')} that change the account ${mpaId} (${name})${where}, and what follows from them`;
}

/** Says how to go on after Ctrl-C. @throws AppError CANCELLED and what the work throws. */
async function stoppable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code !== 'CANCELLED' || (error as Error).message === 'Nothing was changed.') throw error;
    throw new AppError(
      'CANCELLED',
      'Stopped. What was done is kept, nothing is half known: go on with enroll aws apply, now or on another day.',
      {},
      { cause: error },
    );
  }
}
