import { CommanderError } from 'commander';
import { Cli } from './cli.ts';
import { failureText, toFailure } from './failure.ts';
import { commonOptions, makeProgram } from './program.ts';

/** Codes by which commander says that it has printed what was asked for. */
const PRINTED: ReadonlySet<string> = new Set(['commander.helpDisplayed', 'commander.version']);

/**
 * Runs one command line to its end.
 * @param args what follows `enroll`
 * @returns the exit code
 */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const { program, addCommands } = makeProgram();
  const cli = new Cli(() => commonOptions(program));
  addCommands(cli);
  const release = cancelOnSignals(cli);
  const onWarning = ({ name, message }: Error): void => cli.log.warn('cli.node-warning', message, { name });
  process.on('warning', onWarning);
  try {
    await program.parseAsync(args, { from: 'user' });
    return cli.exitCode;
  } catch (error) {
    return fail(error, cli, args);
  } finally {
    process.off('warning', onWarning);
    await cli.close();
    release();
  }
}

function fail(error: unknown, cli: Cli, args: readonly string[]): number {
  if (error instanceof CommanderError) {
    if (PRINTED.has(error.code)) return 0;
    // A group without a command: its help was printed, on standard error.
    if (error.code === 'commander.help') return 2;
  }
  // Who read our output has gone and what was under way was ended for it: nobody is there to be told.
  if (cli.output.closed) return cli.exitCode;
  const failure = toFailure(error);
  // The parser may have stopped before it came to --json.
  const json = cli.output.json || args.includes('--json');
  process.stderr.write(`${failureText(failure, json)}\n`);
  if (failure.code === 'INTERNAL') cli.log.error('cli.failed', 'A command failed inside Enrollment Desk', error);
  else cli.log.warn('cli.refused', 'A command ended with an error', { code: failure.code });
  return failure.exitCode;
}

/** The first Ctrl-C ends the work cleanly; a second one ends the program. */
function cancelOnSignals(cli: Cli): () => void {
  const onSignal = (signal: NodeJS.Signals): void => {
    release();
    process.once(signal, () => process.exit(signal === 'SIGINT' ? 130 : 143));
    cli.cancel();
  };
  const release = (): void => {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return release;
}
