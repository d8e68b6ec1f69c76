import type { Command } from 'commander';
import type { AwsCall, SetupRun } from '../../../../shared/contract/aws.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { Cli } from '../cli.ts';
import { refuseUseless } from '../options.ts';
import { toWholeNumber } from '../parse.ts';
import { pickMpa } from '../pick.ts';
import { table } from '../table.ts';

/** `enroll aws runs [ID]`: what was done in AWS, and every call of it. */
export function addAwsRunCommand(aws: Command, cli: Cli): void {
  aws
    .command('runs')
    .argument('[ID]', 'a run, to see its calls', toWholeNumber)
    .option('--limit <number>', 'how many runs', toWholeNumber, 20)
    .option('--changes', 'of a run, the calls that change something')
    .description('what plan, apply, undo and import have done in AWS; with an ID every call with its request ID')
    .action(async (id: number | undefined, options: { limit: number; changes?: true }, command: Command) => {
      if (id !== undefined) refuseUseless(command, ['limit'], 'on the calls of one run, which are all shown');
      const client = await cli.client();
      if (id !== undefined) {
        const calls = await client.aws.calls({ runId: id });
        if (calls.length === 0) {
          throw new AppError('NOT_FOUND', `There is no run ${id} with calls. See: enroll aws runs`, { id });
        }
        const shown = options.changes ? calls.filter(({ changes }) => changes) : calls;
        return cli.output.say({ json: shown, text: callsTable(shown) });
      }
      if (options.changes) {
        throw new AppError('INVALID_INPUT', '--changes is for the calls of one run: enroll aws runs ID --changes', {
          option: '--changes',
        });
      }
      const { id: mpaId } = await pickMpa(cli);
      const runs = await client.aws.runs({ mpaId, limit: options.limit });
      const note = 'Every call of one: enroll aws runs ID';
      return cli.output.say({ json: runs, text: runsTable(runs), note });
    });
}

function runsTable(runs: readonly SetupRun[]): Promise<string> {
  return table(
    ['Run', 'What', 'Began', 'Ended', 'Outcome', 'Calls', 'Changing', 'Profile', 'Who', 'From', 'Real'],
    runs.map(({ id, kind, startedAt, endedAt, outcome, calls, changes, profile, who, host, simulated }) => [
      id,
      kind,
      second(startedAt),
      endedAt === null ? null : second(endedAt),
      outcome ?? 'did not end',
      calls,
      changes,
      profile,
      who,
      host,
      simulated ? 'SIMULATED' : 'real',
    ]),
  );
}

function callsTable(calls: readonly AwsCall[]): Promise<string> {
  return table(
    ['No.', 'At', 'Call', 'Changes', 'Outcome', 'ms', 'Request ID', 'With'],
    calls.map(({ position, at, service, operation, changes, outcome, code, milliseconds, requestId, request }) => [
      position,
      second(at),
      `${service}:${operation}`,
      changes ? 'yes' : '',
      code ?? (outcome === 'sent' ? 'sent, the answer is not known' : outcome),
      milliseconds,
      requestId,
      JSON.stringify(request).slice(0, 120),
    ]),
  );
}

function second(at: string): string {
  return at.slice(0, 19).replace('T', ' ');
}
