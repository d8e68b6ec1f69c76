import type { Command } from 'commander';
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
      const [{ runDemo }, { DEMO_NOW }] = await Promise.all([
        import('../../setup/demo/demo.ts'),
        import('../../setup/demo/data.ts'),
      ]);
      const lines: string[] = [];
      const done = await runDemo({
        root: out,
        host: 'cli',
        log: cli.log,
        now: DEMO_NOW,
        signal: cli.abortable.signal,
        say: (line) => lines.push(line),
      });
      const note = `Look around: enroll steps --ledger '${done.ledger}'`;
      await cli.output.say({ json: done, text: lines.join('\n').trim(), note: `${note}\nIt is all in ${done.folder}` });
    });
}
