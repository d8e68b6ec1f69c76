import { writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import type { Command } from 'commander';
import { AppError } from '../../../../shared/domain/app-error.ts';
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
      writeNew(out, cli.output.json ? JSON.stringify(found, null, 2) : diagnosisText(found));
      return cli.output.say({ json: { path: out }, note: `Written to ${out}. Read it before you send it.` });
    });
}

function writeNew(path: string, text: string): void {
  try {
    writeFileSync(path, `${text}\n`, { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'EEXIST') throw new AppError('ALREADY_EXISTS', `There is a file already at ${path}.`, { path });
    throw new AppError(
      'FILE_NOT_WRITTEN',
      `${path} could not be written: ${error.message}`,
      { path },
      { cause: error },
    );
  }
}
