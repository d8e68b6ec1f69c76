import type { Command } from 'commander';
import type { Change, Operation } from '../../../../shared/contract/history.ts';
import { changedFields } from '../changed-fields.ts';
import type { Cli } from '../cli.ts';
import { toEntity } from '../entity.ts';
import { refuseUseless } from '../options.ts';
import { toWholeNumber } from '../parse.ts';
import { pickMpa } from '../pick.ts';
import { count, table } from '../table.ts';
import { addRevertCommand } from './history-revert.ts';

interface HistoryOptions {
  of?: string;
  operation?: number;
  limit: number;
  before?: number;
}

/** `enroll history [revert]|undo|redo`. */
export function addHistoryCommands(program: Command, cli: Cli): void {
  const history = program
    .command('history')
    .description('what was done, by whom and when; of one thing, or of one operation, with before and after')
    .option('--of <thing>', 'the history of one thing: account:ID, subset:NAME, workflow:NAME, customer:NAME, mpa:ID …')
    .option('--operation <number>', 'every change of one operation', toWholeNumber)
    .option('--limit <number>', 'how many, newest first', toWholeNumber, 50)
    .option('--before <number>', 'only what is older than this number, to page on', toWholeNumber)
    .addHelpText(
      'after',
      `\nExamples:\n  enroll history\n  enroll history --of account:099999999998\n  enroll history --of 'subset:Contoso Retail'\n  enroll history --operation 12`,
    )
    .action(async (options: HistoryOptions, command: Command) => {
      if (options.operation !== undefined) refuseUseless(command, ['of', 'before'], 'with --operation');
      if (options.operation !== undefined) await showOperation(cli, options.operation, options);
      else if (options.of !== undefined) await showThing(cli, options.of, options);
      else await listOperations(cli, options);
    });
  addRevertCommand(history, cli);
  history.hook('preSubcommand', () =>
    refuseUseless(history, ['of', 'operation', 'limit', 'before'], 'with a command of the history'),
  );
  program
    .command('undo')
    .description('take back the newest operation, of whichever payer account, as a whole')
    .option('--to <number>', 'this operation and every newer one that stands, all or nothing', toWholeNumber)
    .action(async ({ to }: { to?: number }) => {
      const client = await cli.client();
      if (to === undefined) {
        const { value: done } = await client.history.undo({}, cli.abortable);
        await cli.output.say({
          json: done,
          note: `${await reversedText(cli, 'Undid', done)}\nThe other way: enroll redo`,
        });
        return;
      }
      const { value } = await client.history.undoTo({ id: to }, cli.abortable);
      const lines = await Promise.all(value.undone.map((done) => reversedText(cli, 'Undid', done)));
      await cli.output.say({ json: value, note: `${lines.join('\n')}\nThe other way, one by one: enroll redo` });
    });
  program
    .command('redo')
    .description('bring back what was undone last')
    .action(async () => {
      const { value: done } = await (await cli.client()).history.redo(undefined, cli.abortable);
      await cli.output.say({
        json: done,
        note: `${await reversedText(cli, 'Redid', done)}\nThe other way: enroll undo`,
      });
    });
}

type Reversed = { operationId: number; label: string; mpaId: string | null; rows: number };

/** What was undone or redone; where there are several payer accounts, of which. */
async function reversedText(cli: Cli, what: 'Undid' | 'Redid', done: Reversed): Promise<string> {
  const { operationId, label, mpaId, rows } = done;
  const mpas = await (await cli.client()).mpas.list();
  const name = mpas.length > 1 ? mpas.find(({ id }) => id === mpaId)?.name : undefined;
  return `${what} operation ${operationId}${name === undefined ? '' : ` of ${name}`}: ${label} (${count(rows, 'row')}).`;
}

async function listOperations(cli: Cli, { limit, before }: HistoryOptions): Promise<void> {
  const client = await cli.client();
  const mpaId = cli.mpa === undefined ? null : (await pickMpa(cli)).id;
  const all = await client.history.list({ mpaId, before: before ?? null, limit });
  const last = all.at(-1);
  const more = all.length === limit && last !== undefined ? ` Older ones: enroll history --before ${last.id}` : '';
  await cli.output.say({
    json: all,
    text: operationsText(all),
    note: `${count(all.length, 'operation')}. One of them in full: enroll history --operation NUMBER. One of them reversed: enroll history revert NUMBER.${more}`,
  });
}

async function showOperation(cli: Cli, id: number, { limit }: HistoryOptions): Promise<void> {
  const found = await (await cli.client()).history.get({ id, limit });
  const { operation, changes } = found;
  const shown = changes.length < operation.changes ? `; the first ${changes.length} are shown, see --limit` : '';
  const head = `${operation.label}\n${when(operation.at)} by ${operation.who} (${operation.host}), ${stateText(operation)}: ${count(operation.changes, 'change')}${shown}`;
  await cli.output.say({ json: found, text: changesText(changes).then((text) => `${head}\n\n${text}`) });
}

async function showThing(cli: Cli, of: string, { limit, before }: HistoryOptions): Promise<void> {
  const { entity, key } = await toEntity(cli, of);
  const changes = await (await cli.client()).history.of({ entity, key, before: before ?? null, limit });
  await cli.output.say({ json: changes, text: thingText(changes), note: count(changes.length, 'change') });
}

function operationsText(all: readonly Operation[]): Promise<string> {
  return table(
    ['No.', 'When (UTC)', 'Who', 'From', 'Changes', 'State', 'What'],
    all.map((operation) => {
      const { id, at, who, host, changes, label } = operation;
      return [id, when(at), who, host, changes, stateText(operation), label];
    }),
  );
}

/** What was seen in AWS is nothing that anybody did. */
function stateText({ kind, state }: Operation): string {
  return kind === 'observation' ? 'seen in AWS' : state;
}

function changesText(changes: readonly Change[]): Promise<string> {
  return table(
    ['What', 'Of', 'Key', 'From the cell', 'Fields'],
    changes.map((change) => [change.what, change.entity, change.key, source(change), changedFields(change)]),
  );
}

function thingText(changes: readonly Change[]): Promise<string> {
  return table(
    ['No.', 'When (UTC)', 'Who', 'Operation', 'What', 'From the cell', 'Fields'],
    changes.map((change) => [
      change.operationId,
      when(change.at),
      change.who,
      change.label,
      change.what,
      source(change),
      changedFields(change),
    ]),
  );
}

function source({ source }: Change): string {
  if (source === null) return '';
  return Object.entries(source)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}

function when(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}
