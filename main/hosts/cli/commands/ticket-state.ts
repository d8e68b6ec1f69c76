import type { Command } from 'commander';
import { Argument } from 'commander';
import type { Ticket, TicketChangeList, TicketDetail } from '../../../../shared/contract/tickets.ts';
import { TICKET_CHANGE_PARTS } from '../../../../shared/domain/ticket-changes.ts';
import { TICKET_NAMES, TICKET_STATES } from '../../../../shared/domain/ticket.ts';
import type { TicketState } from '../../../../shared/domain/ticket.ts';
import type { Cli } from '../cli.ts';
import { ticketFindingsText } from '../findings-text.ts';
import { refuseUseless } from '../options.ts';
import { toWholeNumber } from '../parse.ts';
import { pickMpa } from '../pick.ts';
import { count, pairs, table } from '../table.ts';
import { refuseUselessFor, saveTicket, withForce, withSave } from '../ticket-files.ts';
import type { SaveOptions } from '../ticket-files.ts';
import { localDay } from '../../../../shared/domain/local-day.ts';

const ID = ['<ID>', "the ticket's number in the list", toWholeNumber] as const;

/** `enroll ticket list|show|save|sent|state|number|note|changes|follow-up|remove`. */
export function addTicketStateCommands(ticket: Command, cli: Cli): void {
  ticket
    .command('list')
    .description('list the tickets with their states')
    .action(async () => {
      const { id: mpaId } = await pickMpa(cli);
      const all = await (await cli.client()).tickets.list({ mpaId });
      await cli.output.say({ json: all, text: listText(all), note: count(all.length, 'ticket') });
    });

  ticket
    .command('show')
    .argument(...ID)
    .description('show a ticket as it is sent, with the files that were written and their hashes')
    .action(async (id: number) => {
      const found = await (await cli.client()).tickets.get({ id });
      await cli.output.say({ json: found, text: detailText(found) });
    });

  withSave(ticket.command('save').argument(...ID), true)
    .description('write the files of a ticket again')
    .action(async (id: number, options: SaveOptions, command: Command) => {
      refuseUselessFor(command, await (await cli.client()).tickets.get({ id }));
      return saveTicket(cli, id, options);
    });

  withForce(ticket.command('sent').argument(...ID))
    .option('--number <number>', "the vendor's ticket number")
    .option('--at <time>', 'when, such as 2026-11-21T09:00:00Z; now unless given')
    .description('say that a draft was sent: it is kept as it is, and the wait begins')
    .action(async (id: number, { number, at, force }: { number?: string; at?: string; force?: true }) => {
      const input = { id, ticketNumber: number ?? null, sentAt: at ?? null, force: force === true };
      const { value: sent } = await (await cli.client()).tickets.markSent(input);
      const due =
        sent.answerDue === null ? '' : ` The vendor should have answered by ${localDay(new Date(sent.answerDue))}.`;
      const text = ticketFindingsText(sent.check).slice(1).join('\n');
      await cli.output.say({ json: sent, text, note: `Ticket ${id} is sent.${due}` });
    });

  ticket
    .command('state')
    .argument(...ID)
    .addArgument(new Argument('<STATE>', 'its new state').choices(TICKET_STATES))
    .description('say how far the vendor is')
    .action(async (id: number, state: TicketState) => {
      const { value: changed } = await (await cli.client()).tickets.setState({ id, state });
      await cli.output.say({ json: changed, note: `Ticket ${id} is ${changed.state}.` });
    });

  ticket
    .command('number')
    .argument(...ID)
    .argument('<NUMBER>', "the vendor's ticket number")
    .description("keep the vendor's ticket number")
    .action(async (id: number, ticketNumber: string) => {
      const { value: changed } = await (await cli.client()).tickets.setNumber({ id, ticketNumber });
      await cli.output.say({ json: changed, note: `Ticket ${id} has the number ${changed.ticketNumber ?? ''}.` });
    });

  ticket
    .command('note')
    .argument(...ID)
    .argument('<TEXT>', "the note; '' takes it away")
    .description('keep a note of your own with a ticket')
    .action(async (id: number, note: string) => {
      const { value: changed } = await (await cli.client()).tickets.setNote({ id, note });
      await cli.output.say({ json: changed, note: `Noted with ticket ${id}.` });
    });

  addFollowUpCommands(ticket, cli);
}

function addFollowUpCommands(ticket: Command, cli: Cli): void {
  ticket
    .command('changes')
    .argument(...ID)
    .option('--limit <number>', 'how many rows of each kind', toWholeNumber, 100)
    .description('what has changed in the ledger since a ticket was sent')
    .action(async (id: number, { limit }: { limit: number }) => {
      const changes = await cli.run((await cli.client()).tickets.changes({ id, limit }, cli.abortable));
      const any = TICKET_CHANGE_PARTS.some((part) => changes.counts[part] > 0);
      await cli.output.say({
        json: changes,
        text: changesText(changes),
        note: any ? `Send just these: enroll ticket follow-up ${id}` : '',
      });
    });

  withSave(ticket.command('follow-up').argument(...ID), false)
    .description('make a draft that carries only what has changed since a ticket was sent')
    .action(async (id: number, options: Partial<SaveOptions>, command: Command) => {
      if (options.out === undefined) refuseUseless(command, ['format', 'overwrite'], 'without --out');
      const { out, format = 'xlsx', overwrite, force } = options;
      const client = await cli.client();
      refuseUselessFor(command, { sheet: (await client.tickets.get({ id })).sheet });
      const { value: made } = await client.tickets.followUp({ id, force: force === true });
      if (out !== undefined) {
        return saveTicket(cli, made.id, { out, format, ...(overwrite && { overwrite }), ...(force && { force }) });
      }
      return cli.output.say({
        json: made,
        text: [detailText(made), ...ticketFindingsText(made.check)].join('\n'),
        note: `Write its files: enroll ticket save ${made.id} --out FOLDER`,
      });
    });

  ticket
    .command('remove')
    .argument(...ID)
    .description('remove a draft; what was sent stays')
    .action(async (id: number) => {
      const { value: removed } = await (await cli.client()).tickets.remove({ id });
      await cli.output.say({ json: removed, note: `Removed ticket ${id}. Bring it back with: enroll undo` });
    });
}

function listText(all: readonly Ticket[]): Promise<string> {
  return table(
    ['ID', 'What', 'As', 'State', 'Rows', 'Sent', 'Number', 'Answer due', 'Follows', 'Note'],
    all.map(({ id, kind, channel, state, rows, sentAt, ticketNumber, answerDue, overdue, followUpOf, note }) => [
      id,
      TICKET_NAMES[kind],
      channel,
      state,
      rows,
      sentAt === null ? null : localDay(new Date(sentAt)),
      ticketNumber,
      answerDue === null ? null : `${localDay(new Date(answerDue))}${overdue ? ' (overdue)' : ''}`,
      followUpOf,
      note,
    ]),
  );
}

function detailText(ticket: TicketDetail): string {
  const { to, cc, subject, body, files, sheet, rows, nextStates } = ticket;
  const head = pairs([
    ['Ticket', ticket.id],
    ['What', TICKET_NAMES[ticket.kind]],
    ['State', `${ticket.state}${ticket.overdue ? ', overdue' : ''}`],
    ['Can become', nextStates.join(', ')],
    ['Number', ticket.ticketNumber],
    ['Sent', ticket.sentAt],
    ['Answer due', ticket.answerDue],
    ['Follows', ticket.followUpOf],
    ['To', to.join(', ')],
    ['Cc', cc.join(', ')],
    ['Subject', subject],
    ['Carries', `${count(rows, 'row')}${sheet === null ? ' in its text' : ` as sheet ${sheet}`}`],
    ['Note', ticket.note],
  ]);
  const written = files.map(({ name, bytes, sha256 }) => `  ${name}, ${bytes} bytes, SHA-256 ${sha256}`);
  return [head, '', body, ...(written.length > 0 ? ['', 'Files:', ...written] : [])].join('\n');
}

async function changesText({ headers, counts, ...parts }: TicketChangeList): Promise<string> {
  const rows = [
    ...parts.new.map(({ cells }) => ['new', ...cells]),
    ...parts.ended.map(({ cells }) => ['ended', ...cells]),
    ...parts.changed.flatMap(({ before, after }) => [
      ['was', ...before],
      ['is', ...after],
    ]),
  ];
  const lines = [
    ...parts.moved.map(({ key, from, to }) => `moved: ${key}, ${from || 'no subset'} → ${to || 'no subset'}`),
    ...parts.renamed.map(({ what, from, to }) => `renamed: ${what} ${from} → ${to}`),
  ];
  const told = TICKET_CHANGE_PARTS.map((part) => `${counts[part]} ${part}`).join(', ');
  return [
    ...(rows.length === 0 ? [] : [await table(['', ...headers], rows)]),
    ...(lines.length === 0 ? [] : [lines.join('\n')]),
    `${told}, ${counts.unchanged} unchanged since it was sent.`,
  ].join('\n\n');
}
