import type { PlannedCall, SetupChoices, UndoInput, UndoPlan } from '../../../../shared/contract/aws.ts';
import type { Mpa } from '../../../../shared/contract/mpas.ts';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { SETUP_STEP_KEYS, SETUP_STEPS, setupStepsOf } from '../../../../shared/domain/aws/setup-step.ts';
import type { SetupStepDefinition, SetupStepKey } from '../../../../shared/domain/aws/setup-step.ts';
import type { KeptStep } from '../../../../shared/domain/aws/kept-step.ts';
import type { TaskContext } from '../../runtime/task.ts';
import type { OpenRun } from './open-run.ts';
import { pauseFor } from './pause.ts';
import type { KnownStep, Look, SetupStep, StepContext } from './step.ts';
import { STEPS } from './steps/index.ts';
import { withRun } from './with-run.ts';

/**
 * Says what taking a step back would mean and call; takes it back when that was agreed to, and verifies that nothing of it is left.
 * Data is never deleted.
 * @throws AppError NOT_FOUND, INVALID_INPUT (no such step, or nothing that could be taken back), WRONG_ACCOUNT, SERVICE_FAILED (AWS refused;
 * `data.failure` has the code and remedy), CHOICE_NEEDED, PROFILE_NOT_FOUND …, CANCELLED.
 */
export async function undoStep(task: TaskContext, input: UndoInput): Promise<UndoPlan> {
  const { mpaId, profile, agreed, consents } = input;
  const mpa = await task.read('mpas.get', { id: mpaId });
  const choices = await task.read('aws.choices', { mpaId });
  const { definition, step } = undoable(mpa, choices, input.only);
  const mode = agreed ? 'apply' : 'plan';
  const kept = await task.read('aws.knownSteps', { mpaId });
  return withRun(task, { mpa, profile, region: choices.region, kind: 'undo', mode }, async (run) => {
    const looks = new Map<SetupStepKey, Look>();
    const context = contextOf(task, { mpa, choices, run, kept, looks, consents: consents ?? [] });
    const calls = await planned(context, looks, { definition, step });
    const offers = agreed ? [] : ((await step.offersOfUndo?.(context)) ?? []);
    const consequence = consequenceOf(definition, choices, mpa, kept);
    const { key, name } = definition;
    const plan = { step: key, name, consequence, calls: [...calls], offers: [...offers], done: false };
    if (!agreed) return { result: plan, outcome: 'planned' };
    if (calls.length > 0) await takeBack(context, definition, step);
    await keepTakenBack(task, { mpa, run }, definition, calls.length > 0, kept);
    return { result: { ...plan, done: true }, outcome: 'taken back' };
  });
}

/** The step to take back. @throws AppError INVALID_INPUT. */
function undoable(
  mpa: Mpa,
  choices: SetupChoices,
  key: SetupStepKey,
): { definition: SetupStepDefinition; step: SetupStep } {
  const all = setupStepsOf(mpa.scenario, choices.withAthena);
  const definition = all.find((each) => each.key === key);
  const step = STEPS[key];
  const can = all.filter(({ undo }) => undo !== null).map((each) => each.key);
  if (definition?.undo && step.undo && step.planUndo) return { definition, step };
  const why = definition ? `There is nothing to take back of ${definition.name}.` : `The set-up has no step ${key}.`;
  throw new AppError('INVALID_INPUT', `${why} What can be taken back: ${can.join(', ')}.`, { step: key });
}

/** How the step and those it needs stand first, because what they find tells what there is to take back. */
async function planned(
  context: StepContext,
  looks: Map<SetupStepKey, Look>,
  { definition, step }: { definition: SetupStepDefinition; step: SetupStep },
): Promise<readonly PlannedCall[]> {
  for (const key of [...needsOf(definition.key), definition.key]) {
    context.task.checkCancelled();
    context.session.journal.at(key);
    looks.set(key, await lookAt(key, context));
  }
  return (await step.planUndo?.(context)) ?? [];
}

/** A look that AWS refuses keeps nothing from being taken back: what is there is looked for by the step itself. */
async function lookAt(key: SetupStepKey, context: StepContext): Promise<Look> {
  const { session, task } = context;
  try {
    return await STEPS[key].look(context);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const failure = session.failureOf(error);
    task.log.warn('aws.undo-look', failure.sentence, { step: key });
    return { state: 'blocked', sentence: failure.sentence, failure };
  }
}

async function takeBack(context: StepContext, definition: SetupStepDefinition, step: SetupStep): Promise<void> {
  await step.undo?.(context);
  const left = (await step.planUndo?.(context)) ?? [];
  if (left.length === 0) return;
  const calls = left.map(({ service, operation }) => `${service}:${operation}`).join(', ');
  throw new AppError(
    'SERVICE_FAILED',
    `AWS took every call, and something of ${definition.name} is still there (${calls}). Look again in a few minutes with: ${act('aws.undo', { step: definition.key })}`,
    { step: definition.key },
  );
}

/**
 * What is known of a step that ends with what it made: by it something else would be taken for it. What stays in AWS, or tells of
 * it, stays: the bucket, copies that were kept, which attempt it was.
 */
const ENDS_WITH_IT: Partial<Readonly<Record<SetupStepKey, readonly string[]>>> = {
  report: ['report', 'deliveredTo', 'made', 'madeOn'],
  'athena-stack': ['stackId', 'crawler', 'templateSha256'],
  'crawler-schedule': ['schedule'],
  'extractor-stack': ['stackId', 'stackName', 'templateSha256'],
  'access-role-stack': ['stackId', 'roleArn', 'templateSha256'],
};

/** Keeps that the step was taken back; what was found of those that rest on it counts no more until they are looked at again. */
async function keepTakenBack(
  task: TaskContext,
  { mpa: { id: mpaId }, run }: { mpa: Mpa; run: OpenRun },
  { key, name }: SetupStepDefinition,
  something: boolean,
  kept: readonly KeptStep[],
): Promise<void> {
  const sentence = something ? `${name}: taken back.` : `${name}: there was nothing to take back.`;
  const evidence = Object.fromEntries((ENDS_WITH_IT[key] ?? []).map((each) => [each, '']));
  const own = { step: key, state: 'taken-back', dueAt: null, failure: null, sentence, evidence } as const;
  const resting = kept
    .filter(({ step, knownBy, state }) => knownBy === 'app' && state !== 'taken-back' && needsOf(step).includes(key))
    .map(({ step }) => ({ ...own, step, state: 'to-do' as const, sentence: notSince(name), evidence: {} }));
  await task.write('aws.keepSteps', { mpaId, seen: [own, ...resting], simulated: run.session.simulated });
}

function notSince(name: string): string {
  return `Not looked at since ${name} was taken back, on which it rests.`;
}

function consequenceOf(
  { key, undo }: SetupStepDefinition,
  choices: SetupChoices,
  mpa: Mpa,
  kept: readonly KeptStep[],
): string {
  const resting = setupStepsOf(mpa.scenario, choices.withAthena).filter(
    (each) =>
      needsOf(each.key).includes(key) && kept.some(({ step, state }) => step === each.key && state === 'in-place'),
  );
  const names = resting.map(({ name }) => name).join(', ');
  return `${undo ?? ''}${names === '' ? '' : ` These steps rest on it: ${names}.`}`.trim();
}

/** All steps that a step needs, directly or not, in order. */
function needsOf(key: SetupStepKey): SetupStepKey[] {
  const found = new Set<SetupStepKey>();
  const add = (each: SetupStepKey): void => SETUP_STEPS[each].needs.forEach((need) => (add(need), found.add(need)));
  add(key);
  return SETUP_STEP_KEYS.filter((each) => found.has(each));
}

function contextOf(
  task: TaskContext,
  parts: {
    mpa: Mpa;
    choices: SetupChoices;
    run: OpenRun;
    kept: readonly KeptStep[];
    looks: ReadonlyMap<SetupStepKey, Look>;
    consents: readonly string[];
  },
): StepContext {
  const { mpa, choices, run, kept, looks, consents } = parts;
  const known = new Map<SetupStepKey, KnownStep>(kept.map(({ step, ...rest }) => [step, rest]));
  return {
    session: run.session,
    task,
    mpa,
    choices,
    known,
    looks,
    facts: {},
    agreed: new Set(consents),
    tell: (event) => task.tell(event),
    keepEvidence: async (step, sentence, evidence) => {
      const seen = [{ step, state: 'to-do', dueAt: null, failure: null, sentence, evidence }] as const;
      const { simulated } = run.session;
      const { value } = await task.write('aws.keepSteps', { mpaId: mpa.id, seen, simulated });
      for (const each of value) known.set(each.step, each);
    },
    pause: (milliseconds) => pauseFor(task, run.session.simulated ? Math.min(milliseconds, 40) : milliseconds),
  };
}
