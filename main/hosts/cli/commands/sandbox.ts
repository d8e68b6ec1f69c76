import { Argument } from 'commander';
import type { Command } from 'commander';
import type { SandboxStatusView } from '../../../../shared/contract/sandbox.ts';
import { minute, SIMULATED } from '../aws-report.ts';
import type { Cli } from '../cli.ts';
import { durationText } from '../../setup/duration.ts';
import { toDuration } from '../duration.ts';
import { toPath } from '../parse.ts';
import { pairs, table } from '../table.ts';
import { sentLinks, withoutUnsent } from '../sandbox-links.ts';
import type { SentLinks } from '../sandbox-links.ts';
import { addSandboxFailuresCommand } from './sandbox-failures.ts';
import { addSandboxFaultCommands } from './sandbox-faults.ts';
import { addSandboxStartCommand } from './sandbox-start.ts';

const EXAMPLES = `
Examples:
  enroll sandbox start --account 099999999999     runs until Ctrl-C; its state stays
  enroll aws apply --mpa 099999999999 --profile 'sandbox (simulated)'
  enroll sandbox advance 1d                       a day passes there: the first report is delivered
  enroll sandbox faults on throttled --uses 3     what can go wrong, goes wrong`;

/** `enroll sandbox …`: a simulated AWS account to rehearse in. */
export function addSandboxCommands(program: Command, cli: Cli): void {
  const sandbox = program
    .command('sandbox')
    .description('a simulated AWS account on this computer, to rehearse the set-up in; nothing of it is real')
    .option(
      '--dir <folder>',
      'where it keeps its state (else ENROLL_SANDBOX, else in your data folder)',
      toPath('--dir'),
    )
    .addHelpText('after', EXAMPLES)
    .hook('preAction', () => {
      const { dir } = sandbox.opts<{ dir?: string }>();
      if (dir !== undefined) cli.useSandbox(dir);
    });

  addSandboxStartCommand(sandbox, cli);
  addSandboxFaultCommands(sandbox, cli);
  addSandboxFailuresCommand(sandbox, cli);

  sandbox
    .command('status')
    .description('show its time, its accounts, what was made in it, and the links that the vendor has sent')
    .action(async () => {
      const client = await cli.client();
      const status = await client.sandbox.status();
      const links = await sentLinks(client, status.accounts);
      await cli.output.say({ json: status, text: statusText(status, links) });
    });

  sandbox
    .command('advance')
    .addArgument(new Argument('<DURATION>', 'such as 1d or 12h').argParser(toDuration))
    .description('let time pass in it: reports are delivered, the vendor answers')
    .action(async (milliseconds: number) => {
      const client = await cli.client();
      const advanced = await client.sandbox.advance({ milliseconds });
      const events = withoutUnsent(advanced.events, await sentLinks(client, advanced.status.accounts));
      const happened = events.length === 0 ? 'Nothing happened meanwhile.' : events.join('\n');
      await cli.output.say({
        json: { ...advanced, events },
        text: `${SIMULATED}\nIt is ${minute(advanced.status.now)} UTC in the sandbox now.\n${happened}`,
        note:
          advanced.status.url === null
            ? 'It does not run: start it in another terminal with enroll sandbox start, then go on with: enroll aws apply'
            : 'Go on with: enroll aws apply',
      });
    });

  sandbox
    .command('reset')
    .description('empty it: the accounts stay, with nothing in them')
    .action(async () => {
      await cli.confirm('Empty the sandbox');
      const status = await (await cli.client()).sandbox.reset();
      await cli.output.say({ json: status, text: `The sandbox in ${status.folder} is empty.` });
    });
}

async function statusText(status: SandboxStatusView, sent: readonly SentLinks[]): Promise<string> {
  const { folder, url, now, advanced, faults, calls, created } = status;
  const counted = Object.values(calls).reduce((sum, n) => sum + n, 0);
  const about = pairs([
    ['State in', folder],
    ['Runs', url ?? 'no; start it with: enroll sandbox start'],
    ['Time there', `${minute(now)} UTC${advanced === 0 ? '' : `, ${durationText(advanced)} ahead`}`],
    ['Calls so far', counted],
    ['Made so far', created.length],
  ]);
  const links = sent.map(linksText);
  const made = created.length === 0 ? [] : [`Made, in order:\n${created.map((what) => `  ${what}`).join('\n')}`];
  const rows = faults.map(({ key, accountId, uses, operation }) => [
    key,
    accountId ?? 'all',
    uses ?? 'always',
    operation,
  ]);
  const on = rows.length === 0 ? [] : [await table(['Fault', 'Account', 'Still happens', 'To'], rows)];
  return [SIMULATED, about, ...links, ...on, ...made].join('\n\n');
}

function linksText({ account, extractor, accessRole }: SentLinks): string {
  return [
    `Account ${account.id}:`,
    ...(extractor === undefined ? [] : [`  Extractor link:    ${extractor ?? NOT_SENT}`]),
    ...(accessRole === undefined ? [] : [`  Access role link:  ${accessRole}`]),
  ].join('\n');
}

const NOT_SENT = 'not yet; it answers the hand-off mail, which apply makes after the first delivery';
