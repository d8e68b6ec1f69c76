import { homedir } from 'node:os';
import type { Command } from 'commander';
import { writeNew } from '../../../core/files/overwrite.ts';
import { systemClock } from '../../../core/time/clock.ts';
import { dataFolder, logFolder } from '../../setup/paths.ts';
import { APP_VERSION } from '../../setup/version.ts';
import type { Cli } from '../cli.ts';
import { toPath } from '../parse.ts';

/** `enroll diagnose`: what a support mail needs, without customer data. */
export function addDiagnoseCommand(program: Command, cli: Cli): void {
  program
    .command('diagnose')
    .description(
      'versions, ledger health and the end of the log for a support mail; nothing of your customers is in it',
    )
    .option('--out <file>', 'write it to a file instead', toPath('--out'))
    .addHelpText('after', `\nExamples:\n  enroll diagnose\n  enroll diagnose --out diagnosis.txt`)
    .action(async ({ out }: { out?: string }) => {
      cli.assertMpaUsed();
      const [{ diagnose }, { diagnosisText }] = await Promise.all([
        import('../../../core/diagnose/diagnose.ts'),
        import('../../../core/diagnose/report.ts'),
      ]);
      const found = diagnose({
        ledgerPath: cli.ledgerPath,
        logFolder: logFolder(),
        dataFolder: dataFolder(),
        home: homedir(),
        appVersion: APP_VERSION,
        clock: systemClock,
      });
      if (out === undefined) return cli.output.say({ json: found, text: diagnosisText(found) });
      await writeNew(out, `${cli.output.json ? JSON.stringify(found, null, 2) : diagnosisText(found)}\n`);
      return cli.output.say({ json: { path: out }, note: `Written to ${out}. Read it before you send it.` });
    });
}
