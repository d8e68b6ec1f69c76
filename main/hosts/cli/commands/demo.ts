import type { Command } from 'commander';
import { APP_VERSION } from '../../setup/version.ts';
import type { Cli } from '../cli.ts';
import { toPath } from '../parse.ts';

/** `enroll demo`: the whole job on made-up data. */
export function addDemoCommand(program: Command, cli: Cli): void {
  program
    .command('demo')
    .requiredOption('--out <folder>', 'a folder for it; an earlier demo in it is replaced', toPath('--out'))
    .description('do the whole job on made-up data, in a ledger of its own inside the folder')
    .addHelpText('after', `\nExample:\n  enroll demo --out demo`)
    .action(async ({ out }: { out: string }) => {
      cli.assertMpaUsed();
      const [{ runDemo }, { DEMO_NOW }, { connectInCommands }] = await Promise.all([
        import('../../../core/rehearsals/demo/demo.ts'),
        import('../../../core/rehearsals/demo/data.ts'),
        import('../../setup/connect-in-commands.ts'),
      ]);
      const lines: string[] = [];
      const done = await runDemo({
        root: out,
        host: 'cli',
        appVersion: APP_VERSION,
        connect: connectInCommands(cli.log),
        log: cli.log,
        now: DEMO_NOW,
        signal: cli.abortable.signal,
        say: (line) => lines.push(line),
      });
      const note = `Look around: enroll steps --ledger '${done.ledger}'`;
      await cli.output.say({ json: done, text: lines.join('\n').trim(), note: `${note}\nIt is all in ${done.folder}` });
    });
}
