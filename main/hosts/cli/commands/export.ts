import type { Command } from 'commander';
import { Option } from 'commander';
import { SHEET_NUMBERS, SHEETS, sheetHeaders } from '../../../../shared/domain/sheets.ts';
import type { SheetFormat, SheetNumber } from '../../../../shared/domain/sheets.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { Cli } from '../cli.ts';
import { markRehearsal } from '../mark-rehearsal.ts';
import { toPath } from '../parse.ts';
import { pickMpa } from '../pick.ts';
import { count } from '../table.ts';

interface ExportOptions {
  format: SheetFormat;
  out: string;
  overwrite?: true;
}

/** `enroll export SHEET`: the vendor's five spreadsheets. */
export function addExportCommand(program: Command, cli: Cli): void {
  const sheets = SHEET_NUMBERS.map((n) => `  ${n}  ${SHEETS[n].usedFor}: ${sheetHeaders(n).join(' · ')}`).join('\n');
  program
    .command('export')
    .argument('<SHEET>', 'which of the five sheets, 1 to 5', toSheet)
    .addOption(new Option('--format <format>', 'the kind of file').choices(['xlsx', 'csv']).default('xlsx'))
    .requiredOption('--out <folder>', 'the folder to write it into; made where it is missing', toPath('--out'))
    .option('--overwrite', 'replace a file of that name that has other content')
    .description("write one of the vendor's five spreadsheets")
    .addHelpText('after', `\nSheets:\n${sheets}\n\nExample:\n  enroll export 3 --format xlsx --out sheets`)
    .action(async (sheet: SheetNumber, { format, out, overwrite }: ExportOptions) => {
      const mpa = await pickMpa(cli);
      markRehearsal(cli, mpa);
      const input = { mpaId: mpa.id, sheet, format, folder: out, overwrite: overwrite === true };
      const client = await cli.client();
      const written = await cli.run(client.sheets.export(input, cli.abortable));
      const same = written.unchanged ? ' It was there already with the same content.' : '';
      const guarded =
        written.neutralised > 0
          ? ` ${count(written.neutralised, 'cell')} that start like a formula were made harmless.`
          : '';
      await cli.output.say({
        json: written,
        note: `Sheet ${sheet} (${SHEETS[sheet].usedFor}): ${count(written.rows, 'row')} in ${written.path}.${same}${guarded}\nWhat the vendor would send back: enroll check`,
      });
    });
}

/** @throws AppError INVALID_INPUT. */
function toSheet(text: string): SheetNumber {
  const sheet = SHEET_NUMBERS.find((number) => String(number) === text);
  if (sheet !== undefined) return sheet;
  throw new AppError('INVALID_INPUT', `There is no sheet ${text}; there are 1 to 5. See: enroll export --help`);
}
