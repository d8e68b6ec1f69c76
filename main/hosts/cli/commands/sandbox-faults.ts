import type { Command } from 'commander';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { Cli } from '../cli.ts';
import { toAccountId, toWholeNumber } from '../parse.ts';
import { table } from '../table.ts';

interface FaultOptions {
  uses?: number;
  operation?: string;
  account?: string;
}

/** `enroll sandbox faults`: what can be made to go wrong. */
export function addSandboxFaultCommands(sandbox: Command, cli: Cli): void {
  const faults = sandbox
    .command('faults')
    .description('list what can be made to go wrong; on and off switch it')
    .action(async () => {
      const all = await (await cli.client()).sandbox.faults();
      const rows = all.map(({ key, what, kind, on }) => [key, on ? 'on' : '', kind, what]);
      await cli.output.say({
        json: all,
        text: table(['Fault', 'State', 'Kind', 'What happens'], rows),
        note: 'Switch one on with: enroll sandbox faults on KEY',
      });
    });

  faults
    .command('on')
    .argument('<KEY>', 'the fault')
    .option('--uses <number>', 'how many times it happens; always unless given', toWholeNumber)
    .option('--operation <service:Operation>', 'the one operation that it happens to')
    .option('--account <ID>', 'the one account; all unless given')
    .description('switch a fault on')
    .action(async (key: string, { uses, operation, account }: FaultOptions) => {
      if (uses === 0) {
        throw new AppError('INVALID_INPUT', 'It happens at least once: --uses 1 or more.', { field: 'uses' });
      }
      const status = await (
        await cli.client()
      ).sandbox.setFault({
        key,
        uses: uses ?? null,
        operation: operation ?? null,
        accountId: account === undefined ? null : toAccountId(account),
      });
      await cli.output.say({
        json: status,
        text: `Switched on: ${status.faults.map((fault) => fault.key).join(', ')}.`,
        note: 'Switch it off with: enroll sandbox faults off all',
      });
    });

  faults
    .command('off')
    .argument('<KEY>', 'the fault, or all')
    .description('switch a fault off; what it has put there stays')
    .action(async (key: string) => {
      const { sandbox: account } = await cli.client();
      const was = (await account.faults()).find((fault) => fault.key === key);
      if (key !== 'all' && was === undefined) {
        throw new AppError('NOT_FOUND', `There is no fault ${key}. See: enroll sandbox faults`, { key });
      }
      const status = await account.clearFault({ key: key === 'all' ? null : key });
      const left = status.faults.map((fault) => fault.key).join(', ');
      await cli.output.say({
        json: status,
        text: `${was?.on === false ? `${key} was not on: it was never switched on, or is used up. ` : ''}${left === '' ? 'No fault is on.' : `Still on: ${left}.`}`,
      });
    });
}
