import { placeholdersSchema } from '../../../../shared/contract/imports.ts';
import type { ImportQuestion, ImportRemembered, ImportSummary } from '../../../../shared/contract/imports.ts';
import { act } from '../../../../shared/domain/action.ts';
import { countChanges, plannedChanges } from '../../../../shared/domain/import-changes.ts';
import { columnLetters } from '../../spreadsheets/xlsx/reference.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import type { SheetsWithIds, StageDecisions } from './classify.ts';
import * as repo from './preview-repo.ts';
import { readMeta } from './stage-repo.ts';
import { chosenSheets } from './stage-meta.ts';
import type { Filled, StageMeta } from './stage-meta.ts';

/** What the newest classification of a stage was made from. */
export interface StagePreview {
  number: number;
  /** The newest operation of the ledger at that time. */
  revision: number;
  decisions: StageDecisions;
}

/** The lasting facts of a stage. @throws Error when it was never filled, which the services exclude. */
export function stageMeta(db: ReadDb): StageMeta {
  return required(readMeta(db, 'import')) as StageMeta;
}

/** The newest preview of a stage. */
export function stagePreview(db: ReadDb): StagePreview {
  return required(readMeta(db, 'preview')) as StagePreview;
}

/** The newest preview's numbers, as they were counted when it was made. */
export function keptSummary(db: ReadDb): ImportSummary {
  return required(readMeta(db, 'summary')) as ImportSummary;
}

/** Which of the sheets that are imported have account IDs, or might have once a question is answered. */
export function sheetsWithIds({ filled }: StageMeta): SheetsWithIds {
  const sheets = chosenSheets(filled);
  const withIds = sheets.filter(({ columns }) =>
    columns.some(({ field, candidates }) => field === 'accountId' || candidates.includes('accountId')),
  );
  if (withIds.length === 0) return 'none';
  return withIds.length === sheets.length ? 'all' : 'some';
}

/** What the classification has to know of the sheets. */
export function sheetsToClassify(meta: StageMeta): { mpaId: string; ids: SheetsWithIds; several: boolean } {
  return { mpaId: meta.mpaId, ids: sheetsWithIds(meta), several: chosenSheets(meta.filled).length > 1 };
}

/** The numbers of a preview, counted in the stage, and what a person still has to decide. */
export function summarize(db: ReadDb): ImportSummary {
  const meta = stageMeta(db);
  const preview = stagePreview(db);
  const { filled } = meta;
  const states = counts(repo.countStates.all(db));
  const ids = counts(repo.countVerdicts.all(db));
  const faults = counts(repo.countFaults.all(db));
  const accounts = counts(repo.countAccounts.all(db));
  const subsets = counts(repo.countSubsets.all(db));
  const workflows = counts(repo.countWorkflows.all(db));
  const customers = counts(repo.countCustomers.all(db));
  const hidden = repo.countHidden.get(db)?.count ?? 0;
  const changes = {
    accounts: {
      new: accounts('new'),
      changed: accounts('changed'),
      moved: accounts('moved'),
      unchanged: accounts('unchanged'),
      missing: repo.countMissing.get(db)?.count ?? 0,
    },
    subsets: { new: subsets('new'), changed: subsets('changed') },
    workflows: { new: workflows('new') },
    endCustomers: { new: customers('new'), changed: customers('changed') },
  };
  return {
    importId: meta.importId,
    mpaId: meta.mpaId,
    preview: preview.number,
    source: filled.info,
    sheets: filled.sheets.map(({ name, hidden: isHidden, importable, chosen, headerRows, rows }) => ({
      name,
      hidden: isHidden,
      importable,
      chosen,
      headerRows: [...headerRows],
      rows,
    })),
    columns: chosenSheets(filled).flatMap(({ name: sheet, columns }) =>
      columns.map((column) => ({
        sheet,
        ...column,
        candidates: [...column.candidates],
        samples: [...column.samples],
      })),
    ),
    remarks: [...filled.remarks],
    remembered: rememberedAnswers(filled),
    questions: questions(filled, hidden, preview.decisions),
    rows: {
      total: filled.rows,
      taken: states('taken'),
      invalid: states('invalid'),
      conflict: states('conflict'),
      unconfirmed: states('unconfirmed'),
      hidden,
      leftOut: states('hidden') + states('left-out'),
      warned: repo.countWarned.get(db)?.count ?? 0,
      edited: repo.countEdited.get(db)?.count ?? 0,
      blank: filled.blankRows,
      repeatedHeaders: filled.repeatedHeaders,
    },
    ids: {
      right: ids('right'),
      repaired: ids('repaired'),
      lostDigits: ids('lost-digits'),
      invalid: ids('invalid'),
      blank: ids('blank'),
    },
    faults: {
      error: faults('error'),
      unconfirmed: faults('unconfirmed'),
      warning: faults('warning'),
      note: faults('note'),
    },
    ...changes,
    changes: countChanges(plannedChanges(changes)) > 0,
    nothing: nothingOf(filled.rows, states('taken')),
  };
}

/** A list of which nothing was understood is not one that says what the ledger has already. */
function nothingOf(rows: number, taken: number): string | null {
  if (rows === 0) return 'The list has no rows below its header.';
  return taken === 0 ? 'No row of the list can be taken.' : null;
}

function questions(filled: Filled, hidden: number, decisions: StageDecisions): ImportQuestion[] {
  const found: ImportQuestion[] = [];
  if (!filled.found) {
    found.push({
      kind: 'header',
      sentence:
        'No column was found that holds account IDs, nor one with subset names beside workflows or Spot organizations.',
      remedy: 'Choose the row with the headers, and say what the columns mean.',
      options: [],
    });
  }
  if (filled.isHidden || filled.rivals.length > 0) found.push(sheetQuestion(filled));
  found.push(...columnQuestions(filled));
  if (filled.doubt !== null) found.push(encodingQuestion(filled.doubt));
  if (filled.placeholders.count > 0) found.push(placeholderQuestion(filled, filled.placeholders));
  if (hidden > 0 && decisions.hidden === null) {
    found.push({
      kind: 'hidden',
      sentence: `${hidden} ${hidden === 1 ? 'row is' : 'rows are'} hidden or filtered out in the file.`,
      remedy: `Say whether they belong to the list${act('import.hidden-rows')}.`,
      options: ['include', 'exclude'],
    });
  }
  return found;
}

/** Which sheet is the list, or whether a hidden one is. */
function sheetQuestion({ sheets, rivals, isHidden }: Filled): ImportQuestion {
  const options = sheets.filter(({ name, chosen }) => chosen || rivals.includes(name)).map(({ name }) => name);
  const [only = ''] = options;
  const names = options.join(', ');
  const question = { kind: 'sheet', options } as const;
  if (!isHidden) {
    const sentence = `Several sheets look like the account list: ${names}.`;
    return { ...question, sentence, remedy: `Choose one, or several${act('import.sheet')}.` };
  }
  if (options.length > 1) {
    const sentence = `Lists are on hidden sheets only: ${names}.`;
    return { ...question, sentence, remedy: `Choose one, or several${act('import.sheet', { hidden: true })}.` };
  }
  const rows = sheets.find(({ name }) => name === only)?.rows ?? 0;
  const sentence = `The only list is on a hidden sheet: '${only}', of ${rows} ${rows === 1 ? 'row' : 'rows'}.`;
  return {
    ...question,
    sentence,
    remedy: `If it is the one to import, choose it${act('import.hidden-sheet', { name: only })}.`,
  };
}

function columnQuestions(filled: Filled): ImportQuestion[] {
  const sheets = chosenSheets(filled);
  return sheets.flatMap(({ name: sheet, columns }) =>
    columns
      .filter(({ candidates }) => candidates.length > 0)
      .map(({ letter, header, candidates, hidden }) => {
        const heading = header === '' ? letter : header;
        const [column, where] = sheets.length > 1 ? [`${sheet}!${heading}`, ` of the sheet '${sheet}'`] : [heading, ''];
        const why = hidden ? 'is hidden in the file' : 'can be understood in more than one way';
        return {
          kind: 'column',
          sentence: `The column ${letter} '${header}'${where} ${why}.`,
          remedy: `Say what it means${act('import.column-meaning', { column, fields: [...candidates] })}.`,
          options: [...candidates],
        };
      }),
  );
}

/** How the first cells read in each encoding that it may be. */
function encodingQuestion({ kind, candidates, samples }: NonNullable<Filled['doubt']>): ImportQuestion {
  const options = differing(candidates, samples);
  const shown = samples.map(
    ({ row, column, texts }) =>
      `row ${row}, column ${columnLetters(column)}: ${options.map((encoding) => `'${texts[encoding] ?? ''}' in ${encoding}`).join(', ')}`,
  );
  const why =
    kind === 'guess'
      ? 'The file does not say in which encoding its text is.'
      : 'The file is UTF-8, but some bytes of it are not.';
  return {
    kind: 'encoding',
    sentence: `${why} It reads as ${shown.join('; ')}.`,
    remedy: `Say which is right${act('import.encoding', { encodings: options })}.`,
    options,
  };
}

/** Of encodings in which all samples read the same the first. */
function differing(candidates: readonly string[], samples: NonNullable<Filled['doubt']>['samples']): string[] {
  const seen = new Set<string>();
  return candidates.filter((encoding) => {
    const reading = JSON.stringify(samples.map(({ texts }) => texts[encoding]));
    const isNew = !seen.has(reading);
    seen.add(reading);
    return isNew;
  });
}

function placeholderQuestion(filled: Filled, found: Filled['placeholders']): ImportQuestion {
  const { count, words, rows } = found;
  const more = count > rows.length ? ' …' : '';
  const many = count === 1 ? 'cell has a word that may stand' : 'cells have a word that may stand';
  const isOne = chosenSheets(filled).length === 1;
  const places = isOne
    ? `rows ${rows.map(({ row }) => row).join(', ')}`
    : rows.map(({ sheet, row }) => `row ${row} of '${sheet}'`).join(', ');
  return {
    kind: 'placeholders',
    sentence: `${count} ${many} for no value: ${words.map((word) => `'${word}'`).join(', ')} (${places}${more}).`,
    remedy: `Say whether they are blank${act('import.placeholders')}.`,
    options: [...placeholdersSchema.options],
  };
}

const AS_SAID = 'as was said of an earlier list with the same headers';

/** What was taken because it was said of an earlier file: what would be asked, with the answer. */
function rememberedAnswers(filled: Filled): ImportRemembered[] {
  const { doubt, placeholders } = filled.remembered;
  const encoding = filled.info.encoding ?? '';
  const ofEncoding = doubt === null ? [] : [{ ...encodingQuestion(doubt), answer: encoding }];
  const ofWords = placeholders.map(({ as, found }) => ({ ...placeholderQuestion(filled, found), answer: as }));
  return [...ofEncoding, ...ofWords].map(({ sentence, ...question }) => ({
    ...question,
    sentence: `${sentence} ${takenAs(question)}, ${AS_SAID}.`,
  }));
}

function takenAs({ kind, answer }: Pick<ImportRemembered, 'kind' | 'answer'>): string {
  if (kind === 'encoding') return `It is read as ${answer}`;
  return answer === 'blank' ? 'They are taken as blank cells' : 'They are taken as names';
}

function counts(rows: readonly repo.Counted[]): (what: string) => number {
  const byName = new Map(rows.map(({ what, count }) => [what, count]));
  return (what) => byName.get(what) ?? 0;
}

/** What was written by our own services into a stage of this very process: its shape needs no second look. */
function required(value: unknown): unknown {
  if (value === undefined) throw new Error('the stage was not filled');
  return value;
}
