import type {
  FieldChange,
  ImportDecisions,
  ImportResult,
  ImportRow,
  ImportSummary,
  OpenImportInput,
  RowState,
} from '../../../shared/contract/imports.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { FIELD_LABELS } from '../../../shared/domain/import-field.ts';
import type { ImportField } from '../../../shared/domain/import-field.ts';
import type { PickedFile } from '../../host.ts';
import type { RowReader } from '../../session/pages.ts';

/** Where an account list comes from: a file, a text that was pasted, or AWS Organizations. */
export type ImportOrigin =
  | { readonly kind: 'file'; readonly file: PickedFile }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'organizations' };

/** How the list is read: what a person has said about its sheet, header and columns. */
export interface Reading {
  readonly sheet: string | null;
  readonly headerRow: number | null;
  readonly map: Readonly<Record<string, ImportField>>;
  readonly decisions: ImportDecisions;
}

export const FIRST_READING: Reading = {
  sheet: null,
  headerRow: null,
  map: {},
  decisions: { hidden: null, acceptRepairs: false, ids: [], leaveOut: [] },
};

/** A list of a file or a text, as the core opens it. */
export function openInput(
  mpaId: AccountId,
  origin: Exclude<ImportOrigin, { kind: 'organizations' }>,
  { sheet, headerRow, map, decisions }: Reading,
): OpenImportInput {
  return {
    mpaId,
    source: origin.kind === 'text' ? { kind: 'text', text: origin.text } : toSource(origin.file),
    ...(sheet === null ? {} : { sheet }),
    ...(headerRow === null ? {} : { headerRow }),
    ...(Object.keys(map).length === 0 ? {} : { map: { ...map } }),
    decisions,
  };
}

function toSource(file: PickedFile): OpenImportInput['source'] {
  return file.kind === 'path'
    ? { kind: 'path', path: file.path }
    : { kind: 'bytes', name: file.name, base64: file.base64 };
}

/** The rows of an import in one state, a page at a time; the preview says which comparison with the ledger they are of. */
export const rowReader: RowReader<ImportRow, number, { importId: string; preview: number; state: RowState | null }> = {
  page: (client, { importId, state }, cursor, signal) =>
    client.imports.rows({ importId, state, after: cursor ?? 0, limit: 50 }, { signal }),
  count: null,
};

/** The counters of the rows, as one chooses among them. */
export function rowCounters(summary: ImportSummary): { state: RowState | null; label: string; count: number }[] {
  const { rows, accounts } = summary;
  return [
    { state: null, label: 'All rows', count: rows.total },
    { state: 'new', label: 'New', count: accounts.new },
    { state: 'moved', label: 'Moved', count: accounts.moved },
    { state: 'changed', label: 'Changed', count: accounts.changed },
    { state: 'unchanged', label: 'Unchanged', count: accounts.unchanged },
    { state: 'invalid', label: 'Wrong', count: rows.invalid },
    { state: 'conflict', label: 'Conflicts', count: rows.conflict },
    { state: 'unconfirmed', label: 'To confirm', count: rows.unconfirmed },
    { state: 'hidden', label: 'Hidden', count: rows.hidden },
  ].filter(({ state, count }) => state === null || count > 0) as {
    state: RowState | null;
    label: string;
    count: number;
  }[];
}

/** Rows that would not be imported as they are. */
export function troubledRows({ rows }: ImportSummary): number {
  return rows.invalid + rows.conflict + rows.unconfirmed;
}

/** 'Subset: Retail → Public sector' */
export function changeInWords({ field, old, new: next }: FieldChange): string {
  return `${FIELD_LABELS[field]}: ${old ?? 'none'} → ${next ?? 'none'}`;
}

/** What an import has done, in a sentence. */
export function resultInWords({ accounts, subsets, workflows, endCustomers, leftOutRows }: ImportResult): string {
  const parts = [
    count(accounts.added, 'account added', 'accounts added'),
    count(accounts.changed, 'changed', 'changed'),
    count(accounts.moved, 'moved', 'moved'),
    count(subsets.added, 'subset added', 'subsets added'),
    count(workflows.added, 'workflow added', 'workflows added'),
    count(endCustomers.added, 'end customer added', 'end customers added'),
    count(leftOutRows, 'row left out', 'rows left out'),
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'Nothing had to be changed.' : `${parts.join(', ')}.`;
}

function count(n: number, one: string, many: string): string {
  return n === 0 ? '' : `${new Intl.NumberFormat('en').format(n)} ${n === 1 ? one : many}`;
}
