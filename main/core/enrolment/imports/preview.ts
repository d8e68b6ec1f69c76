import type {
  FieldChange,
  ImportFault,
  ImportRow,
  ImportSummary,
  RelatedChange,
  RowMatter,
  RowState,
} from '../../../../shared/contract/imports.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import type { ImportField } from '../../../../shared/domain/import-field.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { ReadContext } from '../../ledger/context.ts';
import { columnLetters } from '../../spreadsheets/xlsx/reference.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import type { FaultRow, PreviewRow } from './preview-repo.ts';
import {
  editsOfRow,
  faultsOfRow,
  MATTERS,
  PAGES,
  pageOfFaults,
  pageOfFaultsBySeverity,
  pageOfMissing,
  RELATED,
  saidFault,
} from './preview-repo.ts';
import { candidatesFor } from './repo.ts';
import { withStage } from './stage-file.ts';
import { columnsOfSheet } from './stage-meta.ts';
import type { StageMeta } from './stage-meta.ts';
import { keptSummary, sheetsWithIds, stageMeta } from './summary.ts';

interface Page {
  importId: string;
  limit: number;
}

/** The numbers of an import, and what has to be decided. @throws AppError NOT_FOUND when it was closed. */
export function importSummary(_context: ReadContext, input: { importId: string }): ImportSummary {
  return withStage(input.importId, keptSummary);
}

/** Rows of the file after one, each with its faults and what would come of it. @throws AppError NOT_FOUND. */
export function importRows(
  context: ReadContext,
  { importId, state, matter, after, limit }: Page & { state: RowState | null; matter: RowMatter | null; after: number },
): { rows: ImportRow[]; next: number | null } {
  return withStage(importId, (db) => {
    const meta = stageMeta(db);
    const page = { after, limit: limit + 1 };
    const found = matter === null ? pageOf(db, meta, state, page) : MATTERS[matter].all(db, page);
    const rows = found.slice(0, limit);
    return {
      rows: rows.map((row) => toRow(context.db, db, meta, row)),
      next: found.length > limit ? (rows.at(-1)?.seq ?? null) : null,
    };
  });
}

function pageOf(
  db: ReadDb,
  meta: StageMeta,
  state: RowState | null,
  page: { after: number; limit: number },
): PreviewRow[] {
  if (state === null) return PAGES.all.all(db, page);
  if (state === 'repeat') return PAGES.repeats.all(db, page);
  const isOutcome = state === 'new' || state === 'changed' || state === 'moved' || state === 'unchanged';
  if (!isOutcome) return PAGES.notTaken.all(db, { ...page, state });
  return sheetsWithIds(meta) !== 'none'
    ? PAGES.accounts.all(db, { ...page, state })
    : PAGES.subsets.all(db, { ...page, state });
}

/** What is the matter with rows, in the order of the file. @throws AppError NOT_FOUND, INVALID_INPUT (a cursor not ours). */
export function importFaults(
  _context: ReadContext,
  { importId, severity, after, limit }: Page & { severity: string | null; after: string | null },
): { faults: ImportFault[]; next: string | null } {
  const [afterSeq = Number.NaN, afterId = Number.NaN] = (after ?? '0:0').split(':').map(Number);
  if (!Number.isSafeInteger(afterSeq) || !Number.isSafeInteger(afterId)) {
    throw new AppError('INVALID_INPUT', 'This page of faults does not exist. Begin with the first.', { after });
  }
  return withStage(importId, (db) => {
    const meta = stageMeta(db);
    const page = { afterSeq, afterId, limit: limit + 1 };
    const found =
      severity === null ? pageOfFaults.all(db, page) : pageOfFaultsBySeverity.all(db, { ...page, severity });
    const faults = found.slice(0, limit);
    const last = found.length > limit ? faults.at(-1) : undefined;
    return { faults: faults.map((row) => toFault(meta, row)), next: last ? `${last.seq}:${last.id}` : null };
  });
}

/** Subsets, workflows or end customers that are new or change. @throws AppError NOT_FOUND. */
export function importRelated(
  _context: ReadContext,
  { importId, entity, after, limit }: Page & { entity: keyof typeof RELATED; after: string },
): { changes: RelatedChange[]; next: string | null } {
  return withStage(importId, (db) => {
    const found = RELATED[entity].all(db, { after, limit: limit + 1 });
    const rows = found.slice(0, limit);
    return {
      changes: rows.map(({ key, name, kind, old, planned }) => ({
        key,
        name,
        // The query leaves out what is unchanged.
        kind: kind as RelatedChange['kind'],
        changes: changesOf(old, planned),
      })),
      next: found.length > limit ? (rows.at(-1)?.key ?? null) : null,
    };
  });
}

/** Accounts of the ledger that the file does not have; nothing happens to them. @throws AppError NOT_FOUND. */
export function importMissing(
  _context: ReadContext,
  { importId, after, limit }: Page & { after: string },
): { accounts: { id: AccountId; name: string; subset: string | null }[]; next: string | null } {
  return withStage(importId, (db) => {
    const found = pageOfMissing.all(db, { after, limit: limit + 1 });
    const rows = found.slice(0, limit);
    return {
      accounts: rows.map((row) => ({ ...row, id: accountId(row.id) })),
      next: found.length > limit ? (rows.at(-1)?.id ?? null) : null,
    };
  });
}

/** A fault as it is told: with the letter and the header of its column. */
export function toFault({ filled }: StageMeta, row: FaultRow): ImportFault {
  const { severity, code, reason, remedy } = saidFault(row);
  const column = columnsOfSheet(filled, row.sheet).find(({ index, field }) =>
    row.column_index === null ? row.field !== null && field === row.field : index === row.column_index,
  );
  return {
    sheet: row.sheet,
    row: row.row_number,
    severity,
    code,
    // A cell may stand where the list has no column.
    column: column?.letter ?? (row.column_index === null ? '' : columnLetters(row.column_index)),
    header: column?.header ?? '',
    value: row.value,
    reason,
    remedy,
  };
}

function toRow(ledger: ReadDb, stage: ReadDb, meta: StageMeta, row: PreviewRow): ImportRow {
  const { id_verdict: verdict, id_from: from, id_to: to } = row;
  const lost = verdict === 'lost-digits' && from !== null && to !== null;
  const found = lost
    ? candidatesFor.all(ledger, { mpaId: meta.mpaId, from, to, name: row.name, email: row.email })
    : [];
  const edits = editsOfRow.all(stage, { seq: row.seq }).map(({ field, original, value }) => ({
    // Written by the decisions, whose schema allows these only.
    field: field as ImportRow['edits'][number]['field'],
    from: original,
    to: value,
  }));
  return {
    sheet: row.sheet,
    row: row.row_number,
    hidden: row.hidden === 1,
    state: row.state as RowState,
    accountId: row.account_id,
    id: verdict === null ? null : idOf(row, verdict),
    fields: fieldsOf(row),
    raw: rawOf(row, meta, edits),
    edits,
    changes: ['new', 'changed', 'moved'].includes(row.state) ? changesOf(row.old, row.planned) : [],
    faults: faultsOfRow.all(stage, { seq: row.seq }).map((fault) => toFault(meta, fault)),
    candidates: found.map((candidate) => ({ ...candidate, id: accountId(candidate.id) })),
  };
}

/** A padded ID that the ledger knows is as sure as one that is written in full. */
function idOf(row: PreviewRow, verdict: string): ImportRow['id'] {
  const knownNow = row.id_sure === 0 && row.plan_kind !== null && row.plan_kind !== 'new';
  return {
    // The ladder has these five verdicts only.
    verdict: verdict as NonNullable<ImportRow['id']>['verdict'],
    raw: row.id_raw ?? '',
    sure: row.id_sure === null ? null : row.id_sure === 1 || knownNow,
    missing: row.id_missing,
    note: knownNow ? `${row.id_note ?? ''}; the ledger knows this account` : row.id_note,
  };
}

function rawOf({ raw, sheet }: PreviewRow, { filled }: StageMeta, edits: ImportRow['edits']): ImportRow['raw'] {
  const cells = JSON.parse(raw) as string[];
  const texts: ImportRow['raw'] = {};
  for (const { field, index } of columnsOfSheet(filled, sheet)) {
    if (field !== null && field !== 'ignore' && field !== 'rowNote') texts[field] = cells[index] ?? '';
  }
  for (const { field, to } of edits) texts[field] = to;
  return texts;
}

function fieldsOf(row: PreviewRow): ImportRow['fields'] {
  const all: [ImportField, string | null][] = [
    ['accountName', row.name],
    ['accountEmail', row.email],
    ['status', row.status],
    ['joinedMethod', row.joined_method],
    ['joinedAt', row.joined_at],
    ['subsetName', row.subset],
    ['workflowName', row.workflow],
    ['consoleEmail', row.console_email],
    ['orgId', row.org_id],
  ];
  return Object.fromEntries(all.filter(([, value]) => value !== null)) as ImportRow['fields'];
}

/** What of the planned values differs from the old ones; null among the planned means that the old one is kept. */
function changesOf(old: string | null, planned: string | null): FieldChange[] {
  if (planned === null) return [];
  const before = (old === null ? {} : JSON.parse(old)) as Partial<Record<ImportField, string | null>>;
  const after = JSON.parse(planned) as Partial<Record<ImportField, string | null>>;
  const changes: FieldChange[] = [];
  for (const field of Object.keys(after) as ImportField[]) {
    const value = after[field] ?? null;
    const was = before[field] ?? null;
    if (value !== null && value !== (was ?? '')) changes.push({ field, old: was === '' ? null : was, new: value });
  }
  return changes;
}
