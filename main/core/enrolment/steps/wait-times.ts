import type { WaitInput } from '../../../../shared/contract/steps.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { endOfDay, startOfDay } from '../../../../shared/domain/local-day.ts';
import { waitEnds } from '../../../../shared/domain/procedure.ts';
import type { StepDefinition, Wait } from '../../../../shared/domain/step.ts';

/** A wait as the ledger keeps it. */
export interface WaitTimes {
  /** The key of a documented wait, or the operator's own words. */
  reason: string;
  what: string;
  /** ISO 8601 UTC, both. */
  since: string;
  due: string;
}

/**
 * From when to when a step waits, and for what.
 * @param now ISO 8601 UTC.
 * @throws AppError CHOICE_NEEDED, INVALID_INPUT.
 */
export function waitTimes(definition: StepDefinition, input: WaitInput, now: string): WaitTimes {
  const wait = input.what === null ? documentedWait(definition, input.wait) : null;
  if (input.what !== null && input.wait !== null) {
    throw invalid('what', `Give either one of the step's waits or words of your own, not both.`);
  }
  const since = input.since === null ? now : timeText(input.since, startOfDay);
  if (since > now)
    throw invalid('since', `A wait can't have begun in the future (${since}). Give the time at which it began.`);
  const due = dueTime(definition, input, wait, since);
  if (due <= since)
    throw invalid('due', `The wait would be over (${due}) before it began (${since}). Give a later date.`);
  return { reason: wait?.key ?? input.what ?? '', what: wait?.what ?? input.what ?? '', since, due };
}

function documentedWait({ name, waits }: StepDefinition, key: string | null): Wait {
  const known = waits.map((wait) => `${wait.key} (${wait.what}, ${wait.said})`).join('; ');
  if (key !== null) {
    const wait = waits.find((each) => each.key === key);
    if (wait) return wait;
    throw invalid(
      'wait',
      `'${name}' has no wait ${key}. ${known ? `It has: ${known}.` : 'Say in words what is waited for, and until when.'}`,
    );
  }
  const [only, ...others] = waits;
  if (only && others.length === 0) return only;
  throw new AppError(
    'CHOICE_NEEDED',
    only
      ? `'${name}' has several waits. Say which one: ${known}.`
      : `The procedure announces no wait for '${name}'. Say what is waited for, and until when.`,
    { field: only ? 'wait' : 'what', waits: waits.map((wait) => wait.key) },
  );
}

function dueTime({ name }: StepDefinition, input: WaitInput, wait: Wait | null, since: string): string {
  if (input.due !== null) return timeText(input.due, endOfDay);
  if (wait) return waitEnds(wait, since);
  throw new AppError('CHOICE_NEEDED', `Say until when '${name}' waits: the procedure announces no such wait.`, {
    field: 'due',
  });
}

/** A time or a day, which is one by the clocks of this computer, as ISO 8601 UTC, to the second. */
function timeText(text: string, ofDay: (day: string) => Date): string {
  const time = text.length === 10 ? ofDay(text) : new Date(text);
  return time.toISOString().replace(/\.\d{3}Z$/u, 'Z');
}

function invalid(field: string, sentence: string): AppError {
  return new AppError('INVALID_INPUT', sentence, { field });
}
