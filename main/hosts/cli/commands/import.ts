import { Option } from 'commander';
import type { Command } from 'commander';
import { placeholdersSchema } from '../../../../shared/contract/imports.ts';
import type { ImportFault, ImportResult, ImportRow, ImportSummary } from '../../../../shared/contract/imports.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { changesInWords } from '../../../../shared/domain/import-changes.ts';
import type { Cli } from '../cli.ts';
import { newAccountsOf, newAccountsText } from '../import-new.ts';
import { collectRowPlaces, fieldsText, sourceName, toDecisions, toReading, toSource } from '../import-options.ts';
import type { ImportOptions } from '../import-options.ts';
import { aboutText, badRows, previewText, rowInWords, SHOWN, SHOWN_MISSING } from '../import-preview.ts';
import type { PreviewParts } from '../import-preview.ts';
import { JsonDocument } from '../json-document.ts';
import { refuseUseless } from '../options.ts';
import { MOST_A_PAGE, pages, take } from '../pages.ts';
import { collect, toPath } from '../parse.ts';
import { pickMpa } from '../pick.ts';
import { count } from '../table.ts';

const SEVERAL_SHEETS = `Where several sheets are imported, a row is SHEET!ROW, as in --leave-out 'North!12', and what is said of the header or
a column of one sheet alone is --header-row 'North!3' and --map 'North!Kunde=subsetName'.`;

const EXAMPLES = `
Examples:
  enroll import accounts.xlsx                        look first; nothing is changed
  enroll import accounts.xlsx --yes                  apply it
  enroll import list.csv --map 'Kunde=subsetName' --header-row 4
  enroll import book.xlsx --all-sheets               all sheets that have a list, as one import
  enroll import --from organizations                 all accounts of the organization, from AWS
  enroll import accounts.xlsx --yes --skip-invalid --rejects rejected.xlsx
  xclip -o | enroll import -                         rows copied in a spreadsheet program`;

/** `enroll import FILE`: an account list into the ledger, after a preview. */
export function addImportCommand(program: Command, cli: Cli): void {
  program
    .command('import')
    .argument('[FILE]', '.xlsx, .csv, .txt; - for standard input', (text) =>
      text === '-' ? text : toPath('FILE')(text),
    )
    .addOption(new Option('--from <source>', 'instead of a file').choices(['organizations']))
    .option('--profile <name>', "the AWS profile for --from; the payer account's own unless given")
    .description('import an account list; without --yes only a preview. Nothing is ever removed')
    .option(
      '--sheet <name>',
      'the sheet, given several times for several; the one that looks most like an account list unless given',
      collect,
    )
    .option('--all-sheets', 'all visible sheets that have a list, as one import')
    .option(
      '--header-row <row>',
      'the row of the header, 0 where there is none; searched for unless given',
      collectRowPlaces,
    )
    .option('--map <Column=field>', 'what a column means, by its header or letter; may be given several times', collect)
    .option('--encoding <name>', 'the encoding of a text file, such as windows-1250; found out, or asked, unless given')
    .addOption(
      new Option('--placeholders <what>', "what words such as N/A, NULL or '-' are: blank cells, or text").choices(
        placeholdersSchema.options,
      ),
    )
    .option('--include-hidden', 'hidden and filtered rows belong to the list')
    .option('--exclude-hidden', "hidden and filtered rows don't belong to the list")
    .option('--accept-repairs', 'confirm account IDs that were padded with zeros on the strength of their length alone')
    .option('--id <ROW=ID>', 'the right account ID of a row; may be given several times', collect)
    .option('--leave-out <row>', 'leave a row out; may be given several times', collectRowPlaces)
    .option('--skip-invalid', 'leave out every row that is wrong, and apply the others')
    .option(
      '--rejects <file.xlsx>',
      'write the rows that are not imported to a workbook, with the reasons beside them',
      toPath('--rejects'),
    )
    .addHelpText('after', `\n${SEVERAL_SHEETS}\n\nFields for --map:\n${fieldsText()}\n${EXAMPLES}`)
    .action((file: string | undefined, options: ImportOptions, command: Command) => {
      if (options.from !== undefined) refuseUseless(command, OF_A_FILE, 'on accounts that come from AWS');
      else refuseUseless(command, ['profile'], 'without --from');
      if (options.allSheets) refuseUseless(command, ['sheet'], 'with --all-sheets');
      return importList(cli, file ?? null, options);
    });
}

/** What says how a file is read. */
const OF_A_FILE = ['sheet', 'allSheets', 'headerRow', 'map', 'encoding', 'includeHidden', 'excludeHidden'];

/** @param file null: the accounts come from AWS */
async function importList(cli: Cli, file: string | null, options: ImportOptions): Promise<void> {
  if ((file === null) !== (options.from !== undefined)) {
    throw new AppError('INVALID_INPUT', 'Name a file, or say --from organizations.');
  }
  const client = await cli.client();
  const decisions = toDecisions(options);
  const opened = await (file === null ? openOrganization(cli, options) : openFile(cli, file, options));
  const { importId } = opened;
  try {
    const rejects = await writeRejects(cli, opened, options);
    if (cli.output.json) await sayJson(cli, opened, options, rejects);
    else {
      const understood = await askPlaceholders(cli, opened, options);
      await sayText(cli, await askOpen(cli, understood, decisions), { file, options, rejects });
    }
  } finally {
    await cli.run(client.imports.close({ importId }));
  }
}

async function openFile(cli: Cli, file: string, options: ImportOptions): Promise<ImportSummary> {
  const { id: mpaId } = await pickMpa(cli);
  const input = {
    mpaId,
    source: await toSource(file, process.stdin),
    ...toReading(options),
    decisions: toDecisions(options),
  };
  return cli.run((await cli.client()).imports.open(input, cli.abortable));
}

async function openOrganization(cli: Cli, options: ImportOptions): Promise<ImportSummary> {
  const { id: mpaId } = await pickMpa(cli);
  const input = { mpaId, profile: options.profile ?? null, decisions: toDecisions(options) };
  return cli.run((await cli.client()).imports.openOrganization(input, cli.abortable));
}

/** Asks the person at a terminal what words such as N/A are, and reads the list again by the answer. */
async function askPlaceholders(cli: Cli, summary: ImportSummary, options: ImportOptions): Promise<ImportSummary> {
  const question = summary.questions.find(({ kind }) => kind === 'placeholders');
  if (question === undefined || !cli.canAsk || cli.options.yes) return summary;
  const placeholders = (await cli.ask(`${question.sentence} Are they blank?`)) ? 'blank' : 'text';
  const { importId } = summary;
  const input = { importId, ...toReading({ ...options, placeholders }), decisions: toDecisions(options) };
  return cli.run((await cli.client()).imports.reopen(input, cli.abortable));
}

/** Puts to the person at a terminal what only a person can decide. */
async function askOpen(
  cli: Cli,
  summary: ImportSummary,
  decisions: ReturnType<typeof toDecisions>,
): Promise<ImportSummary> {
  if (!cli.canAsk || cli.options.yes) return summary;
  const decided = { ...decisions };
  const hidden = summary.questions.find(({ kind }) => kind === 'hidden');
  if (hidden)
    decided.hidden = (await cli.ask(`${hidden.sentence} Do they belong to the list?`)) ? 'include' : 'exclude';
  const { unconfirmed } = summary.rows;
  if (unconfirmed > 0) {
    const repaired = await take(faultsOf(cli, summary, 'unconfirmed'), SHOWN);
    cli.output.tell(
      repaired.map((fault) => `  ${rowInWords(summary, fault)}: ${fault.value}: ${fault.reason}`).join('\n'),
    );
    decided.acceptRepairs = await cli.ask(
      unconfirmed === 1 ? 'Is this repaired account ID right?' : `Are these ${unconfirmed} repaired account IDs right?`,
    );
  }
  if (hidden === undefined && unconfirmed === 0) return summary;
  const { importId } = summary;
  return cli.run((await cli.client()).imports.decide({ importId, decisions: decided }, cli.abortable));
}

async function sayText(
  cli: Cli,
  summary: ImportSummary,
  { file, options, rejects }: { file: string | null; options: ImportOptions; rejects: string | null },
): Promise<void> {
  const written =
    rejects === null ? '' : `The rows that are not imported are in ${rejects}: mend them there and import that file.\n`;
  const fresh = await newAccountsText(cli, summary, file === null);
  const text = joined([await preview(cli, summary), fresh]);
  const blocked = (badRows(summary) > 0 && !options.skipInvalid) || summary.questions.length > 0;
  const asks = cli.canAsk && !cli.options.yes && !blocked && summary.changes;
  if (asks) {
    cli.output.tell(text);
    if (!(await cli.ask(`Apply this?`))) return cli.output.say({ json: null, note: 'Nothing was changed.' });
  }
  if (!asks && !cli.options.yes) {
    cli.exitCode = previewExitCode(summary);
    const next = blocked ? `Mend the list, or see: enroll import --help` : 'Apply it with the same command and --yes.';
    const same = summary.nothing ?? 'It would change nothing. The ledger has all of it already.';
    const note = summary.changes || blocked ? `Nothing was changed yet. ${next}` : same;
    return cli.output.say({ json: null, text, note: `${written}${note}` });
  }
  const applied = await apply(cli, summary, options);
  const note = `${written}${appliedText(sourceName(file), summary, applied)}`;
  // What was not asked was not shown either.
  const shown = asks ? '' : joined([aboutText(summary, await findings(cli, summary)), fresh]);
  return cli.output.say({ json: null, ...(shown === '' ? {} : { text: shown }), note });
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

/** One document with everything: the numbers, every fault, every row, what was applied. It is complete also where applying fails. */
async function sayJson(
  cli: Cli,
  summary: ImportSummary,
  options: ImportOptions,
  rejects: string | null,
): Promise<void> {
  const { importId } = summary;
  const client = await cli.client();
  const document = new JsonDocument(process.stdout, () => cli.output.closed);
  await document.member('summary', summary);
  await document.member('rejects', rejects);
  await document.list('faults', faultsOf(cli, summary, null));
  await document.list('missing', missingOf(cli, summary));
  await document.list(
    'rows',
    pages(0, async (after) => {
      const { rows, next } = await client.imports.rows({ importId, after, limit: MOST_A_PAGE });
      return { items: rows, next };
    }),
  );
  await document.list('newAccounts', newAccountsOf(cli, summary));
  try {
    await document.member('applied', cli.options.yes ? await apply(cli, summary, options) : null);
  } catch (error) {
    await document.member('applied', null);
    throw error;
  } finally {
    await document.end();
  }
  if (!cli.options.yes) cli.exitCode = previewExitCode(summary);
}

/** 2 where something has to be said before it can be applied, 1 where rows are wrong or there are none, as applying it would end. */
function previewExitCode(summary: ImportSummary): number {
  if (summary.questions.length > 0) return 2;
  return badRows(summary) > 0 || summary.nothing !== null ? 1 : 0;
}

async function apply(cli: Cli, { importId, preview }: ImportSummary, options: ImportOptions): Promise<ImportResult> {
  const skipInvalid = options.skipInvalid === true;
  const client = await cli.client();
  return (await cli.run(client.imports.apply({ importId, preview, skipInvalid }, cli.abortable))).value;
}

async function writeRejects(cli: Cli, summary: ImportSummary, { rejects }: ImportOptions): Promise<string | null> {
  if (rejects === undefined || badRows(summary) + summary.rows.leftOut === 0) return null;
  const input = { importId: summary.importId, path: rejects };
  return (await cli.run((await cli.client()).imports.writeRejected(input, cli.abortable))).path;
}

async function preview(cli: Cli, summary: ImportSummary): Promise<string> {
  return previewText(summary, {
    ...(await findings(cli, summary)),
    changed: await take(changedRows(cli, summary), SHOWN),
    missing: await take(missingOf(cli, summary), SHOWN_MISSING),
  });
}

function faultsOf(
  cli: Cli,
  { importId }: ImportSummary,
  severity: ImportFault['severity'] | null,
): AsyncIterable<ImportFault> {
  return pages('0:0', async (after) => {
    const client = await cli.client();
    const { faults, next } = await client.imports.faults({ importId, severity, after, limit: MOST_A_PAGE });
    return { items: faults, next };
  });
}

async function* changedRows(cli: Cli, { importId }: ImportSummary): AsyncGenerator<ImportRow> {
  for (const state of ['moved', 'changed'] as const) {
    yield* pages(0, async (after) => {
      const client = await cli.client();
      const { rows, next } = await client.imports.rows({ importId, state, after, limit: MOST_A_PAGE });
      return { items: rows, next };
    });
  }
}

function missingOf(
  cli: Cli,
  { importId }: ImportSummary,
): AsyncIterable<{ id: string; name: string; subset: string | null }> {
  return pages('', async (after) => {
    const client = await cli.client();
    const { accounts, next } = await client.imports.missing({ importId, after, limit: MOST_A_PAGE });
    return { items: accounts, next };
  });
}

/** What was done: what changed is counted, not what was read. */
function appliedText(name: string, { changes }: ImportSummary, applied: ImportResult): string {
  const { leftOutRows } = applied;
  const left = leftOutRows > 0 ? ` ${count(leftOutRows, 'row')} left out.` : '';
  if (!changes) return `${name} changed nothing: the ledger has all of it already.${left}`;
  return `Imported ${name}: ${changesInWords(applied)}.${left}\nTake it back with: enroll undo\nNext: enroll check`;
}

async function findings(cli: Cli, summary: ImportSummary): Promise<Pick<PreviewParts, 'faults' | 'warnings'>> {
  const errors = await take(faultsOf(cli, summary, 'error'), SHOWN);
  const unconfirmed = await take(faultsOf(cli, summary, 'unconfirmed'), SHOWN - errors.length);
  return {
    faults: [...errors, ...unconfirmed],
    warnings: await take(faultsOf(cli, summary, 'warning'), SHOWN),
  };
}
