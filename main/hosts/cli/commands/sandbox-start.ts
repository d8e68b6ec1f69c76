import { once } from 'node:events';
import type { Command } from 'commander';
import { quotedName, simulatedProfileName } from '../../../../shared/domain/aws/profile.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { SIMULATED } from '../aws-report.ts';
import type { Cli } from '../cli.ts';
import { toAccountId, toWholeNumber } from '../parse.ts';
import { pickMpa } from '../pick.ts';

interface StartOptions {
  port?: number;
  account?: AccountId[];
  members?: number;
}

/** An account of a sandbox that runs, with what points an AWS client at it. */
interface StartedAccount {
  id: string;
  environment: Record<string, string>;
}

/** `enroll sandbox start`: runs the simulated account until Ctrl-C. */
export function addSandboxStartCommand(sandbox: Command, cli: Cli): void {
  sandbox
    .command('start')
    .option('--port <number>', 'the port; a free one unless given', toWholeNumber)
    .option('--account <ID>', 'a payer account to simulate; may be given several times', collectAccounts)
    .option('--members <number>', 'how many member accounts its organization has', toWholeNumber)
    .description('run the simulated account on 127.0.0.1 until Ctrl-C, and print what points any AWS client at it')
    .action(async ({ port = 0, account, members }: StartOptions) => {
      const accounts = account ?? (cli.mpa === undefined ? undefined : [(await pickMpa(cli)).id]);
      cli.assertMpaUsed();
      const { openSandbox } = await import('../../../core/sandbox/sandbox.ts');
      const running = await openSandbox({
        folder: cli.sandboxFolder,
        port,
        ...(accounts !== undefined && { accounts }),
        ...(members !== undefined && { members }),
      });
      try {
        const started = running.world.accounts.map((id) => ({
          id,
          environment: running.environmentOf(id, running.url),
        }));
        const { url } = running;
        const json = { url, folder: cli.sandboxFolder, accounts: started };
        await cli.output.say({ json, text: startText(url, cli.sandboxFolder, started) });
        const { signal } = cli.abortable;
        if (!signal.aborted) await once(signal, 'abort');
      } finally {
        await running.stop();
      }
    });
}

function startText(url: string, folder: string, accounts: readonly StartedAccount[]): string {
  const ids = accounts.map(({ id }) => id);
  const blocks = accounts.map(({ id, environment }) =>
    [
      `Account ${id}: enroll aws plan --mpa ${id} --profile ${quotedName(simulatedProfileName(ids, id))}`,
      ...Object.entries(environment).map(([name, value]) => `  export ${name}=${value}`),
      `  aws --endpoint-url ${url} sts get-caller-identity`,
    ].join('\n'),
  );
  const about = `The sandbox runs at ${url}; its state is in ${folder} and stays there. Ctrl-C ends it.`;
  return [SIMULATED, about, ...blocks].join('\n');
}

function collectAccounts(text: string, earlier: AccountId[] = []): AccountId[] {
  return [...earlier, toAccountId(text)];
}
