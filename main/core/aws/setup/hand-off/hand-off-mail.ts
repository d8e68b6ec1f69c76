import { createHash } from 'node:crypto';
import type { Mpa } from '../../../../../shared/contract/mpas.ts';
import { act } from '../../../../../shared/domain/action.ts';
import { handOffFields, handOffText } from '../../../../../shared/domain/aws/hand-off-text.ts';
import type { HandOffFacts } from '../../../../../shared/domain/aws/hand-off-text.ts';
import type { TicketSettings } from '../../../../../shared/domain/ticket-settings.ts';
import { mailDraft } from '../../../files/mail-draft.ts';
import type { TaskLedger } from '../../../runtime/task.ts';

/** Names of the files that the operator gets. */
export const CRAWLER_FILE = 'crawler-cfn.yml';

/** The mail's file name: short and ASCII. */
export function mailFileName({ id }: { id: string }): string {
  return `hand-off-${id}.eml`;
}

/**
 * What the mail tells; null for what is not known yet.
 * @param simulated whether the set-up is a rehearsal in the sandbox
 */
export function handOffFacts(mpa: Mpa, simulated: boolean): { facts: HandOffFacts | null; missing: string[] } {
  const { mspAccountId, spotOrgId } = mpa;
  const missing = [
    ...(mspAccountId === null
      ? [`the AWS account number of the MSP${act('mpa.field', { field: 'mspAccountId' })}`]
      : []),
    ...(spotOrgId === null || spotOrgId === ''
      ? [`the customer's Spot Org ID${act('mpa.field', { field: 'spotOrgId' })}`]
      : []),
  ];
  if (mspAccountId === null || spotOrgId === null || missing.length > 0) return { facts: null, missing };
  const facts = {
    customerName: mpa.name,
    mspAccountId,
    managementAccountId: mpa.id,
    bucket: mpa.curBucketName,
    stackName: mpa.stackName,
    prefix: mpa.curPrefix,
    report: mpa.curReportName,
    spotOrgIds: spotOrgId,
    simulated,
  };
  return { facts, missing };
}

/** What a mail tells and with which file, as one hash: a mail that was made stands as long as it would tell the same. */
export function contentHash(facts: HandOffFacts, templateSha256: string): string {
  const marked = facts.simulated ? ['simulated'] : [];
  const told = JSON.stringify([handOffFields(facts), facts.report, templateSha256, ...marked]);
  return createHash('sha256').update(told).digest('hex');
}

/** The hand-off mail as a draft, and what its step's evidence says of it. */
export interface HandOffDraft {
  mail: { name: string; bytes: Uint8Array };
  evidence: { mailSha256: string; templateSha256: string; content: string };
}

/**
 * The mail by the present settings, with crawler-cfn.yml. The same again gives the same bytes.
 * @param madeOn its date, ISO 8601 UTC
 * @throws AppError INVALID_INPUT (an address that a mail can't carry)
 */
export async function draftHandOff(
  task: Pick<TaskLedger, 'read'>,
  facts: HandOffFacts,
  { template, madeOn }: { template: Uint8Array; madeOn: string },
): Promise<HandOffDraft> {
  const settings = await task.read('settings.get', undefined);
  const bytes = await makeMail(facts, settings, { template, on: madeOn });
  const templateSha256 = sha256Of(template);
  const evidence = { mailSha256: sha256Of(bytes), templateSha256, content: contentHash(facts, templateSha256) };
  return { mail: { name: mailFileName({ id: facts.managementAccountId }), bytes }, evidence };
}

/** What has to be given before there can be a mail, in a sentence. */
export function handOffLacks({ id }: Pick<Mpa, 'id'>, missing: readonly string[]): string {
  return `The hand-off mail has to name ${missing.join(' and ')}. Set it with: ${act('mpa.set', { mpaId: id })}.`;
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * The mail as a draft for a mail program, with the very bytes of the file.
 * @param on when it is made, ISO 8601 UTC
 */
function makeMail(
  facts: HandOffFacts,
  settings: TicketSettings,
  { template, on }: { template: Uint8Array; on: string },
): Promise<Buffer> {
  const { to, cc, subject, body } = handOffText(facts, settings);
  const from = { name: settings.senderName, address: settings.senderEmail };
  // As an application type it travels in base64, so that no line end is touched on the way (RFC 9512).
  const attachment = { name: CRAWLER_FILE, contentType: 'application/yaml', content: Buffer.from(template) };
  return mailDraft({ from, to, cc, subject, body, date: on, attachments: [attachment] });
}
