import type { Command } from 'commander';
import { Option } from 'commander';
import type { SavedTicketFile, Ticket } from '../../../shared/contract/tickets.ts';
import type { SheetFormat } from '../../../shared/domain/sheets.ts';
import { TICKET_NAMES } from '../../../shared/domain/ticket.ts';
import type { Cli } from './cli.ts';
import { ticketFindingsText } from './findings-text.ts';
import { refuseUseless } from './options.ts';
import { toPath } from './parse.ts';
import { count, table } from './table.ts';

/** The options of writing a ticket's files. */
export interface SaveOptions {
  out: string;
  format: SheetFormat;
  overwrite?: true;
  force?: true;
}

/** Adds the options of writing a ticket's files. */
export function withSave(command: Command, mandatory: boolean): Command {
  return withForce(command)
    .addOption(
      new Option('--out <folder>', 'the folder for the files; made where it is missing')
        .argParser(toPath('--out'))
        .makeOptionMandatory(mandatory),
    )
    .addOption(new Option('--format <format>', 'the kind of the sheet').choices(['xlsx', 'csv']).default('xlsx'))
    .option('--overwrite', 'replace files of that name that have other content');
}

/** Adds --force: errors refuse a ticket otherwise. */
export function withForce(command: Command): Command {
  return command.option('--force', 'although there are errors that would have it sent back');
}

/** Refuses options that have no effect on what a ticket is. @throws AppError INVALID_INPUT. */
export function refuseUselessFor(
  command: Command,
  { sheet, sentAt }: Pick<Ticket, 'sheet'> & { sentAt?: string | null },
): void {
  if (sheet === null) refuseUseless(command, ['format'], 'on a ticket that has no sheet');
  if (typeof sentAt === 'string')
    refuseUseless(command, ['force'], 'on a ticket that was sent: its files are those that were sent');
}

/** Writes a ticket's text, sheet and mail draft, and says what to do with them. */
export async function saveTicket(cli: Cli, id: number, { out, format, overwrite, force }: SaveOptions): Promise<void> {
  const client = await cli.client();
  const input = { id, folder: out, format, overwrite: overwrite === true, force: force === true };
  const saved = await cli.run(client.tickets.save(input, cli.abortable));
  const { ticket, files, check } = saved;
  await cli.output.say({
    json: saved,
    text: [await filesText(files), ...(check ? ticketFindingsText(check) : [])].join('\n'),
    note: `Ticket ${ticket.id}: ${TICKET_NAMES[ticket.kind]} (${ticket.state}), ${count(ticket.rows, 'row')}.\nWhen it was sent: enroll ticket sent ${ticket.id} --number NUMBER`,
  });
}

function filesText(files: readonly SavedTicketFile[]): Promise<string> {
  return table(
    ['What', 'Bytes', 'File'],
    files.map(({ role, bytes, path, unchanged }) => [role, bytes, unchanged ? `${path} (as it was)` : path]),
  );
}
