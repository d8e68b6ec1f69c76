import type { Command } from 'commander';
import type { SetupReport, SetupStepView } from '../../../../shared/contract/aws.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { joinApplied } from '../../../../shared/domain/aws/applied.ts';
import type { SetupStepKey } from '../../../../shared/domain/aws/setup-step.ts';
import { eventView } from '../aws-events.ts';
import { addConsentOption, addTargetOptions, takeTarget } from '../aws-options.ts';
import type { TargetOptions } from '../aws-options.ts';
import { exitCodeOf, reportText } from '../aws-report.ts';
import type { Cli } from '../cli.ts';
import { count } from '../table.ts';

type ApplyOptions = TargetOptions & { verbose?: true };
type Target = Awaited<ReturnType<typeof takeTarget>>;

/** `enroll aws apply`: does what the plan says, up to the next wait. */
export function addAwsApplyCommand(aws: Command, cli: Cli): void {
  addConsentOption(addTargetOptions(aws.command('apply')))
    .description(
      'show the plan, ask, and do it up to the next wait, asking again for what comes up on the way; run it again to go on. --yes does not ask',
    )
    .option('--verbose', 'where no terminal is: tell the calls that read as well')
    .action(async (options: ApplyOptions) => {
      const target = await takeTarget(cli, options);
      const report = await stoppable(() => apply(cli, target, options));
      cli.exitCode = exitCodeOf(report, false);
      if (options.events) return cli.output.sayLine({ report });
      const text = await reportText(report, { byHand: options.byHand === true });
      return cli.output.say({ json: report, text, note: `Next: ${report.next}` });
    });
}

/** What the person at the terminal has agreed to so far. */
interface Agreed {
  consents: Set<string>;
  /** Null: every step, by --yes. */
  steps: Set<SetupStepKey> | null;
}

/**
 * Plan, question, apply; asked again whenever steps that change something come up that were not in what was agreed to: what a stack
 * makes is known only when its template has come. With --yes nothing is asked: what needs a consent of its own is left until that is
 * given.
 */
async function apply(cli: Cli, target: Target, options: ApplyOptions): Promise<SetupReport> {
  const agreed: Agreed = { consents: new Set(options.consent), steps: cli.options.yes ? null : new Set() };
  let report = await run(cli, agreed.steps === null ? 'apply' : 'plan', target, options, agreed);
  // Nothing is to do: what was seen is kept, and nobody has to be asked.
  if (agreed.steps !== null && !isAnythingToDo(report)) return run(cli, 'look', target, options, agreed);
  let first = agreed.steps !== null;
  while ((await askFor(cli, report, agreed, { options, target, first })) || first) {
    first = false;
    const { applied } = report;
    report = await run(cli, 'apply', target, options, agreed);
    // To whoever answered a question, what was done before it and after it is one apply.
    report = { ...report, applied: joinApplied(applied, report.applied) };
  }
  return report;
}

/** Asks for what a report would do and was not asked for yet. @returns whether anything was agreed to. */
async function askFor(
  cli: Cli,
  report: SetupReport,
  agreed: Agreed,
  { options, target, first }: { options: ApplyOptions; target: Target; first: boolean },
): Promise<boolean> {
  const { steps } = agreed;
  const fresh = report.steps.filter((step) => isOffered(step, target) && steps?.has(step.key) === false);
  if (fresh.length > 0 && !cli.output.json) {
    cli.output.tell(await reportText(report, { byHand: options.byHand === true }));
  }
  const consented = await askConsents(cli, report, agreed.consents);
  const wanted = fresh.filter(({ state, consents }) => state === 'will-do' || areGiven(consents, agreed.consents));
  if (steps === null || wanted.length === 0) return consented;
  await cli.confirm(whatFor(report, wanted), '', first ? undefined : 'Nothing more was changed in AWS.');
  for (const { key } of wanted) steps.add(key);
  return true;
}

/** Whether apply could do a step that changes something in AWS. */
function isOffered({ state, calls, key }: SetupStepView, { only }: Target): boolean {
  return (state === 'will-do' || state === 'needs-you') && calls.length > 0 && (only === null || only === key);
}

function areGiven(consents: SetupStepView['consents'], given: ReadonlySet<string>): boolean {
  return consents.length > 0 && consents.every(({ key }) => given.has(key));
}

async function run(
  cli: Cli,
  what: 'plan' | 'look' | 'apply',
  target: Target,
  options: ApplyOptions,
  { consents, steps }: Agreed,
): Promise<SetupReport> {
  const { aws } = await cli.client();
  const view = eventView(cli, { ndjson: options.events === true, verbose: options.verbose === true });
  const started =
    what === 'apply'
      ? aws.apply({ ...target, consents: [...consents], agreedSteps: steps && [...steps] }, cli.abortable)
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

/** The question, with how much it is, where, and what of it was taken back before. */
function whatFor({ bound, simulated, name, mpaId }: SetupReport, steps: readonly SetupStepView[]): string {
  const made = steps.reduce((sum, { calls }) => sum + calls.length, 0);
  const where = bound === null ? '' : ` with the profile ${bound.profile}`;
  const mark = simulated ? ' SIMULATED' : '';
  const calls = `${count(made, 'call')} that ${made === 1 ? 'changes' : 'change'} the account ${mpaId} (${name})`;
  return `Make${mark} ${calls}${where}: ${steps.map(nameOf).join(', ')}`;
}

function nameOf({ name, wasTakenBack }: SetupStepView): string {
  return wasTakenBack ? `${name} (which was taken back)` : name;
}

/** Says how to go on after Ctrl-C. @throws AppError CANCELLED and what the work throws. */
async function stoppable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    // Our own is the answer no to a question of ours, which says itself that nothing was done.
    if (code !== 'CANCELLED' || error instanceof AppError) throw error;
    throw new AppError(
      'CANCELLED',
      'Stopped. What was done is kept, nothing is half known: go on with enroll aws apply, now or on another day.',
      {},
      { cause: error },
    );
  }
}
