import type { SetupChoices, SetupEvent, SetupReport } from '../../../../shared/contract/aws.ts';
import type { Mpa } from '../../../../shared/contract/mpas.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { toldState } from '../../../../shared/domain/aws/look-state.ts';
import { setupFailure } from '../../../../shared/domain/aws/setup-failure.ts';
import type { SetupFailureKey } from '../../../../shared/domain/aws/setup-failure.ts';
import { SETUP_STEPS, setupStepsOf } from '../../../../shared/domain/aws/setup-step.ts';
import type { SetupStepDefinition, SetupStepKey } from '../../../../shared/domain/aws/setup-step.ts';
import type { SeenStep } from '../../../../shared/domain/aws/kept-step.ts';
import type { TaskContext } from '../../runtime/task.ts';
import { callError, isFaultOfOurs } from '../session/aws-error.ts';
import { isUnknownOperation } from '../session/denied.ts';
import type { Deeds } from './applied.ts';
import { openRun } from './open-run.ts';
import type { OpenRun } from './open-run.ts';
import { pauseFor } from './pause.ts';
import { toReport } from './report.ts';
import { toSeen } from './seen.ts';
import { boundLook } from './shown-stack.ts';
import type { KnownStep, Look, SetupStep, StepContext } from './step.ts';
import { STEPS } from './steps/index.ts';

/** What a plan or an apply is asked to do. */
export interface SetupRequest {
  mpaId: AccountId;
  profile: string | null;
  /** Look at, or do, this step alone (and look at those it needs). */
  only: SetupStepKey | null;
  consents: readonly string[];
  /** The steps whose changes in AWS were agreed to; null or absent: every step. */
  agreedSteps?: readonly SetupStepKey[] | null | undefined;
  /** Whether nobody need see its report: what it finds counts as shown to nobody. */
  unseen?: true;
}

/** How often a step may act before its look must say that it is in place. */
const ROUNDS = 4;

/** A step of which something was begun. */
const BEGUN = { state: 'to-do', dueAt: null, failure: null } as const;

/** Failures after which no other step could do better. */
const ENDS_ALL: ReadonlySet<SetupFailureKey> = new Set([
  'wrong-account',
  'credentials-expired',
  'keys-refused',
  'secret-key-wrong',
  'clock-skew',
  'not-the-payer',
]);

/**
 * Looks at every step of a payer account's set-up and, in `apply`, does what is to be done, step by step. It may be interrupted at
 * any call and run again: what is there is always looked for first.
 * @throws AppError NOT_FOUND, CHOICE_NEEDED (no profile), PROFILE_NOT_FOUND, SIGN_IN_NEEDED …, CANCELLED. What AWS refuses is in the
 * report, at its step.
 */
export async function runSetup(task: TaskContext, mode: 'plan' | 'apply', request: SetupRequest): Promise<SetupReport> {
  const { mpaId, profile, only } = request;
  const mpa = await task.read('mpas.get', { id: mpaId });
  const choices = await task.read('aws.choices', { mpaId });
  const wanted = selectSteps(mpa, choices, only);
  const run = await openRun(task, { mpa, profile, region: choices.region, kind: mode, mode });
  const engine = new Engine({ task, mode, mpa, choices, run, request });
  try {
    const report = await engine.run(wanted);
    await engine.finish(report.outcome, report);
    return report;
  } catch (error) {
    const cancelled = error instanceof AppError && error.code === 'CANCELLED';
    await engine.finish(cancelled ? 'cancelled' : 'failed', null);
    throw run.journal.tellChanged(error);
  } finally {
    run.session.destroy();
  }
}

/** The steps to look at: all, or one with all that it needs. @throws AppError INVALID_INPUT. */
function selectSteps(mpa: Mpa, choices: SetupChoices, only: SetupStepKey | null): readonly SetupStepDefinition[] {
  const all = setupStepsOf(mpa.scenario, choices.withAthena);
  if (only === null) return all;
  if (!all.some(({ key }) => key === only)) {
    const keys = all.map(({ key }) => key).join(', ');
    throw new AppError('INVALID_INPUT', `The set-up of ${mpa.name} has no step ${only}. It has: ${keys}.`, {
      step: only,
    });
  }
  const needed = new Set<SetupStepKey>();
  const add = (key: SetupStepKey): void => {
    if (needed.has(key)) return;
    needed.add(key);
    SETUP_STEPS[key].needs.forEach(add);
  };
  add(only);
  return all.filter(({ key }) => needed.has(key));
}

interface EngineOptions {
  task: TaskContext;
  mode: 'plan' | 'apply';
  mpa: Mpa;
  choices: SetupChoices;
  run: OpenRun;
  request: SetupRequest;
}

class Engine {
  readonly #options: EngineOptions;
  readonly #looks = new Map<SetupStepKey, Look>();
  readonly #known = new Map<SetupStepKey, KnownStep>();
  readonly #acted = new Set<SetupStepKey>();

  constructor(options: EngineOptions) {
    this.#options = options;
  }

  async run(steps: readonly SetupStepDefinition[]): Promise<SetupReport> {
    const { task, mpa, run, mode, request } = this.#options;
    for (const { step, ...known } of await task.read('aws.knownSteps', { mpaId: mpa.id })) this.#known.set(step, known);
    const context = this.#context();
    let ended = false;
    for (const definition of steps) {
      task.checkCancelled();
      run.journal.at(definition.key);
      const look: Look = ended ? after(['identity']) : await this.#step(definition, context);
      this.#looks.set(definition.key, look);
      // Whose account it is, and whether it is real, is told before anything of it.
      if (definition.key === 'identity' && run.session.bound !== null) {
        task.tell({ type: 'bound', bound: run.session.bound } satisfies SetupEvent);
      }
      ended ||= look.failure !== undefined && ENDS_ALL.has(look.failure.key);
      task.tell({
        type: 'step',
        step: definition.key,
        state: toldState(look.state, run.session.simulated),
        sentence: look.sentence,
      } satisfies SetupEvent);
      if (mode === 'apply' && !ended) await this.#keep(definition.key, look);
    }
    run.journal.at(null);
    const { simulated } = run.session;
    const deeds = mode === 'apply' ? this.#deeds() : null;
    return toReport({ mpa, run, simulated, steps, looks: this.#looks, known: this.#known, only: request.only, deeds });
  }

  #deeds(): Deeds {
    const { run } = this.#options;
    return {
      acted: this.#acted,
      callsOf: (step) => run.journal.changedAt(step),
      agreed: ({ key, calls }) => this.#mayAct(key, { calls }),
    };
  }

  async finish(outcome: string, report: SetupReport | null): Promise<void> {
    const { task, run } = this.#options;
    await run.journal.flush();
    const { accountId = null, callerArn = null } = run.session.bound ?? {};
    await task.write('aws.finishRun', { runId: run.runId, accountId, callerArn, outcome, report });
  }

  /** Looks at a step; in apply does it, and looks again until it is in place. */
  async #step(definition: SetupStepDefinition, context: StepContext): Promise<Look> {
    const step = STEPS[definition.key];
    const open = definition.needs.filter((key) => this.#isOpen(key));
    const early = open.every((key) => this.#looks.get(key)?.state === 'will-do') && step.looksEarly === true;
    if (open.length > 0 && !early) return after(open, step.lacks?.(context) ?? null);
    let look = await this.#look(step, context);
    if (open.length > 0) return look;
    // Each look may bring calls that the one before did not show: of a stack that was being deleted.
    for (let round = 0; look.state === 'will-do' && step.act && this.#mayAct(step.key, look); round += 1) {
      if (round === ROUNDS) return notVerified(look);
      const failed = await this.#act(step, context, look);
      look = failed ?? (await this.#look(step, context));
    }
    return look;
  }

  async #look(step: SetupStep, context: StepContext): Promise<Look> {
    try {
      const look = await this.#bound(step.key, context, this.#sayTakenBack(step.key, await step.look(context)));
      const missing = (look.consents ?? []).some(({ key }) => !context.agreed.has(key));
      return missing && look.state === 'will-do' ? { ...look, state: 'needs-you' } : look;
    } catch (error) {
      return this.#onFailure(step.key, error);
    }
  }

  /** What nobody is shown, as a look of its own accord, is held against nothing and kept by no run. */
  #bound(key: SetupStepKey, { agreed }: StepContext, look: Look): Promise<Look> {
    const { task, run, mode, request } = this.#options;
    return request.unseen === true
      ? Promise.resolve(look)
      : boundLook({ task, run, mode, agreed, known: this.#known.get(key) }, look);
  }

  /** What was taken back is made again by the next apply: whoever agrees to that is to know it. */
  #sayTakenBack(key: SetupStepKey, look: Look): Look {
    const known = this.#known.get(key);
    if (known?.state !== 'taken-back' || look.state !== 'will-do') return look;
    const on = known.since.slice(0, 16).replace('T', ' ');
    return { ...look, sentence: `${look.sentence} It was taken back on ${on} UTC and would be made again.` };
  }

  async #act(step: SetupStep, context: StepContext, look: Look): Promise<Look | null> {
    try {
      await step.act?.(context, look);
      this.#acted.add(step.key);
      return null;
    } catch (error) {
      return this.#onFailure(step.key, error);
    }
  }

  /** A refusal of AWS becomes the step's state; what is no refusal of AWS is thrown on. */
  #onFailure(key: SetupStepKey, error: unknown): Look {
    if (error instanceof AppError || isFaultOfOurs(error)) throw error;
    const { run } = this.#options;
    const failure = run.session.failureOf(error);
    const known = this.#known.get(key);
    const unseen = failure.key === 'not-allowed' || isUnknownOperation(callError(error));
    if (unseen && known?.knownBy === 'operator' && known.state === 'in-place') {
      return { state: 'in-place', sentence: known.sentence, evidence: known.evidence };
    }
    if (failure.key === 'unknown') this.#options.task.log.warn('aws.unknown-failure', failure.sentence, { step: key });
    return { state: 'blocked', sentence: failure.sentence, failure };
  }

  #isOpen(key: SetupStepKey): boolean {
    const look = this.#looks.get(key);
    return look !== undefined && look.state !== 'in-place';
  }

  /** What changes nothing in AWS, such as making the mail, needs nobody's word. */
  #mayAct(key: SetupStepKey, { calls = [] }: Pick<Look, 'calls'>): boolean {
    const { mode, request } = this.#options;
    const agreed = calls.length === 0 || !request.agreedSteps || request.agreedSteps.includes(key);
    return mode === 'apply' && agreed && (request.only === null || request.only === key);
  }

  async #keep(key: SetupStepKey, look: Look): Promise<void> {
    const seen = toSeen(key, look, this.#known.get(key));
    if (seen !== null) await this.#keepSeen(seen);
  }

  async #keepSeen(seen: SeenStep): Promise<void> {
    const { task, mpa, run } = this.#options;
    const { simulated } = run.session;
    const { value: kept } = await task.write('aws.keepSteps', { mpaId: mpa.id, seen: [seen], simulated });
    for (const { step, ...known } of kept) this.#known.set(step, known);
  }

  #context(): StepContext {
    const { task, mpa, choices, run, request } = this.#options;
    return {
      session: run.session,
      task,
      mpa,
      choices,
      known: this.#known,
      looks: this.#looks,
      facts: {},
      agreed: new Set(request.consents),
      tell: (event) => task.tell(event),
      keepEvidence: (key, sentence, evidence) => this.#keepSeen({ ...BEGUN, step: key, sentence, evidence }),
      pause: (milliseconds) => pauseFor(task, run.session.simulated ? Math.min(milliseconds, 40) : milliseconds),
    };
  }
}

/** A step that comes after others, with what it will lack then. */
function after(keys: readonly SetupStepKey[], lacks: string | null = null): Look {
  const names = keys.map((key) => SETUP_STEPS[key].name);
  return { state: 'later', sentence: `After: ${names.join(', ')}.${lacks === null ? '' : ` ${lacks}`}` };
}

function notVerified(look: Look): Look {
  const aws = { operation: 'verify', code: 'NotVerified', message: look.sentence, requestId: null };
  const details = {
    operation: 'the step',
    message: `it was done, and AWS still shows: ${look.sentence}`,
    code: 'NotVerified',
    requestId: 'none',
  };
  const failure = setupFailure('unknown', details, aws);
  return { state: 'blocked', sentence: failure.sentence, failure };
}
