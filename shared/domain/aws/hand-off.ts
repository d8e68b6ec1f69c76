import { act } from '../action.ts';
import { AppError } from '../app-error.ts';
import { waitEnds } from '../procedure.ts';
import type { KeptStep } from './kept-step.ts';

/** The states of the hand-off mail, in order: `made` is a draft that follows the settings, `sent` stands, `answered` has the vendor's link. */
export const HAND_OFF_STATES = ['made', 'sent', 'answered'] as const;
export type HandOffState = (typeof HAND_OFF_STATES)[number];

/**
 * How far the hand-off mail is; null where there is none yet. Its step's evidence tells: `madeOn` and `mailOn`, when it was made and
 * sent, ISO 8601 UTC; `sendAgain` where it was made anew after it had been sent, so that a link that is there answers a former one.
 * @param hasLink whether the vendor's link has come: who has answered has been sent the mail, whether that was said or not
 */
export function handOffState({ evidence }: Pick<KeptStep, 'evidence'>, hasLink: boolean): HandOffState | null {
  if (hasLink && evidence['sendAgain'] === undefined) return 'answered';
  if (evidence['mailOn'] !== undefined) return 'sent';
  return evidence['madeOn'] === undefined ? null : 'made';
}

/** Whether the vendor's link has come: it is kept, or a person has said so. */
export function hasVendorLink(
  extractorLink: string | null,
  step: Pick<KeptStep, 'state' | 'knownBy'> | undefined,
): boolean {
  return extractorLink !== null || (step?.state === 'in-place' && step.knownBy === 'operator');
}

/** There is no mail of a payer account that could be written or sent. */
export function noHandOff({ id, name }: { id: string; name: string }): AppError {
  return new AppError(
    'NOT_FOUND',
    `There is no hand-off mail for ${name} (${id}) yet. It is made by: ${act('aws.apply')}, after the first delivery of the report.`,
    { id },
  );
}

/** When the mail was sent, ISO 8601 UTC; since when its step is in place where the word for it says no time. */
export function handOffSentOn({ evidence, since }: Pick<KeptStep, 'evidence' | 'since'>): string {
  const said = evidence['mailOn'] ?? '';
  return Number.isNaN(Date.parse(said)) ? since : said;
}

/** That the mail was sent, as a sentence. @param sentOn ISO 8601 UTC */
export function sentSentence(sentOn: string): string {
  return `The hand-off mail was sent on ${sentOn.slice(0, 16).replace('T', ' ')} UTC.`;
}

/**
 * The wait for the vendor's link, which answers the mail (docs/procedure.md: 'Waits').
 * @param sentOn when the mail was sent
 * @param now the present time; both ISO 8601 UTC
 */
export function linkWait(sentOn: string, now: string): { sentence: string; due: string } {
  const due = waitEnds({ hours: 72 }, sentOn);
  const sentence =
    Date.parse(due) < Date.parse(now)
      ? `The vendor's link has not come in 72 hours: ask the vendor, and name the payer account. When it comes: ${act('aws.link')}.`
      : `The vendor answers the hand-off mail with a link, within 48 to 72 hours. When it comes: ${act('aws.link')}.`;
  return { sentence, due };
}
