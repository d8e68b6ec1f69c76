import { resolve } from 'node:path';
import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import type { SavedTicketFile, TicketPlanned, TicketPreview } from '../../../../shared/contract/tickets.ts';
import type { SheetFormat } from '../../../../shared/domain/sheets.ts';
import { TICKET_CHANNELS, TICKET_KINDS, TICKET_NAMES } from '../../../../shared/domain/ticket.ts';
import type { TicketChannel, TicketKind } from '../../../../shared/domain/ticket.ts';
import type { Cli } from '../cli.ts';
import { pickMpa } from '../pick.ts';
import { count, pairs, table } from '../table.ts';
import { addTicketStateCommands } from './ticket-state.ts';

/** The options of writing a ticket's files. */
export interface SaveOptions {
  out: string;
  format: SheetFormat;
  overwrite?: true;
}

/** `enroll ticket KIND`: what is sent to the vendor, and what becomes of it. */
export function addTicketCommands(program: Command, cli: Cli): void {
  const kinds = TICKET_KINDS.map((kind) => `  ${kind.padEnd(20)} ${TICKET_NAMES[kind]}`).join('\n');
  const ticket = program
    .command('ticket')
    .argument('[KIND]', `the kind: ${TICKET_KINDS.join(', ')}`, toKind)
    .addOption(new Option('--channel <channel>', 'as the scenario says unless given').choices(TICKET_CHANNELS))
    .description('show the text of a ticket; with --out make its draft and write text, sheet and mail draft')
    .addHelpText(
      'after',
      `\nKinds:\n${kinds}\n\nExamples:\n  enroll ticket associate-workflows                  the text, to copy\n  enroll ticket associate-workflows --out tickets    the draft and its files\n  enroll ticket sent 1 --number 4711                 it was sent; the wait begins\n  enroll ticket changes 1                            what has changed since`,
    );
  withSave(ticket, false).action(
    async (kind: TicketKind | undefined, options: Partial<SaveOptions> & { channel?: TicketChannel }) => {
      if (kind === undefined) return listPlans(cli);
      const { out, channel = null, format = 'xlsx', overwrite } = options;
      const { id: mpaId } = await pickMpa(cli);
      const client = await cli.client();
      if (out === undefined) {
        const preview = await client.tickets.preview({ mpaId, kind, channel });
        return cli.output.say({
          json: preview,
          text: previewText(preview),
          note: `Make the draft and its files: enroll ticket ${kind} --out FOLDER`,
        });
      }
      const { id } = await client.tickets.draft({ mpaId, kind, channel });
      return saveTicket(cli, id, { out, format, ...(overwrite && { overwrite }) });
    },
  );
  addTicketStateCommands(ticket, cli);
}

/** Adds the options of writing a ticket's files. */
export function withSave(command: Command, mandatory: boolean): Command {
  return command
    .addOption(
      new Option('--out <folder>', 'the folder for the files; made where it is missing').makeOptionMandatory(mandatory),
    )
    .addOption(new Option('--format <format>', 'the kind of the sheet').choices(['xlsx', 'csv']).default('xlsx'))
    .option('--overwrite', 'replace files of that name that have other content');
}

/** Writes a ticket's text, sheet and mail draft, and says what to do with them. */
export async function saveTicket(cli: Cli, id: number, { out, format, overwrite }: SaveOptions): Promise<void> {
  const client = await cli.client();
  const input = { id, folder: resolve(out), format, overwrite: overwrite === true };
  const saved = await cli.run(client.tickets.save(input, cli.abortable));
  const { ticket, files } = saved;
  await cli.output.say({
    json: saved,
    text: filesText(files),
    note: `Ticket ${ticket.id}: ${TICKET_NAMES[ticket.kind]} (${ticket.state}), ${count(ticket.rows, 'row')}.\nWhen it was sent: enroll ticket sent ${ticket.id} --number NUMBER`,
  });
}

async function listPlans(cli: Cli): Promise<void> {
  const { id: mpaId } = await pickMpa(cli);
  const plans = await (await cli.client()).tickets.plans({ mpaId });
  await cli.output.say({ json: plans, text: plansText(plans), note: 'Look at one: enroll ticket KIND' });
}

function plansText(plans: readonly TicketPlanned[]): Promise<string> {
  return table(
    ['Kind', 'What', 'As', 'Sheet', 'Step', 'Latest', 'State', 'Answer due'],
    plans.map(({ kind, name, channel, sheet, step, latest }) => [
      kind,
      name,
      channel,
      sheet,
      step ?? 'not asked for',
      latest === null ? null : `ticket ${latest.id}`,
      latest?.state ?? null,
      latest?.answerDue?.slice(0, 10) ?? null,
    ]),
  );
}

function previewText({ to, cc, subject, body, sheet, rows }: TicketPreview): string {
  const head = pairs([
    ['To', to.join(', ')],
    ['Cc', cc.join(', ')],
    ['Subject', subject],
    ['Attached', sheet === null ? null : `sheet ${sheet}, ${count(rows, 'row')}`],
  ]);
  return `${head}\n\n${body}`;
}

function filesText(files: readonly SavedTicketFile[]): Promise<string> {
  return table(
    ['What', 'Bytes', 'File'],
    files.map(({ role, bytes, path, unchanged }) => [role, bytes, unchanged ? `${path} (as it was)` : path]),
  );
}

/** @throws InvalidArgumentError. */
function toKind(text: string): TicketKind {
  const kind = TICKET_KINDS.find((known) => known === text);
  if (kind === undefined) throw new InvalidArgumentError(`The kinds are: ${TICKET_KINDS.join(', ')}.`);
  return kind;
}
