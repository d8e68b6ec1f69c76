import { placeholdersSchema } from '../../../../shared/contract/imports.ts';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { ImportField } from '../../../../shared/domain/import-field.ts';
import type { JobControl } from '../../ledger/context.ts';
import { readTable } from '../../spreadsheets/read.ts';
import type { EncodingDoubt, TableInfo, TableSource } from '../../spreadsheets/read.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import type { SheetAnalysis } from './analyse-sheet.ts';
import type { Placeholders } from './check-cell.ts';
import { KNOWN_HEADERS } from './header-words.ts';
import { noList, refuseWithoutEffect } from './no-list.ts';
import { OWN_HEADINGS } from './own-headings.ts';
import { choicesOfSheet, isOfSeveral } from './read-choices.ts';
import type { ReadChoices } from './read-choices.ts';
import { rememberedAnswers, rememberedColumns } from './remembered.ts';
import { MOST_NAMED, SheetPass, StagedRows } from './sheet-pass.ts';
import type { SheetStart } from './sheet-pass.ts';
import type { Filled, FoundPlaceholders } from './stage-meta.ts';

/** What is read into a stage. */
export interface FillInput {
  readonly source: TableSource;
  readonly mpaId: string;
  readonly choices: ReadChoices;
  /** Whether a person can be asked where the list is; if not, a file without one is refused. */
  readonly askForHeader: boolean;
}

/**
 * Reads a file or a text into an empty stage, in one pass: the sheets that are asked for, or else the one that looks most like an account
 * list; an earlier one that looked less like it is thrown out again.
 * @throws AppError FILE_*, SHEET_NOT_FOUND, HEADER_NOT_FOUND, COLUMN_NOT_FOUND, INVALID_INPUT, CANCELLED
 */
export async function fillStage(db: ReadDb, control: JobControl, input: FillInput): Promise<Filled> {
  const { choices, askForHeader } = input;
  const { info, sheets, lists, doubt } = await readSheets(db, control, input);
  const found = lists.length > 0;
  const chosen = found || !askForHeader ? lists : sheets.filter((sheet) => sheet.analyseAnyway()).slice(0, 1);
  const analysis = chosen[0]?.analysis;
  if (info === undefined || analysis === undefined) throw noList(choices, sheets, info);
  refuseWithoutEffect(choices, sheets, chosen);
  const { format, name, sha256, bytes, encoding, delimiter } = info;
  const told = { ...(encoding === undefined ? {} : { encoding }), ...(delimiter === undefined ? {} : { delimiter }) };
  const others = sheets.filter((sheet) => !chosen.includes(sheet));
  const isHidden = found && !chosen.every((sheet) => isAskedFor(sheet, choices));
  const rivals = rivalsOf(others, analysis, { choices, isHidden });
  return {
    info: { format, name, sha256, bytes, ...told },
    sheets: sheets.map((sheet) => sheet.filled(chosen.includes(sheet))),
    found,
    isHidden,
    rivals: rivals.map((sheet) => sheet.name),
    rows: sum(chosen, ({ staged }) => staged),
    blankRows: sum(chosen, ({ blank }) => blank),
    doubt: choices.encoding === undefined ? doubtThatMatters(doubt, analysis) : null,
    remarks: [
      ...chosen.flatMap(remarksOn),
      ...otherLists(others.filter((sheet) => !rivals.includes(sheet))),
      ...(choices.sheets === 'all' ? withoutList(others.filter(({ visible }) => visible)) : []),
      ...others.flatMap(unread),
    ],
    placeholders: placeholdersOf(chosen.filter(({ placeholdersAs }) => placeholdersAs === null)),
    said: { encoding: choices.encoding ?? null, placeholders: choices.placeholders ?? null },
    remembered: { doubt: null, placeholders: choices.placeholders === undefined ? rememberedPlaceholders(chosen) : [] },
    repeatedHeaders: sum(chosen, ({ repeatedHeaders }) => repeatedHeaders),
  };
}

/** All sheets that were read, and those of them that are staged. */
interface ReadSheets {
  info: TableInfo | undefined;
  sheets: SheetPass[];
  lists: SheetPass[];
  doubt: EncodingDoubt | null;
}

async function readSheets(db: ReadDb, control: JobControl, { source, mpaId, choices }: FillInput): Promise<ReadSheets> {
  const remembered = (headers: readonly string[]): Map<number, ImportField> => rememberedColumns(db, mpaId, headers);
  const placeholders = (headers: readonly string[]): Placeholders =>
    choices.placeholders ?? rememberedAnswers(db, mpaId, headers).placeholders;
  const stage = new StagedRows(db);
  const read: ReadSheets = { info: undefined, sheets: [], lists: [], doubt: null };
  const passOf = (start: SheetStart): SheetPass => {
    const own = choicesOfSheet(choices, start.sheet.name, remembered);
    const isText = read.info?.format !== 'xlsx';
    return new SheetPass(stage, start, { mpaId, choices: own, placeholders, isText });
  };
  for await (const event of readTable(source, readOptions(choices))) {
    control.checkCancelled();
    if (event.type === 'info') {
      read.info = event.info;
      if (choices.sheets === 'all' && event.info.format !== 'xlsx') throw oneSheetAlone(event.info);
    }
    if (event.type === 'sheet') read.sheets.push(passOf(event));
    if (event.type === 'sheet-failed') {
      const failed = read.sheets.find(({ index }) => index === event.sheet.index) ?? passOf(event);
      // Nobody needs a hidden sheet, unless the list is on it.
      if (read.lists.includes(failed)) throw new AppError('FILE_UNREADABLE', event.message, { sheet: failed.name });
      failed.failed = event.message;
      if (!read.sheets.includes(failed)) read.sheets.push(failed);
    }
    const current = read.sheets.at(-1);
    if (current === undefined || (event.type !== 'rows' && event.type !== 'sheet-end')) continue;
    if (event.type === 'rows') current.take(event.rows);
    else {
      read.doubt = event.doubt;
      current.beside = event.beside ?? [];
    }
    if (!current.analysed && (event.type === 'sheet-end' || current.hasHead)) {
      current.analyse();
      const isOneOfSeveral = isOfSeveral(choices) && isAskedFor(current, choices);
      if (isOneOfSeveral ? current.isList : isBetter(current, read.lists[0], choices)) {
        if (!isOneOfSeveral) stage.clear();
        read.lists = isOneOfSeveral ? [...read.lists, current] : [current];
        current.startStaging();
      }
    }
    control.progress({ what: 'Reading rows', done: current.seen });
  }
  read.sheets.sort((one, other) => one.index - other.index);
  return read;
}

function readOptions({ sheets, encoding }: ReadChoices): Parameters<typeof readTable>[1] {
  return {
    knownHeaders: KNOWN_HEADERS,
    ownHeadings: OWN_HEADINGS,
    ...(sheets !== undefined && sheets !== 'all' && { sheets }),
    ...(encoding !== undefined && { encoding }),
  };
}

function oneSheetAlone({ name }: TableInfo): AppError {
  const message = `${name || 'A pasted text'} is one sheet alone. Leave out that all sheets are to be imported.`;
  return new AppError('INVALID_INPUT', message, { name });
}

function sum(sheets: readonly SheetPass[], count: (sheet: SheetPass) => number): number {
  return sheets.reduce((total, sheet) => total + count(sheet), 0);
}

/** Words whose meaning was remembered, by what they are taken for. */
function rememberedPlaceholders(sheets: readonly SheetPass[]): Filled['remembered']['placeholders'] {
  return placeholdersSchema.options.flatMap((as) => {
    const found = placeholdersOf(sheets.filter(({ placeholdersAs }) => placeholdersAs === as));
    return found.count === 0 ? [] : [{ as, found }];
  });
}

function placeholdersOf(sheets: readonly SheetPass[]): FoundPlaceholders {
  const found = sheets.map(({ placeholders }) => placeholders);
  return {
    count: sum(sheets, ({ placeholders }) => placeholders.count),
    words: [...new Set(found.flatMap(({ words }) => words))].slice(0, MOST_NAMED),
    rows: found.flatMap(({ rows }) => rows).slice(0, MOST_NAMED),
  };
}

/** What the AWS CLI names the token of a list that goes on. */
const GOES_ON = /^next_?token$/iu;

/** What is to be said once about a list as a whole. */
function remarksOn({ otherLines, beside }: SheetPass): string[] {
  const others = [...otherLines, ...beside];
  const rest = others.filter((name) => !GOES_ON.test(name));
  const remarks: string[] = [];
  if (rest.length < others.length) {
    remarks.push(
      'The list is not complete: it ends with the token by which AWS gives the rest. Ask AWS for all accounts.',
    );
  }
  if (rest.length > 0)
    remarks.push(`What stands under ${rest.slice(0, MOST_NAMED).join(', ')} is no account and was left out.`);
  return remarks;
}

/** The other sheets that have lists: a person may want their accounts too. */
function otherLists(others: readonly SheetPass[]): string[] {
  return others
    .filter((sheet) => sheet.isList && sheet.listed > 0)
    .map(({ name, listed, visible }) => {
      const [sheet, how] = visible
        ? ['sheet', act('import.sheet')]
        : ['hidden sheet', act('import.sheet', { hidden: true })];
      return `The ${sheet} '${name}' is a list as well, of ${rowsInWords(listed)}, and is not read. Import it too${how}.`;
    });
}

/** Where all sheets are to be imported: those that can't be. */
function withoutList(others: readonly SheetPass[]): string[] {
  return others
    .filter(({ seen }) => seen > 0)
    .map(
      ({ name, seen }) => `No list was found on the sheet '${name}', which has ${rowsInWords(seen)}. It is not read.`,
    );
}

function unread({ name, failed }: SheetPass): string[] {
  return failed === null ? [] : [`The hidden sheet '${name}' could not be read: ${failed}`];
}

function rowsInWords(rows: number): string {
  return `${rows} ${rows === 1 ? 'row' : 'rows'}`;
}

/** A doubt about the encoding, with the cells that are imported and the headings; null where it is about neither. */
function doubtThatMatters(doubt: EncodingDoubt | null, { columns, headerRows }: SheetAnalysis): EncodingDoubt | null {
  if (doubt === null) return null;
  const unused = new Set(
    columns.filter(({ field }) => field === 'ignore' || field === 'rowNote').map(({ index }) => index),
  );
  const samples = doubt.samples.filter(({ row, column }) => headerRows.includes(row) || !unused.has(column));
  return samples.length === 0 ? null : { ...doubt, samples: samples.slice(0, MOST_NAMED) };
}

/** Whether a sheet is read because somebody wants it: it is visible, or was named. */
function isAskedFor({ visible }: SheetPass, { sheets }: ReadChoices): boolean {
  return visible || (sheets !== undefined && sheets !== 'all');
}

/** Whether a sheet looks more like the account list than the best before it; a hidden one never more than a visible one. */
function isBetter(sheet: SheetPass, best: SheetPass | undefined, choices: ReadChoices): boolean {
  const { analysis } = sheet;
  if (analysis?.importable !== true) return false;
  if (best?.analysis === undefined) return true;
  return isAskedFor(sheet, choices) === isAskedFor(best, choices) && analysis.score > best.analysis.score;
}

/** The sheets of which a person has to choose one: those that look just as much like the list or, where it is hidden, all hidden lists. */
function rivalsOf(
  others: readonly SheetPass[],
  best: SheetAnalysis,
  { choices, isHidden }: { choices: ReadChoices; isHidden: boolean },
): SheetPass[] {
  const lists = others.filter((sheet) => sheet.isList);
  if (isHidden) return lists;
  if (isOfSeveral(choices)) return [];
  return lists.filter((sheet) => sheet.visible && (sheet.analysis?.score ?? 0) >= best.score);
}
