import type { CheckFindings } from '../../../../shared/contract/checks.ts';
import type { Mpa } from '../../../../shared/contract/mpas.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { CHECKS } from '../../../../shared/domain/check-catalogue.ts';
import { ticketParts } from '../../../../shared/domain/deliverable.ts';
import { FINDINGS_LISTED } from '../../../../shared/domain/finding.ts';
import type { Finding } from '../../../../shared/domain/finding.ts';
import { hiddenInWords } from '../../../../shared/domain/hidden-text.ts';
import { TICKET_SETTING_KEYS, TICKET_SETTINGS } from '../../../../shared/domain/ticket-settings.ts';
import type { TicketSettingKey } from '../../../../shared/domain/ticket-settings.ts';
import { VENDOR_PLACEHOLDERS } from '../../../../shared/domain/ticket-text.ts';
import { TICKET_NAMES } from '../../../../shared/domain/ticket.ts';
import type { TicketKind, TicketPlan } from '../../../../shared/domain/ticket.ts';
import type { JobControl, ReadContext } from '../../ledger/context.ts';
import { emptySetting } from '../checks/mail-checks.ts';
import { mpaSubject } from '../checks/report.ts';
import { checkParts } from '../checks/service.ts';
import { requireMpa } from '../mpas/service.ts';
import { getSettings } from '../settings/service.ts';
import type { TicketSaid } from './repo.ts';
import { recipientsOf } from './to-ticket.ts';

type Context = ReadContext & Partial<JobControl>;

/** What of a ticket is checked. */
interface Checked extends Pick<TicketPlan, 'channel' | 'sheet'> {
  kind: TicketKind;
  mpaId: AccountId;
  said: TicketSaid;
  isFollowUp: boolean;
}

/** What checks find of what a ticket is made of, and what its text shows in the place of something that is missing. */
export function checkTicket(context: Context, ticket: Checked, limit = FINDINGS_LISTED): CheckFindings {
  const mpa = requireMpa(context.db, ticket.mpaId);
  // What a mail shows is read in its own text below: blanks may have been filled in by hand, or be older than the settings.
  const parts = ticketParts(ticket.kind, ticket).filter((part) => part !== 'mail');
  const report = checkParts(context, { mpa, parts, limit, without: ticket.isFollowUp ? ['nothing-to-send'] : [] });
  const settings = getSettings(context);
  const shown = shownSettings(ticket);
  const empty = shown.filter((key) => settings[key].trim() === '');
  const known = shown.filter((key) => !empty.includes(key));
  report.addAll(hiding(mpa, ticket), CHECKS['ticket-hidden-characters'].what);
  report.addAll(emptySettings(empty), CHECKS['setting-empty'].what);
  report.addAll(staleBlanks(known, mpa, ticket), 'blanks in the text of a draft');
  return report.result();
}

/** Refuses what would be sent back, unless it goes out all the same. @throws AppError CHECKS_FAILED. */
export function refuseErrors(check: CheckFindings, kind: Checked['kind'], force: boolean): void {
  const { error } = check.counts;
  if (error === 0 || force) return;
  const errors = check.findings.filter(({ severity }) => severity === 'error');
  const named = errors.slice(0, 3).map(({ sentence, remedy }) => `${sentence} ${remedy}`);
  const more = error > named.length ? ` There are ${error - named.length} more.` : '';
  throw new AppError(
    'CHECKS_FAILED',
    `'${TICKET_NAMES[kind]}' would be sent back, so nothing was changed: ${named.join(' ')}${more} Put it right, or ${act('ticket.force')}.`,
    { ...check },
  );
}

/** How the history tells that a ticket goes out all the same; empty where no error is open. */
export function forcedText({ counts: { error } }: CheckFindings): string {
  return error === 0 ? '' : ` (in spite of ${error} ${error === 1 ? 'error' : 'errors'})`;
}

/** The settings whose placeholders a ticket shows, its recipient included. */
function shownSettings({ channel, said }: Checked): TicketSettingKey[] {
  const text = `${said.subject}\n${said.body}`;
  const recipient = channel === 'ticket' ? 'supportEmail' : 'representativeEmail';
  return TICKET_SETTING_KEYS.filter((key) => {
    const { placeholder } = TICKET_SETTINGS[key];
    if (key === recipient && recipientsOf(said).to.length === 0) return true;
    return placeholder !== '' && text.includes(placeholder);
  });
}

/** That what is sent hides something: names that stand in it, or what was written by hand. */
function hiding(mpa: Mpa, { said }: Checked): Finding[] {
  const what = hiddenInWords(`${said.subject}\n${said.body}`);
  if (what === null) return [];
  const { remedy } = CHECKS['ticket-hidden-characters'];
  const sentence = `The text of the ticket has ${what}.`;
  return [{ code: 'ticket-hidden-characters', severity: 'warning', subject: mpaSubject(mpa), sentence, remedy }];
}

function emptySettings(empty: readonly TicketSettingKey[]): Finding[] {
  const { remedy } = CHECKS['setting-empty'];
  return empty.map((key) => ({ code: 'setting-empty', severity: 'warning', remedy, ...emptySetting(key) }));
}

/** Blanks of a draft that was made before what they stand for was known. */
function staleBlanks(known: readonly TicketSettingKey[], mpa: Mpa, ticket: Checked): Finding[] {
  const blank = (placeholder: string, severity: Finding['severity'], subject: Finding['subject']): Finding => ({
    code: 'ticket-blank',
    severity,
    subject,
    sentence: `The draft shows ${placeholder}.`,
    remedy: 'Make the draft anew, or put it in by hand before it is sent.',
  });
  const ofVendor = VENDOR_PLACEHOLDERS.filter((each) => `${ticket.said.subject}\n${ticket.said.body}`.includes(each));
  return [
    ...known.map((key) => {
      const { label, placeholder } = TICKET_SETTINGS[key];
      return blank(placeholder, 'warning', { kind: 'setting', id: key, name: label });
    }),
    // Of an organization that is not known the checks tell.
    ...ofVendor
      .filter((placeholder) => placeholder !== '<OrgID>' || mpa.spotOrgId !== null)
      .map((placeholder) => blank(placeholder, placeholder === '<OrgID>' ? 'error' : 'warning', mpaSubject(mpa))),
  ];
}
