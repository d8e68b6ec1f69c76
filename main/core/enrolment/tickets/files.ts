import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { SavedTicketFile, Ticket, TicketFileBytes } from '../../../../shared/contract/tickets.ts';
import { sheetFileName } from '../../../../shared/domain/sheets.ts';
import type { SheetFormat } from '../../../../shared/domain/sheets.ts';
import { TICKET_SETTINGS } from '../../../../shared/domain/ticket-settings.ts';
import type { JobContext } from '../../ledger/context.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { writeWhole } from '../../files/atomic-file.ts';
import { writeCsv, writeXlsx } from '../../spreadsheets/write.ts';
import { getSettings } from '../settings/service.ts';
import { writeUnlessDifferent } from '../../files/overwrite.ts';
import { sheetTable } from '../sheets/service.ts';
import { ticketContentHash } from './content-hash.ts';
import { mailDraft } from '../../files/mail-draft.ts';
import { ticketFiles, ticketRows } from './repo.ts';
import { recipientsOf, requireRecord, toRow, toTicket } from './to-ticket.ts';

const CONTENT_TYPES: Readonly<Record<SheetFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
};

type Role = SavedTicketFile['role'];
type Saved = { name: string; path: string; sha256: string; bytes: number; unchanged: boolean; role: Role };

/**
 * Writes a ticket's files into a folder: its text, its sheet, and a mail draft with the sheet attached. They are made from what
 * the ticket keeps, not from the present ledger, so that a sent ticket gives the very files that were sent.
 * @returns also the hash of what the ticket said then (ticketContentHash): recordTicketFiles is bound to it.
 * @throws AppError NOT_FOUND, ALREADY_EXISTS (a file of that name with other content, and no `overwrite`), FILE_NOT_WRITTEN,
 * CANCELLED.
 */
export async function saveTicket(
  context: JobContext,
  input: { id: number; folder: string; format: SheetFormat; overwrite: boolean },
): Promise<{ ticket: Ticket; files: SavedTicketFile[]; content: string }> {
  const { db } = context;
  const record = requireRecord(db, input.id);
  const ticket = toTicket(record, context);
  const recorded = new Map(ticketFiles.all(db, { id: ticket.id }).map((file) => [file.name, file.sha256]));
  const { to, cc } = recipientsOf(record);
  const name = ticketFileBase(ticket);
  const { folder, overwrite } = input;

  const sheet = await saveSheet(context, ticket, input);
  const attachments = sheet
    ? [{ name: sheet.name, contentType: CONTENT_TYPES[input.format], content: await readFile(sheet.path) }]
    : [];
  const { placeholder } = TICKET_SETTINGS[ticket.channel === 'ticket' ? 'supportEmail' : 'representativeEmail'];
  const headers = [`To: ${to.join(', ') || placeholder}`, ...(cc.length > 0 ? [`Cc: ${cc.join(', ')}`] : [])];
  const text = [...headers, `Subject: ${record.subject}`, '', record.body, ''].join('\n').replaceAll('\n', '\r\n');
  const textFile = await saveBytes('text', join(folder, `${name}.txt`), overwrite, Buffer.from(text));
  const settings = getSettings(context);
  const mail = await mailDraft({
    from: { name: settings.senderName, address: settings.senderEmail },
    to,
    cc,
    subject: record.subject,
    body: record.body,
    date: record.created_at,
    attachments,
  });
  const mailFile = await saveBytes('mail', join(folder, `${name}.eml`), overwrite, mail);

  const files = [textFile, ...(sheet ? [sheet] : []), mailFile].map((file) => {
    const before = recorded.get(file.name);
    const asSent = ticket.state === 'draft' || before === undefined ? null : before === file.sha256;
    return { ...file, asSent };
  });
  return { ticket, files, content: ticketContentHash(db, record) };
}

/**
 * The files of a ticket as their bytes. They are written to a folder that nobody else may enter and that goes again.
 * @throws AppError as saveTicket.
 */
export async function ticketFileBytes(
  context: JobContext,
  input: { id: number; format: SheetFormat },
): Promise<{ ticket: Ticket; files: TicketFileBytes[]; saved: SavedTicketFile[]; content: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'enrollment-desk-ticket-'));
  try {
    const { ticket, files: saved, content } = await saveTicket(context, { ...input, folder, overwrite: false });
    const files = await Promise.all(
      saved.map(async ({ name, role, path }) => ({ name, role, base64: (await readFile(path)).toString('base64') })),
    );
    return { ticket, files, saved, content };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function saveSheet(
  context: JobContext,
  ticket: Ticket,
  { folder, format, overwrite }: { folder: string; format: SheetFormat; overwrite: boolean },
): Promise<Saved | null> {
  if (ticket.sheet === null) return null;
  const write = format === 'xlsx' ? writeXlsx : writeCsv;
  const table = sheetTable(ticket.sheet, sheetCells(context, context.db, ticket));
  const plain = sheetFileName(ticket.sheet, ticket.mpaId, format);
  const name = ticket.followUpOf === null ? plain : plain.replace(`.${format}`, `-changes-${ticket.id}.${format}`);
  const { path, sha256, bytes, unchanged } = await writeUnlessDifferent(join(folder, name), overwrite, (target) =>
    write(target, table),
  );
  return { role: 'sheet', name, path, sha256, bytes, unchanged };
}

/** The rows of the sheet; what a follow-up takes back stands in its text only. */
function* sheetCells(context: JobContext, db: ReadDb, { id, rows }: Ticket): Generator<string[]> {
  let done = 0;
  for (const stored of ticketRows.iterate(db, { id })) {
    const { cells } = toRow(stored);
    if (cells.length > 0) yield [...cells];
    done += 1;
    if (done % 1000 !== 0) continue;
    context.progress({ what: 'Writing rows', done, total: rows });
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
function ticketFileBase({ id, kind, mpaId, followUpOf }: Ticket): string {
  return `${kind}-${mpaId}${followUpOf === null ? '' : `-follow-up-${id}`}`;
}
