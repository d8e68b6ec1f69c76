import type { Command } from 'commander';
import type { RehearsedFailure } from '../../../core/rehearsals/failures/rehearse.ts';
import { inCommands } from '../../setup/command-words.ts';
import { APP_VERSION } from '../../setup/version.ts';
import type { Cli } from '../cli.ts';
import { refuseUseless } from '../options.ts';
import { progressLine } from '../progress.ts';
import { count, table } from '../table.ts';

/** `enroll sandbox failures`: every failure that can be injected, and what is shown. */
export function addSandboxFailuresCommand(sandbox: Command, cli: Cli): void {
  sandbox
    .command('failures')
    .argument('[KEY...]', 'these failures; all of them unless given')
    .description('inject each failure of the list into a sandbox of its own, and show what the program says to it')
    .action(async (keys: string[]) => {
      cli.assertMpaUsed();
      refuseUseless(sandbox, ['dir'], 'on failures: each has a sandbox of its own');
      const [{ rehearseFailures }, { FAILURE_CASES }] = await Promise.all([
        import('../../../core/rehearsals/failures/rehearse.ts'),
        import('../../../core/rehearsals/failures/cases.ts'),
      ]);
      const line = progressLine(process.stderr, !cli.output.json && !cli.output.quiet);
      const all = keys.length === 0;
      const total = all ? FAILURE_CASES.length : keys.length;
      const around = { appVersion: APP_VERSION, log: cli.log, signal: cli.abortable.signal };
      const found = (
        await rehearseFailures(around, all ? null : keys, (done) =>
          line.show({ what: 'Failures', done, total }),
        ).finally(() => line.clear())
      ).map(inOurWords);
      const wrong = found.filter(({ right }) => !right).length;
      if (wrong > 0) cli.exitCode = 1;
      await cli.output.say({
        json: found,
        text: failuresTable(found),
        note:
          wrong === 0
            ? `All ${count(found.length, 'failure')} shown as they should.`
            : `${count(wrong, 'failure')} not.`,
      });
    });
}

/** The core says what to do as actions; here they are commands. */
function inOurWords(found: RehearsedFailure): RehearsedFailure {
  return { ...found, sentence: inCommands(found.sentence), remedy: inCommands(found.remedy) };
}

function failuresTable(found: readonly RehearsedFailure[]): Promise<string> {
  return table(
    ['Failure', 'Injected', 'Code shown', 'Right', 'Sentence', 'Remedy shown'],
    found.map(({ key, injected, code, right, sentence, remedy }) => [
      key,
      injected,
      code ?? '(none)',
      right ? 'yes' : 'NO',
      sentence,
      remedy,
    ]),
  );
}
