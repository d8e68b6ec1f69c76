import type { ImportDecisions, ImportSummary, OpenImportInput } from '../../../../shared/contract/imports.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { JobContext } from '../../ledger/context.ts';
import type { ReadDb } from '../../ledger/sqlite.ts';
import type { TableSource } from '../../spreadsheets/read.ts';
import { requireMpa } from '../mpas/service.ts';
import type { StageDecisions } from './classify.ts';
import { classify } from './classify.ts';
import { fillStage } from './fill-stage.ts';
import { STAGE_INDEXES } from './stage-schema.ts';
import { createStage, openStage, removeStage } from './stage-file.ts';
import { clearDecisions, ledgerRevision, putDecision, rowOfNumber, writeMeta } from './stage-repo.ts';
import { hasIds, stageMeta, stagePreview, summarize } from './summary.ts';
import type { StageMeta } from './summary.ts';

/**
 * Reads an account list, compares it with the ledger and keeps both in a stage of its own; the ledger is not changed.
 * @returns what applying it would do, and what has to be decided before
 * @throws AppError NOT_FOUND (the payer account), FILE_*, SHEET_NOT_FOUND, HEADER_NOT_FOUND, COLUMN_NOT_FOUND, INVALID_INPUT, CANCELLED
 */
export async function openImport(context: JobContext, input: OpenImportInput): Promise<ImportSummary> {
  const { mpaId, sheet, headerRow, map } = input;
  requireMpa(context.db, mpaId);
  const { importId, db } = createStage(context.ledgerPath, context.clock());
  try {
    db.exec('BEGIN');
    const filled = await fillStage(db, context, {
      source: toSource(input.source),
      mpaId,
      choices: { sheet, headerRow, map },
    });
    const meta: StageMeta = { importId, mpaId, filled };
    writeMeta(db, 'import', meta);
    const summary = compare(db, context, meta, takeDecisions(db, input.decisions), 1);
    db.exec('COMMIT');
    db.close();
    return summary;
  } catch (error) {
    db.close();
    removeStage(importId);
    throw error;
  }
}

/**
 * Takes new decisions, which replace the earlier ones, or none, and compares again with the ledger as it is now.
 * @throws AppError NOT_FOUND (closed), INVALID_INPUT (a row that is not there), CANCELLED
 */
export function decideImport(
  context: JobContext,
  { importId, decisions }: { importId: string; decisions?: ImportDecisions | undefined },
): ImportSummary {
  const db = openStage(importId, context.ledgerPath);
  try {
    db.exec('BEGIN');
    const { number, decisions: earlier } = stagePreview(db);
    const taken = decisions === undefined ? earlier : takeDecisions(db, decisions);
    const summary = compare(db, context, stageMeta(db), taken, number + 1);
    db.exec('COMMIT');
    return summary;
  } finally {
    db.close();
  }
}

/** Throws an import's stage away. */
export function closeImport(_context: JobContext, { importId }: { importId: string }): { closed: boolean } {
  removeStage(importId);
  return { closed: true };
}

function compare(
  db: ReadDb,
  context: JobContext,
  meta: StageMeta,
  decisions: StageDecisions,
  number: number,
): ImportSummary {
  const revision = ledgerRevision.get(db)?.id ?? 0;
  db.exec(STAGE_INDEXES.drop);
  classify(db, context, { mpaId: meta.mpaId, hasIds: hasIds(meta), decisions });
  db.exec(STAGE_INDEXES.create);
  writeMeta(db, 'preview', { number, revision, decisions });
  const summary = summarize(db);
  writeMeta(db, 'summary', summary);
  return summary;
}

function takeDecisions(db: ReadDb, decisions: ImportDecisions): StageDecisions {
  clearDecisions(db);
  const { acceptRepairs, hidden, ids, leaveOut } = decisions;
  const put = (row: number, what: { id?: string; accept?: number; leaveOut?: number }): void => {
    if (rowOfNumber.get(db, { row }) === undefined) {
      throw new AppError('INVALID_INPUT', `The list has no row ${row}. Rows are counted as in the file.`, { row });
    }
    putDecision(db, { row, id: what.id ?? null, accept: what.accept ?? 0, leaveOut: what.leaveOut ?? 0 });
  };
  if (Array.isArray(acceptRepairs)) for (const row of acceptRepairs) put(row, { accept: 1 });
  for (const { row, id } of ids) put(row, { id });
  for (const row of leaveOut) put(row, { leaveOut: 1 });
  return { hidden, acceptRepairs: acceptRepairs === true };
}

function toSource(source: OpenImportInput['source']): TableSource {
  if (source.kind !== 'bytes') return source;
  return { kind: 'bytes', name: source.name, bytes: Buffer.from(source.base64, 'base64') };
}
