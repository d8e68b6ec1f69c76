import type {
  ImportDecisions,
  ImportRowPlace,
  ImportSummary,
  OpenImportInput,
  ReopenImportInput,
} from '../../../../shared/contract/imports.ts';
import type { JobContext } from '../../ledger/context.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { requireMpa } from '../mpas/service.ts';
import type { StageDecisions } from './classify.ts';
import { classify } from './classify.ts';
import { readList } from './read-list.ts';
import { STAGE_INDEXES } from './stage-schema.ts';
import { createStage, openStage, removeStage, stageFailure } from './stage-file.ts';
import { clearDecisions, ledgerRevision, putDecision, strayDecision, writeMeta } from './stage-repo.ts';
import { clearStage, editCells, forgetEdits } from './edit-cells.ts';
import { keepSource, keptSource } from './kept-source.ts';
import { sheetOfRow, strayRow } from './row-place.ts';
import { sheetsToClassify, stageMeta, stagePreview, summarize } from './summary.ts';
import type { StageMeta } from './stage-meta.ts';

/**
 * Reads an account list, compares it with the ledger and keeps both in a stage of its own; the ledger is not changed.
 * @returns what applying it would do, and what has to be decided before
 * @throws AppError NOT_FOUND (the payer account), FILE_*, SHEET_NOT_FOUND, HEADER_NOT_FOUND, COLUMN_NOT_FOUND, INVALID_INPUT, CANCELLED
 */
export async function openImport(context: JobContext, input: OpenImportInput): Promise<ImportSummary> {
  const { mpaId, askForHeader = false } = input;
  requireMpa(context.db, mpaId);
  const { importId, db } = createStage(context.ledgerPath, context.clock());
  try {
    db.exec('BEGIN');
    const source = keepSource(db, importId, input.source);
    const filled = await readList(db, context, { source, mpaId, choices: input, askForHeader });
    const meta: StageMeta = { importId, mpaId, filled };
    writeMeta(db, 'import', meta);
    const summary = compare(db, context, meta, takeDecisions(db, meta, input.decisions), 1);
    db.exec('COMMIT');
    db.close();
    return summary;
  } catch (error) {
    db.close();
    removeStage(importId);
    throw stageFailure(error);
  }
}

/**
 * Reads the file of an import again: another sheet, header or meaning of the columns. Where it can't be read so, the import stays as it was.
 * Whoever chooses these is there to be asked, so that a sheet without a list is no error.
 * @throws AppError NOT_FOUND (closed), FILE_*, SHEET_NOT_FOUND, COLUMN_NOT_FOUND, INVALID_INPUT, CANCELLED
 */
export async function reopenImport(context: JobContext, input: ReopenImportInput): Promise<ImportSummary> {
  const { importId, decisions } = input;
  const db = openStage(importId, context.ledgerPath);
  try {
    db.exec('BEGIN');
    const earlier = stageMeta(db);
    const { number } = stagePreview(db);
    clearStage(db);
    const filled = await readList(db, context, {
      source: keptSource(db, importId),
      mpaId: earlier.mpaId,
      choices: input,
      askForHeader: true,
    });
    // Of a file of which some sheets are asked for the others are not looked at again.
    const rest = earlier.filled.sheets.filter(({ name }) => !filled.sheets.some((read) => read.name === name));
    const sheets = [...filled.sheets, ...rest.map((other) => ({ ...other, chosen: false }))];
    const order = earlier.filled.sheets.map(({ name }) => name);
    sheets.sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
    const meta: StageMeta = { ...earlier, filled: { ...filled, sheets } };
    writeMeta(db, 'import', meta);
    const summary = compare(db, context, meta, takeDecisions(db, meta, decisions), number + 1);
    db.exec('COMMIT');
    return summary;
  } catch (error) {
    throw stageFailure(error);
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK');
    db.close();
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
    const meta = stageMeta(db);
    const taken = decisions === undefined ? earlier : takeDecisions(db, meta, decisions);
    const summary = compare(db, context, meta, taken, number + 1);
    db.exec('COMMIT');
    return summary;
  } catch (error) {
    throw stageFailure(error);
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
  classify(db, context, { ...sheetsToClassify(meta), decisions });
  db.exec(STAGE_INDEXES.create);
  writeMeta(db, 'preview', { number, revision, decisions });
  const summary = summarize(db);
  writeMeta(db, 'summary', summary);
  return summary;
}

function takeDecisions(db: ReadDb, meta: StageMeta, decisions: ImportDecisions): StageDecisions {
  clearDecisions(db);
  const { acceptRepairs, hidden, ids, leaveOut } = decisions;
  const put = (place: ImportRowPlace, what: { id?: string; accept?: number; leaveOut?: number }): void => {
    const sheet = sheetOfRow(meta.filled, place);
    const { id = null, accept = 0, leaveOut: out = 0 } = what;
    putDecision(db, { sheet, row: place.row, id, accept, leaveOut: out });
  };
  if (Array.isArray(acceptRepairs)) for (const place of acceptRepairs) put(place, { accept: 1 });
  for (const { id, ...place } of ids) put(place, { id });
  for (const place of leaveOut) put(place, { leaveOut: 1 });
  const stray = strayDecision.get(db);
  if (stray !== undefined) throw strayRow(meta.filled, stray);
  forgetEdits(db);
  editCells(db, meta, decisions);
  return { hidden, acceptRepairs: acceptRepairs === true };
}
