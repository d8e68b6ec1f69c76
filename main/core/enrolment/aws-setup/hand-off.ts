import type { HandOff, MarkHandOffSentInput } from '../../../../shared/contract/aws.ts';
import type { Mpa } from '../../../../shared/contract/mpas.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import {
  handOffSentOn,
  handOffState,
  hasVendorLink,
  linkWait,
  noHandOff,
  sentSentence,
} from '../../../../shared/domain/aws/hand-off.ts';
import type { SetupStepKey } from '../../../../shared/domain/aws/setup-step.ts';
import type { WriteContext } from '../../ledger/context.ts';
import { nowText } from '../../time/clock.ts';
import { sentTime } from '../../time/sent-time.ts';
import { requireMpa } from '../mpas/service.ts';
import { getChoices } from './choices.ts';
import { followConnect } from './follow-connect.ts';
import { putSetupStep, setupStepsOfMpa } from './repo.ts';
import type { SetupStepRow } from './repo.ts';
import { mergedEvidence, stepEvidence, toKept } from './step-row.ts';

/**
 * Says that the hand-off mail was sent: from then on it stands as it was made last, and the vendor's link is due.
 * @throws AppError NOT_FOUND (no such payer account, or no mail yet), CONFLICT (it was sent before),
 * INVALID_INPUT (a time to come).
 */
export function markHandOffSent(context: WriteContext, { mpaId, sentAt }: MarkHandOffSentInput): HandOff {
  const { db, clock } = context;
  const mpa = requireMpa(db, mpaId);
  const row = unsentRow(context, mpa);
  const mailOn = sentTime(clock, sentAt);
  putSetupStep.run(db, {
    ...row,
    state: 'in-place',
    known_by: 'operator',
    since: mailOn,
    sentence: sentSentence(mailOn),
    evidence: mergedEvidence(row, { mailOn, sendAgain: '' }),
    note: 'it was sent',
  });
  beginLinkWait(context, mpaId);
  const choices = getChoices(context, { mpaId });
  followConnect(context, mpa, choices, setupStepsOfMpa.all(db, { mpaId }).map(toKept));
  context.label(`Sent the hand-off mail of ${mpa.name}`);
  context.mpa(mpaId);
  const { madeOn = null } = stepEvidence(row);
  const link = rowOf(context, mpaId, 'vendor-link');
  const answered = hasVendorLink(choices.extractorLink, link && toKept(link));
  return {
    mpaId,
    state: answered ? 'answered' : 'sent',
    madeOn,
    sentOn: mailOn,
    answerDue: answered ? null : (link?.due_at ?? null),
  };
}

/**
 * The vendor's link is waited for from when the mail was sent; where it is there, nothing is. Part of the operation that says that the
 * mail was sent.
 */
export function beginLinkWait(context: WriteContext, mpaId: AccountId): void {
  const { clock } = context;
  const mail = rowOf(context, mpaId, 'hand-off');
  const link = rowOf(context, mpaId, 'vendor-link');
  if (mail === undefined || link?.state === 'in-place' || getChoices(context, { mpaId }).extractorLink !== null) return;
  const since = handOffSentOn(toKept(mail));
  const { sentence, due } = linkWait(since, nowText(clock));
  const mailSha256 = stepEvidence(mail)['mailSha256'] ?? '';
  putLink(context, mail, link, {
    state: 'waiting',
    since,
    due_at: due,
    sentence,
    evidence: mergedEvidence(link, { mailSha256 }),
  });
}

/** A mail that is to be sent, for the first time or again, is answered by nobody meanwhile. */
export function endLinkWait(context: WriteContext, mpaId: AccountId): void {
  const mail = rowOf(context, mpaId, 'hand-off');
  const link = rowOf(context, mpaId, 'vendor-link');
  if (mail === undefined || mail.state === 'in-place' || link?.state !== 'waiting') return;
  const sentence = 'Not waited for: the hand-off mail is to be sent first.';
  putLink(context, mail, link, {
    state: 'to-do',
    since: nowText(context.clock),
    due_at: null,
    sentence,
    evidence: link.evidence,
  });
}

/** The link belongs to the set-up that its mail belongs to: one in AWS, or a rehearsal. */
function putLink(
  { db }: WriteContext,
  { mpa_id, simulated }: SetupStepRow,
  link: SetupStepRow | undefined,
  row: Pick<SetupStepRow, 'state' | 'since' | 'due_at' | 'sentence' | 'evidence'>,
): void {
  const { note = '' } = link ?? {};
  putSetupStep.run(db, { ...row, mpa_id, simulated, step: 'vendor-link', known_by: 'app', failure: null, note });
}

/** The row of a mail that was made and not sent. @throws AppError NOT_FOUND, CONFLICT. */
function unsentRow(context: WriteContext, { id, name }: Mpa): SetupStepRow {
  const row = rowOf(context, id, 'hand-off');
  const state = row === undefined ? null : handOffState(toKept(row), false);
  if (row === undefined || state === null) throw noHandOff({ id, name });
  if (state === 'made') return row;
  const { sentence } = toKept(row);
  throw new AppError(
    'CONFLICT',
    `The hand-off mail of ${name} (${id}) was said to be sent before: ${sentence} Nothing was changed.`,
    { id },
  );
}

function rowOf({ db }: WriteContext, mpaId: AccountId, step: SetupStepKey): SetupStepRow | undefined {
  return setupStepsOfMpa.all(db, { mpaId }).find((row) => row.step === step);
}
