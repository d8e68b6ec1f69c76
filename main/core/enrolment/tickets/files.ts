import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { CheckFindings } from '../../../../shared/contract/checks.ts';
import type { WrittenTicket } from '../../../../shared/contract/own-procedures.ts';
import type { IdOrKind, SavedTicketFile, Ticket, TicketFileBytes } from '../../../../shared/contract/tickets.ts';
import { sheetFileName } from '../../../../shared/domain/sheets.ts';
import type { SheetFormat } from '../../../../shared/domain/sheets.ts';
import { TICKET_SETTINGS } from '../../../../shared/domain/ticket-settings.ts';
import { writeWhole } from '../../files/atomic-file.ts';
import { assertAddresses, mailDraft } from '../../files/mail-draft.ts';
import type { MailDraft } from '../../files/mail-draft.ts';
import { writeUnlessDifferent } from '../../files/overwrite.ts';
import { privateFolder } from '../../files/private-folder.ts';
import type { JobContext } from '../../ledger/context.ts';
import { writeCsv, writeXlsx } from '../../spreadsheets/write.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { getSettings } from '../settings/service.ts';
import { sheetTable } from '../sheets/service.ts';
import { checkContents } from './check-contents.ts';
import { ticketContentHash } from './content-hash.ts';
import { contentsOf } from './contents.ts';
import type { TicketContents } from './contents.ts';
import { ticketFiles } from './repo.ts';
import { refuseErrors } from './ticket-checks.ts';
import { recipientsOf, toRow } from './to-ticket.ts';

const CONTENT_TYPES: Readonly<Record<SheetFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
};

type Role = SavedTicketFile['role'];
type Saved = { name: string; path: string; sha256: string; bytes: number; unchanged: boolean; role: Role };

/**
 * Writes a ticket's files into a folder: its text, its sheet, and a mail draft with the sheet attached. They are made from what
 * the ticket keeps, not from the present ledger, so that a sent ticket gives the very files that were sent; of a kind whose draft is still to
 * be made, from what it would say.
 * @returns also what the ticket said then: recordTicketFiles is bound to it.
 * @throws AppError NOT_FOUND, INVALID_INPUT (an address that a mail can't carry), ALREADY_EXISTS (a file of that name with other
 * content, and no `overwrite`), FILE_NOT_WRITTEN, CANCELLED, CHECKS_FAILED (errors of a draft, and no `force`).
 */
export async function saveTicket(
  context: JobContext,
  input: { of: IdOrKind; folder: string; format: SheetFormat; overwrite: boolean; force: boolean },
): Promise<{ written: WrittenTicket; files: SavedTicketFile[]; check: CheckFindings | null }> {
  const { of, folder, format, overwrite, force } = input;
  const contents = contentsOf(context, of);
  const check = isDraft(contents) ? checkContents(context, contents) : null;
  if (check) refuseErrors(check, contents.kind, force);
  const name = ticketFileBase(contents);
  // Before the first file is written, not when the mail's turn comes.
  assertAddresses(headOf(context, contents));

  const sheet = await saveSheet(context, contents, { folder, format, overwrite });
  const attachments = sheet
    ? [{ name: sheet.name, contentType: CONTENT_TYPES[format], content: await readFile(sheet.path) }]
    : [];
  const text = await saveBytes('text', join(folder, `${name}.txt`), overwrite, Buffer.from(textOf(contents)));
  const mail = await saveBytes(
    'mail',
    join(folder, `${name}.eml`),
    overwrite,
    await mailOf(context, contents, attachments),
  );

  const files = withSent(context.db, contents.ticket, [text, ...(sheet ? [sheet] : []), mail]);
  const { ticket, createdAt, said, rows } = contents;
  return { written: { ticket, createdAt, content: ticketContentHash(said, rows()) }, files, check };
}

/** Of a ticket that was sent nothing is looked for: its files are those that were sent. */
function isDraft({ ticket }: TicketContents): boolean {
  return ticket === null || ticket.state === 'draft';
}

/** The text to copy: who it goes to, its subject, its body. Lines end as Windows has them. */
function textOf({ channel, said }: TicketContents): string {
  const { to, cc } = recipientsOf(said);
  const { placeholder } = TICKET_SETTINGS[channel === 'ticket' ? 'supportEmail' : 'representativeEmail'];
  const headers = [`To: ${to.join(', ') || placeholder}`, ...(cc.length > 0 ? [`Cc: ${cc.join(', ')}`] : [])];
  return [...headers, `Subject: ${said.subject}`, '', said.body, ''].join('\n').replaceAll('\n', '\r\n');
}

function mailOf(context: JobContext, contents: TicketContents, attachments: MailDraft['attachments']): Promise<Buffer> {
  const { said, createdAt } = contents;
  const { subject, body } = said;
  return mailDraft({ ...headOf(context, contents), subject, body, date: createdAt, attachments });
}

/** Who a ticket's mail is from, and who gets it. */
function headOf(context: JobContext, { said }: TicketContents): Pick<MailDraft, 'from' | 'to' | 'cc'> {
  const { senderName: name, senderEmail: address } = getSettings(context);
  return { from: { name, address }, ...recipientsOf(said) };
}

/** Of a ticket that was sent: whether each file has the very bytes that were kept a record of. */
function withSent(db: ReadDb, ticket: Ticket | null, files: readonly Saved[]): SavedTicketFile[] {
  const sent = ticket === null || ticket.state === 'draft' ? [] : ticketFiles.all(db, { id: ticket.id });
  const recorded = new Map(sent.map(({ name, sha256 }) => [name, sha256]));
  return files.map((file) => {
    const before = recorded.get(file.name);
    return { ...file, asSent: before === undefined ? null : before === file.sha256 };
  });
}

/**
 * The files of a ticket as their bytes. They are written to a folder that nobody else may enter and that goes again.
 * @throws AppError as saveTicket.
 */
export async function ticketFileBytes(
  context: JobContext,
  input: { of: IdOrKind; format: SheetFormat; force: boolean },
): Promise<{
  written: WrittenTicket;
  files: TicketFileBytes[];
  saved: SavedTicketFile[];
  check: CheckFindings | null;
}> {
  const folder = privateFolder('enrollment-desk-ticket-');
  try {
    const { written, files: saved, check } = await saveTicket(context, { ...input, folder, overwrite: false });
    const files = await Promise.all(
      saved.map(async ({ name, role, path }) => ({ name, role, base64: (await readFile(path)).toString('base64') })),
    );
    return { written, files, saved, check };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function saveSheet(
  context: JobContext,
  contents: TicketContents,
  { folder, format, overwrite }: { folder: string; format: SheetFormat; overwrite: boolean },
): Promise<Saved | null> {
  const { sheet, mpaId } = contents;
  if (sheet === null) return null;
  const write = format === 'xlsx' ? writeXlsx : writeCsv;
  const table = sheetTable(sheet, sheetCells(context, contents));
  const followUp = followUpId(contents);
  const plain = sheetFileName(sheet, mpaId, format);
  const name = followUp === null ? plain : plain.replace(`.${format}`, `-changes-${followUp}.${format}`);
  const { path, sha256, bytes, unchanged } = await writeUnlessDifferent(join(folder, name), overwrite, (target) =>
    write(target, table),
  );
  return { role: 'sheet', name, path, sha256, bytes, unchanged };
}

/** The rows of the sheet; what a follow-up takes back stands in its text only. */
function* sheetCells(context: JobContext, { rows, rowCount: total }: TicketContents): Generator<string[]> {
  let done = 0;
  for (const stored of rows()) {
    const { cells } = toRow(stored);
    if (cells.length > 0) yield [...cells];
    done += 1;
    if (done % 1000 !== 0) continue;
    context.progress({ what: 'Writing rows', done, total });
    context.checkCancelled();
  }
}

async function saveBytes(role: Role, path: string, overwrite: boolean, content: Buffer): Promise<Saved> {
  const written = await writeUnlessDifferent(path, overwrite, async (target) => {
    const { bytes, sha256 } = await writeWhole(target, once(content));
    return { path: target, bytes, sha256, rows: 0, neutralised: 0 };
  });
  const { sha256, bytes, unchanged } = written;
  return { role, name: basename(path), path, sha256, bytes, unchanged };
}

async function* once(content: Buffer): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(content);
}

/** The name of a ticket's text and mail, without what comes after the dot: short and ASCII. */
function ticketFileBase(contents: TicketContents): string {
  const followUp = followUpId(contents);
  return `${contents.kind}-${contents.mpaId}${followUp === null ? '' : `-follow-up-${followUp}`}`;
}

/** The ID of a follow-up, which its files are named after. */
function followUpId({ ticket }: TicketContents): number | null {
  return ticket === null || ticket.followUpOf === null ? null : ticket.id;
}
