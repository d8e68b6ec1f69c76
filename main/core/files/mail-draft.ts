import { createHash } from 'node:crypto';
import { act } from '../../../shared/domain/action.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { mailHeaderFault } from '../../../shared/domain/mail-address.ts';

/** A mail as a person will send it. */
export interface MailDraft {
  /** Empty where it isn't known; the mail program fills it in. */
  from: { name: string; address: string };
  to: readonly string[];
  cc: readonly string[];
  subject: string;
  /** Lines end in \n. */
  body: string;
  /** ISO 8601 UTC. */
  date: string;
  attachments: readonly { name: string; contentType: string; content: Buffer }[];
}

/**
 * A mail as an .eml file that mail programs open for editing (`X-Unsent: 1`): lines of at most 76 characters with CRLF, 7 bit,
 * names of attachments short ASCII. The same draft gives the same bytes.
 * @throws AppError INVALID_INPUT (an address that is none, or that seven bits can't carry).
 */
export async function mailDraft(draft: MailDraft): Promise<Buffer> {
  const { from, to, cc, subject, body, date, attachments } = draft;
  assertAddresses(draft);
  const fingerprint = hashOf(draft);
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const composer = new MailComposer({
    ...(from.address === '' ? {} : { from }),
    to: [...to],
    cc: [...cc],
    subject,
    text: body,
    textEncoding: 'quoted-printable',
    // As RFC 5322, 3.3, writes it; 'GMT' is its obsolete form.
    date: new Date(date).toUTCString().replace('GMT', '+0000'),
    // Random otherwise, and then no two drafts of one ticket would be equal.
    messageId: `<${fingerprint.slice(0, 32)}@enrollment-desk.invalid>`,
    baseBoundary: fingerprint.slice(32, 48),
    headers: { 'X-Unsent': '1' },
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
    attachments: attachments.map(({ name, contentType, content }) => ({ filename: name, contentType, content })),
  });
  const node = composer.compile();
  node.keepBcc = true;
  return node.build();
}

/**
 * Whether every address of a mail can stand in it: asked before a file beside the mail is written.
 * @throws AppError INVALID_INPUT: settings of an earlier version, or of another program, may have one that can't.
 */
export function assertAddresses({ from, to, cc }: Pick<MailDraft, 'from' | 'to' | 'cc'>): void {
  const addresses = [
    ...(from.address === '' ? [] : [{ header: 'From', address: from.address }]),
    ...to.map((address) => ({ header: 'To', address })),
    ...cc.map((address) => ({ header: 'Cc', address })),
  ];
  for (const { header, address } of addresses) {
    const fault = mailHeaderFault(address);
    if (fault === null) continue;
    const what = `The mail can't be written: in its ${header}, ${JSON.stringify(address)} ${fault}`;
    throw new AppError('INVALID_INPUT', `${what} Set it with: ${act('settings.set')}`, { header, value: address });
  }
}

function hashOf({ from, to, cc, subject, body, date, attachments }: MailDraft): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([from, to, cc, subject, body, date, attachments.map(({ name }) => name)]));
  for (const { content } of attachments) hash.update(content);
  return hash.digest('hex');
}
