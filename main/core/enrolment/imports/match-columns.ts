import type { Cell } from '../../spreadsheets/cell.ts';
import { cellText } from '../../spreadsheets/cell.ts';
import { columnLetters } from '../../spreadsheets/xlsx/reference.ts';
import { awsColumns } from './aws-lists.ts';
import type { ContentKind } from './column-content.ts';
import { columnContent } from './column-content.ts';
import type { ImportField } from '../../../../shared/domain/import-field.ts';
import type { WordStrength } from './header-words.ts';
import { headerMeaning } from './header-words.ts';

/** What one column of the file was taken for, and how that came about. */
export interface ColumnMatch {
  /** Counted from 0. */
  index: number;
  /** As in a spreadsheet: 'A', 'AB'. */
  letter: string;
  header: string;
  /** null: not known, or ambiguous (then `candidates` is not empty); the column is not imported. */
  field: ImportField | null;
  by: 'hand' | 'remembered' | 'name' | 'content' | null;
  /** What an ambiguous column could be; a person has to decide before anything is applied. */
  candidates: readonly ImportField[];
  /** The first filled cells, for recognising the column. */
  samples: readonly string[];
}

/** A column as it is handed in: its header ('' for none) and cells from below the header. */
export interface ColumnInput {
  index: number;
  header: string;
  cells: readonly Cell[];
}

interface Column extends ColumnInput {
  content: ContentKind;
  fields: readonly ImportField[];
  strength: WordStrength | 0;
  match: ColumnMatch;
}

/** Fields that several columns may have. */
const MANY = new Set<ImportField>(['ignore', 'rowNote']);

/** What the cells of a field look like, where they have a look; a header that says otherwise is not believed. */
const EXPECTED: Partial<Record<ImportField, ContentKind>> = {
  accountId: 'account-id',
  payerId: 'account-id',
  accountEmail: 'email',
  consoleEmail: 'email',
  arn: 'arn',
};

/**
 * Finds out what each column means: what was set by hand first, now or for an earlier file of this shape, then what AWS's own lists are known by, then the headers' words from the strongest to the weakest, then
 * what the cells look like. Where two readings are open the column is left out and its candidates are named: nothing is guessed.
 * @param byHand column index → field
 * @param remembered the same, of earlier; what is set by hand now goes before it
 * @param awsText what the columns are of a text that the AWS CLI has printed, which has no headers
 */
export function matchColumns(
  inputs: readonly ColumnInput[],
  byHand: ReadonlyMap<number, ImportField>,
  remembered: ReadonlyMap<number, ImportField> = new Map(),
  awsText?: ReadonlyMap<number, ImportField>,
): ColumnMatch[] {
  const columns = inputs.map((input) => toColumn(input, byHand.get(input.index)));
  const taken = new Set<ImportField>([...byHand.values()].filter((field) => !MANY.has(field)));
  for (const column of columns) {
    const field = remembered.get(column.index);
    if (field !== undefined && column.match.by === null && !taken.has(field)) take(column, field, 'remembered', taken);
  }
  for (const [index, field] of awsText ?? awsColumns(inputs)) {
    const column = columns.find((each) => each.index === index);
    if (column?.match.by !== null || taken.has(field)) continue;
    take(column, field, awsText === undefined ? 'name' : 'content', taken);
  }
  for (const strength of [3, 2] as const) matchByName(columns, strength, taken);
  for (const column of open(columns, 1)) matchInContext(column, taken);
  matchByContent(columns, taken);
  return columns.map((column) => column.match);
}

function toColumn(input: ColumnInput, hand: ImportField | undefined): Column {
  const content = columnContent(input.cells);
  const meaning = headerMeaning(input.header);
  const samples = input.cells.filter((cell) => cell.kind !== 'blank').slice(0, 3);
  const believable = (meaning?.fields ?? []).filter((field) => meaning?.strength === 3 || fits(field, content));
  return {
    ...input,
    content,
    fields: believable,
    strength: believable.length === 0 ? 0 : (meaning?.strength ?? 0),
    match: {
      index: input.index,
      letter: columnLetters(input.index),
      header: input.header,
      field: hand ?? null,
      by: hand === undefined ? null : 'hand',
      candidates: [],
      samples: samples.map((cell) => cellText(cell).slice(0, 80)),
    },
  };
}

function fits(field: ImportField, content: ContentKind): boolean {
  const expected = EXPECTED[field];
  if (content === 'aws-organization') return field === 'ignore';
  return expected === undefined || content === 'empty' || content === expected;
}

function open(columns: readonly Column[], strength: WordStrength | 0): Column[] {
  return columns.filter((column) => column.strength === strength && column.match.by === null);
}

function take(
  column: Column,
  field: ImportField,
  by: 'remembered' | 'name' | 'content',
  taken: Set<ImportField>,
): void {
  Object.assign(column, { match: { ...column.match, field, by } });
  if (!MANY.has(field)) taken.add(field);
}

function ask(column: Column, candidates: readonly ImportField[]): void {
  Object.assign(column, { match: { ...column.match, candidates } });
}

function matchByName(columns: readonly Column[], strength: WordStrength, taken: Set<ImportField>): void {
  const byField = new Map<ImportField, Column[]>();
  for (const column of open(columns, strength)) {
    const field = column.fields[0] ?? 'ignore';
    byField.set(field, [...(byField.get(field) ?? []), column]);
  }
  const before = new Set(taken);
  for (const [field, rivals] of byField) {
    if (rivals.length > 1 && !MANY.has(field) && !before.has(field)) {
      taken.add(field);
      for (const column of rivals) ask(column, [field, 'ignore']);
    } else {
      // A second, weaker column for a field that has one is left out.
      for (const column of rivals) take(column, before.has(field) ? 'ignore' : field, 'name', taken);
    }
  }
}

/** A word such as 'Email' or 'Name': the other columns and the cells decide, or nobody does. */
function matchInContext(column: Column, taken: Set<ImportField>): void {
  const left = column.fields.filter((field) => !taken.has(field));
  const [only] = left;
  if (only === undefined) return take(column, 'ignore', 'name', taken);
  const word = headerMeaning(column.header)?.fields ?? [];
  if (word[0] === 'accountId' && word[1] === 'accountName') {
    return take(column, column.content === 'account-id' ? 'accountId' : 'accountName', 'name', taken);
  }
  if (word.includes('ignore')) return take(column, only, 'name', taken);
  const listsAccounts = taken.has('accountId');
  const listsCustomers = taken.has('consoleEmail') || taken.has('orgId');
  const [forAccounts, forCustomers] = word;
  if (left.length === word.length && forAccounts !== undefined && forCustomers !== undefined) {
    if (listsAccounts && !listsCustomers) return take(column, forAccounts, 'name', taken);
    if (listsCustomers && !listsAccounts) return take(column, forCustomers, 'name', taken);
  }
  // 'Name' in a list of accounts whose subset has a column of its own can only be the account's.
  if (listsAccounts && only === 'accountName') return take(column, only, 'name', taken);
  ask(column, [...left, 'ignore']);
}

function matchByContent(columns: readonly Column[], taken: Set<ImportField>): void {
  const unknown = open(columns, 0).filter((column) => column.match.candidates.length === 0);
  for (const field of ['accountId', 'arn', 'accountEmail'] as const) {
    if (taken.has(field)) continue;
    const alike = unknown.filter((column) => column.content === EXPECTED[field]);
    if (alike.length === 1 && alike[0] && !(field === 'accountEmail' && taken.has('orgId')))
      take(alike[0], field, 'content', taken);
    else
      for (const column of alike)
        ask(column, field === 'accountEmail' ? [field, 'consoleEmail', 'ignore'] : [field, 'ignore']);
  }
}
