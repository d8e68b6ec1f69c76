import { once } from 'node:events';
import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { toWholeNumber } from '../parse.ts';

/** `enroll serve`: the app in a browser, where there is no desktop. */
export function addServeCommand(program: Command, cli: Cli): void {
  program
    .command('serve')
    .option('--port <number>', 'the port; that of before, or else a free one, unless given', toWholeNumber)
    .option('--idle <time>', 'after which time without anybody at the page its session ends: 12h unless given')
    .description('serve the app on 127.0.0.1 and print the address that opens it, until Ctrl-C')
    .addHelpText(
      'after',
      '\nThe address works once, within a minute. Pages that are open go on when it is started again.\nENROLL_SESSION_IDLE says the idle time where --idle does not.',
    )
    .action(async ({ port, idle }: { port?: number; idle?: string }) => {
      cli.assertMpaUsed();
      const { serve } = await import('../../web/serve.ts');
      const { signal } = cli.abortable;
      const lines: string[] = [];
      const serving = await serve({ ledger: cli.options.ledger, port, idle, say: (line) => lines.push(line) });
      await cli.output.say({ json: { origin: serving.origin, lines }, text: lines.join('\n') });
      if (!signal.aborted) await once(signal, 'abort');
      await serving.close();
    });
}
