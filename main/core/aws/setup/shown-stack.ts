import type { Consent } from '../../../../shared/contract/aws.ts';
import type { ShownStack } from '../../../../shared/contract/own-procedures.ts';
import type { TaskLedger } from '../../runtime/task.ts';
import { shownText } from '../../templates/review/finding.ts';
import { keepFile } from './keep-file.ts';
import type { OpenRun } from './open-run.ts';
import { bindingOf, shownParameters } from './stack/wanted-stack.ts';
import type { WantedStack } from './stack/wanted-stack.ts';
import type { KnownStep, Look } from './step.ts';

/** In which run a look was taken, and what was agreed to. */
export interface LookRun {
  readonly task: Pick<TaskLedger, 'read' | 'write'>;
  readonly run: OpenRun;
  readonly mode: 'plan' | 'apply';
  readonly agreed: ReadonlySet<string>;
  /** What the ledger knows of the step. */
  readonly known: KnownStep | undefined;
}

/**
 * Holds a look that would make a stack against the one that was shown last, and keeps it with the run. Where an apply finds that it is
 * another stack now, by its template, its parameters or whatever else it is made of, that needs a consent of its own, bound to what it is now.
 */
export async function boundLook({ task, run, mode, agreed, known }: LookRun, look: Look): Promise<Look> {
  const { making } = look;
  if (making === undefined) return look;
  const { accountId, region, simulated } = run.session;
  const { step } = making;
  const binding = bindingOf(making, { accountId, region });
  const shown = await task.read('aws.shownStack', { mpaId: accountId, step, simulated });
  const counts = mode === 'apply' && shown !== null && !isOver(shown, known);
  const change = counts && shown.binding !== binding ? [changeConsent(shown, making, binding)] : [];
  const consents = [...change, ...(look.consents ?? [])];
  // What was changed behind a plan's back is no plan of its own until somebody has agreed to it.
  if (change.every(({ key }) => agreed.has(key))) {
    await keepFile(task, { name: `${step}.template`, bytes: Buffer.from(making.template.text, 'utf8') });
    await task.write('aws.keepShownStack', {
      runId: run.runId,
      step,
      stack: making.name,
      binding,
      templateSha256: making.template.sha256,
      parameters: shownParameters(making),
      consents: consents.map(({ key, question }) => ({ key, question, given: agreed.has(key) })),
    });
  }
  return { ...look, consents };
}

/** Whether what was shown has been made, or taken back, since: what is made then is another matter. */
function isOver({ at }: { at: string }, known: KnownStep | undefined): boolean {
  return (known?.state === 'in-place' || known?.state === 'taken-back') && known.since >= at;
}

function changeConsent(shown: ShownStack, making: WantedStack, binding: string): Consent {
  return {
    key: `changed-stack:${binding.slice(0, 12)}`,
    question: `The stack ${making.name} is no longer what was shown: ${shownText(differences(shown, making).join('; '))}. Make it as it is now?`,
    consequence: `It is made of the template with the SHA-256 ${making.template.sha256}, as the step says now. Nothing was made of what was shown before.`,
  };
}

/** How a stack differs from the one that was shown, in parts of a sentence. */
function differences(shown: ShownStack, making: WantedStack): string[] {
  const { sha256 } = making.template;
  const now = shownParameters(making);
  const names = [...new Set([...Object.keys(shown.parameters), ...Object.keys(now)])];
  const changed = names.filter((name) => shown.parameters[name] !== now[name]);
  const found = [
    ...(shown.stack === making.name ? [] : [`its name was ${shown.stack}`]),
    ...(shown.templateSha256 === sha256
      ? []
      : [`its template had the SHA-256 ${shown.templateSha256} and has ${sha256}`]),
    ...changed.map((name) => `${name} was ${shown.parameters[name] ?? 'not there'} and is ${now[name] ?? 'not there'}`),
  ];
  return found.length > 0 ? found : ['its region, a hidden value or what has to be acknowledged is another one'];
}
