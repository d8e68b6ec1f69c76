import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import type { Ticket, TicketPlanned, TicketPreview } from '../../../../shared/contract/tickets.ts';
import { localDay } from '../../../../shared/domain/local-day.ts';
import { TICKET_CHANNELS, TICKET_KINDS, TICKET_NAMES } from '../../../../shared/domain/ticket.ts';
import type { TicketChannel, TicketKind } from '../../../../shared/domain/ticket.ts';
import type { Cli } from '../cli.ts';
import { ticketFindingsText } from '../findings-text.ts';
import { markRehearsal } from '../mark-rehearsal.ts';
import { refuseUseless } from '../options.ts';
import { assertOfMpa, pickMpa } from '../pick.ts';
import { count, pairs, table } from '../table.ts';
import { refuseUselessFor, saveTicket, withSave } from '../ticket-files.ts';
import type { SaveOptions } from '../ticket-files.ts';
import { addTicketStateCommands } from './ticket-state.ts';

/** `enroll ticket KIND`: what is sent to the vendor, and what becomes of it. */
export function addTicketCommands(program: Command, cli: Cli): void {
  const kinds = TICKET_KINDS.map((kind) => `  ${kind.padEnd(20)} ${TICKET_NAMES[kind]}`).join('\n');
  const examples = `\nKinds:\n${kinds}\n\nExamples:\n  enroll ticket associate-workflows                  the text, to copy\n  enroll ticket associate-workflows --out tickets    the draft and its files\n  enroll ticket sent 1 --number 4711                 it was sent; the wait begins\n  enroll ticket changes 1                            what has changed since`;
  const ticket = program
    .command('ticket')
    .description('what is sent to the vendor: its text, its files, and what becomes of it')
    .usage('[KIND] [options]\n       enroll ticket [command]')
    .addHelpText('after', examples);
  // A command of its own that need not be said: options of `ticket` itself would take those of `ticket save` away.
  const text = ticket
    .command('text', { isDefault: true })
    .argument('[KIND]', `the kind: ${TICKET_KINDS.join(', ')}; the plans of all kinds unless given`, toKind)
    .addOption(new Option('--channel <channel>', 'as the scenario says unless given').choices(TICKET_CHANNELS))
    .description('show the text of a ticket; with --out make its draft and write text, sheet and mail draft')
    .addHelpText('after', examples);
  withSave(text, false).action(
    async (
      kind: TicketKind | undefined,
      options: Partial<SaveOptions> & { channel?: TicketChannel },
      command: Command,
    ) => {
      if (kind === undefined) {
        refuseUseless(command, ['channel', 'out', 'format', 'overwrite', 'force'], 'where no kind of ticket is named');
        return listPlans(cli);
      }
      if (options.out === undefined) refuseUseless(command, ['format', 'overwrite', 'force'], 'without --out');
      const { out, channel = null, format = 'xlsx', overwrite, force } = options;
      const { id: mpaId } = await pickMpa(cli);
      const client = await cli.client();
      if (out === undefined) {
        const preview = await client.tickets.preview({ mpaId, kind, channel });
        const check = await cli.run(client.tickets.check({ mpaId, kind, channel }, cli.abortable));
        return cli.output.say({
          json: { ...preview, check },
          text: [previewText(preview), ...ticketFindingsText(check)].join('\n'),
          note: `Make the draft and its files: enroll ticket ${kind} --out FOLDER`,
        });
      }
      refuseUselessFor(command, await client.tickets.preview({ mpaId, kind, channel }));
      const {
        value: { id },
      } = await client.tickets.draft({ mpaId, kind, channel, force: force === true });
      return saveTicket(cli, id, { out, format, ...(overwrite && { overwrite }), ...(force && { force }) });
    },
  );
  ticket.hook('preAction', async (_ticket, command) => {
    await assertTicketOfMpa(cli, command);
    await markTicketOfRehearsal(cli, command);
  });
  addTicketStateCommands(ticket, cli);
}

/** What goes by its number in the whole ledger is of the payer account that --mpa names, where it names one. */
async function assertTicketOfMpa(cli: Cli, command: Command): Promise<void> {
  const id: unknown = command.processedArgs[0];
  if (typeof id !== 'number') return;
  await assertOfMpa(cli, `ticket ${id}`, async (client) => (await client.tickets.get({ id })).mpaId);
}

/** Every command of tickets says so where the payer account is in a rehearsal. */
async function markTicketOfRehearsal(cli: Cli, command: Command): Promise<void> {
  const client = await cli.client();
  if ((await client.mpas.list()).every(({ setUp }) => setUp !== 'rehearsal')) return;
  const id: unknown = command.processedArgs[0];
  const mpa =
    typeof id === 'number'
      ? await client.mpas.get({ id: (await client.tickets.get({ id })).mpaId })
      : await pickMpa(cli);
  markRehearsal(cli, mpa);
}

async function listPlans(cli: Cli): Promise<void> {
  const { id: mpaId } = await pickMpa(cli);
  const plans = await (await cli.client()).tickets.plans({ mpaId });
  await cli.output.say({ json: plans, text: plansText(plans), note: 'Look at one: enroll ticket KIND' });
}

function plansText(plans: readonly TicketPlanned[]): Promise<string> {
  return table(
    ['Kind', 'What', 'As', 'Sheet', 'Step', 'Ticket', 'State', 'Number', 'Answer due'],
    plans.flatMap(({ kind, name, channel, sheet, step, tickets }) => {
      const plan = [kind, name, channel, sheet, step ?? 'not asked for'];
      return tickets.length === 0
        ? [[...plan, null, null, null, null]]
        : tickets.map((ticket) => [...plan, ...ticketCells(ticket)]);
    }),
  );
}

function ticketCells({ id, state, followUpOf, ticketNumber, answerDue }: Ticket): (string | null)[] {
  const what = followUpOf === null ? `ticket ${id}` : `ticket ${id}, follows ${followUpOf}`;
  return [what, state, ticketNumber, answerDue === null ? null : localDay(new Date(answerDue))];
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

/** @throws InvalidArgumentError. */
function toKind(text: string): TicketKind {
  const kind = TICKET_KINDS.find((known) => known === text);
  if (kind === undefined) throw new InvalidArgumentError(`The kinds are: ${TICKET_KINDS.join(', ')}.`);
  return kind;
}
