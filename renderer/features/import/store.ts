import type {
  ImportResult,
  ImportRow,
  ImportSummary,
  OpenImportInput,
  RelatedChange,
  RowMatter,
  RowState,
} from '../../../shared/contract/imports.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { changesInWords, countChanges, plannedChanges } from '../../../shared/domain/import-changes.ts';
import { FIELD_LABELS } from '../../../shared/domain/import-field.ts';
import type { ReadField } from '../../../shared/domain/import-field.ts';
import type { PickedFile } from '../../host.ts';
import type { Queries } from '../../session/queries.ts';
import type { RowQuestions } from '../../session/use-row-pages.ts';
import { plural } from '../../ui/words.ts';
import { COUNTERS, STEPS } from './words.ts';

/** Where an account list comes from: a file, a text that was pasted, or AWS Organizations. */
export type ImportOrigin =
  | { readonly kind: 'file'; readonly file: PickedFile }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'organizations' };

/** A list of a file or a text, as the core opens it; a file in which no list is found is shown, to be asked about. */
export function openInput(
  mpaId: AccountId,
  origin: Exclude<ImportOrigin, { kind: 'organizations' }>,
): OpenImportInput & { decisions: object } {
  const source = origin.kind === 'text' ? ({ kind: 'text', text: origin.text } as const) : toSource(origin.file);
  return {
    mpaId,
    source,
    askForHeader: true,
    decisions: { hidden: null, acceptRepairs: false, ids: [], leaveOut: [] },
  };
}

function toSource(file: PickedFile): OpenImportInput['source'] {
  return file.kind === 'path'
    ? { kind: 'path', path: file.path }
    : { kind: 'bytes', name: file.name, base64: file.base64 };
}

/** A row of the file as it is. */
export interface FileRow {
  readonly row: number;
  readonly hidden: boolean;
  readonly cells: readonly string[];
}

/** The cells of a sheet, a window at a time. */
export function cellPages(
  { imports }: Queries,
  asked: { importId: string; sheet: string },
): RowQuestions<FileRow, number> {
  return {
    page: (cursor) => imports.cells.queryOptions({ input: { ...asked, fromRow: cursor ?? 1, limit: 50 } }),
    count: null,
  };
}

/** Which rows are shown: all, those in a state, or those with which something is the matter. */
export type RowFilter = { readonly state: RowState | null; readonly matter: RowMatter | null };

/** The rows of an import, a page at a time. */
export function rowPages(
  { imports }: Queries,
  asked: { importId: string } & RowFilter,
): RowQuestions<ImportRow, number> {
  return {
    page: (cursor) => imports.rows.queryOptions({ input: { ...asked, after: cursor ?? 0, limit: 50 } }),
    count: null,
  };
}

export type RelatedEntity = 'subset' | 'workflow' | 'end-customer';

/** Subsets, workflows or end customers that are new or change. */
export function relatedPages(
  { imports }: Queries,
  asked: { importId: string; entity: RelatedEntity },
): RowQuestions<RelatedChange, string, { changes: RelatedChange[]; next: string | null }> {
  return {
    page: (cursor) =>
      imports.related.queryOptions({
        input: { ...asked, after: cursor ?? '', limit: 50 },
        select: ({ changes, next }) => ({ rows: changes, next }),
      }),
    count: null,
  };
}

/** An account of the ledger that the list does not have. */
export interface MissingAccount {
  readonly id: AccountId;
  readonly name: string;
  readonly subset: string | null;
}

/** The accounts that the list does not have. */
export function missingPages(
  { imports }: Queries,
  asked: { importId: string },
): RowQuestions<MissingAccount, string, { accounts: MissingAccount[]; next: string | null }> {
  return {
    page: (cursor) =>
      imports.missing.queryOptions({
        input: { ...asked, after: cursor ?? '', limit: 50 },
        select: ({ accounts, next }) => ({ rows: accounts, next }),
      }),
    count: null,
  };
}

/** A counter of rows, by which they are filtered. */
export interface RowCounter extends RowFilter {
  readonly id: string;
  readonly label: string;
  readonly count: number;
}

/** The counters of the rows, as one chooses among them; those that count nothing are left out, but for the one that is chosen. */
export function rowCounters({ rows, ids, accounts }: ImportSummary, chosen = 'all'): RowCounter[] {
  const of = (id: keyof typeof COUNTERS, count: number, filter: Partial<RowFilter>): RowCounter => ({
    id,
    label: COUNTERS[id],
    count,
    state: null,
    matter: null,
    ...filter,
  });
  return [
    of('all', rows.total, {}),
    of('wrong', troubledRows({ rows }), { matter: 'wrong' }),
    of('warned', rows.warned, { matter: 'warned' }),
    of('repaired', ids.repaired, { matter: 'repaired' }),
    of('edited', rows.edited, { matter: 'edited' }),
    of('new', accounts.new, { state: 'new' }),
    of('changed', accounts.changed, { state: 'changed' }),
    of('moved', accounts.moved, { state: 'moved' }),
    of('unchanged', accounts.unchanged, { state: 'unchanged' }),
    of('hidden', rows.hidden, { state: 'hidden' }),
    of('left-out', rows.leftOut, { state: 'left-out' }),
  ].filter(({ id, count }) => id === 'all' || id === chosen || count > 0);
}

/** Rows that would not be imported as they are. */
export function troubledRows({ rows }: Pick<ImportSummary, 'rows'>): number {
  return rows.invalid + rows.conflict + rows.unconfirmed;
}

/** A field that a table of rows shows. */
export interface ShownField {
  readonly field: ReadField;
  readonly title: string;
  /** The letter of its column in each sheet that has one, by the sheet. */
  readonly letters: Readonly<Record<string, string>>;
}

/** The fields whose columns a table of rows shows: the ones a person knows accounts by, and those with which something is the matter. */
export function shownFields(summary: ImportSummary, rows: readonly ImportRow[]): ShownField[] {
  const faulty = new Set(rows.flatMap(({ faults }) => faults.map(({ sheet, column }) => `${sheet}!${column}`)));
  const edited = new Set(rows.flatMap(({ edits }) => edits.map(({ field }) => field)));
  const fields = new Map<ReadField, { letters: Record<string, string>; isShown: boolean }>();
  for (const { sheet, field, letter } of summary.columns) {
    if (field === null || field === 'ignore' || field === 'rowNote') continue;
    const { letters = {}, isShown = FIRST_FIELDS.includes(field) || edited.has(field) } = fields.get(field) ?? {};
    fields.set(field, {
      letters: { ...letters, [sheet]: letter },
      isShown: isShown || faulty.has(`${sheet}!${letter}`),
    });
  }
  return [...fields].flatMap(([field, { letters, isShown }]) =>
    isShown ? [{ field, title: FIELD_LABELS[field], letters }] : [],
  );
}

const FIRST_FIELDS: readonly ReadField[] = ['accountId', 'accountName', 'accountEmail', 'subsetName', 'workflowName'];

/** What keeps a person from going on to a step; null where nothing does. @param step from 0, as in STEPS */
export function blockOf(summary: ImportSummary | null, step: number, skipInvalid: boolean): string | null {
  const at = (name: (typeof STEPS)[number]['id']): number => STEPS.findIndex(({ id }) => id === name);
  if (step <= at('source')) return null;
  if (summary === null) return 'Choose a list first.';
  const asks = (...kinds: string[]): boolean => summary.questions.some(({ kind }) => kinds.includes(kind));
  if (step > at('header') && asks('sheet')) return 'Say which sheet the list is on.';
  if (step > at('columns') && asks('header', 'column'))
    return 'Say what the columns mean: one of them has the account IDs.';
  if (step <= at('rows')) return null;
  if (asks('hidden')) return 'Say whether the hidden rows belong to the list.';
  const troubled = troubledRows(summary);
  if (troubled === 0 || skipInvalid) return null;
  return `${rowsInWords(troubled)} can't be imported as ${troubled === 1 ? 'it is' : 'they are'}. Put ${troubled === 1 ? 'it' : 'them'} right, or leave ${troubled === 1 ? 'it' : 'them'} out.`;
}

function rowsInWords(n: number): string {
  return plural(n, 'row');
}

/** What an import has done, in a sentence. */
export function resultInWords(result: ImportResult): string {
  const { leftOutRows } = result;
  const left = leftOutRows === 0 ? '' : `${rowsInWords(leftOutRows)} left out`;
  const parts = [changesInWords(result), left].filter((part) => part !== '');
  return parts.length === 0 ? 'Nothing had to be changed.' : `${parts.join(', ')}.`;
}

/** What the button says that does it: what would change is counted, not what was read. */
export function importInWords(summary: ImportSummary | null): string {
  const changes = summary === null ? 0 : countChanges(plannedChanges(summary));
  return changes === 0 ? 'Import' : `Import ${plural(changes, 'change')}`;
}
