import { createHash } from 'node:crypto';
import type { ImportResult, ImportSummary } from '../../../../shared/contract/imports.ts';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { MOST_ZEROS } from '../../../../shared/domain/import-id.ts';
import { plannedChanges } from '../../../../shared/domain/import-changes.ts';
import type { WriteContext } from '../../ledger/context.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { requireMpa } from '../mpas/service.ts';
import { revisionBefore } from './apply-repo.ts';
import { classify } from './classify.ts';
import { OUTCOME } from './preview-repo.ts';
import { rememberAnswers, rememberColumns } from './remembered.ts';
import type { StagePreview } from './summary.ts';
import type { StageMeta } from './stage-meta.ts';
import { keptSummary, sheetsToClassify, stageMeta, stagePreview, summarize } from './summary.ts';
import { writePlan } from './write-plan.ts';

export interface ApplyInput {
  importId: string;
  /** The preview that was looked at; null for the newest, whatever it shows. */
  preview: number | null;
  skipInvalid: boolean;
}

/**
 * Applies a staged import: all that its preview shows, in one operation, or nothing. Never removes anything. Applying what
 * the ledger already has changes nothing.
 * @throws AppError CONFLICT when it would no longer do what was shown, CHOICE_NEEDED for open questions, INVALID_ROWS for rows that
 * are wrong and not to be left out, NOT_FOUND, CANCELLED
 */
export function applyImport(context: WriteContext, input: ApplyInput): ImportResult {
  const { db } = context;
  const meta = stageMeta(db);
  const mpa = requireMpa(db, meta.mpaId);
  const summary = bindToPreview(context, input, meta);
  refuseOpenQuestions(summary);
  if (!input.skipInvalid) refuseBadRows(summary);
  if (summary.nothing !== null) throw new AppError('INVALID_ROWS', `${summary.nothing} Nothing was changed.`);
  writePlan(context, meta);
  if (summary.changes) {
    rememberColumns(context, meta);
    rememberAnswers(context, meta);
  }
  const { rows } = summary;
  const file = summary.source.name === '' ? 'pasted text' : summary.source.name;
  context.label(`Imported ${file} into ${mpa.name}`);
  context.mpa(meta.mpaId);
  return {
    ...plannedChanges(summary),
    leftOutRows: rows.invalid + rows.conflict + rows.unconfirmed + rows.leftOut,
  };
}

/** A preview is of one state of the ledger: if that has changed, the import must still come to the same. */
function bindToPreview(context: WriteContext, input: ApplyInput, meta: StageMeta): ImportSummary {
  const { db } = context;
  const preview = stagePreview(db);
  const stale = (): AppError =>
    new AppError(
      'CONFLICT',
      'The import would no longer do what its preview shows. Nothing was changed. Look at the preview again, then go on.',
      { importId: input.importId, preview: preview.number },
    );
  if (input.preview !== null && input.preview !== preview.number) throw stale();
  if (revisionBefore.get(db)?.id === preview.revision) return keptSummary(db);
  const shown = outcome(db, preview);
  classify(db, context, { ...sheetsToClassify(meta), decisions: preview.decisions });
  if (outcome(db, preview) !== shown) throw stale();
  return summarize(db);
}

function outcome(db: ReadDb, { number }: StagePreview): string {
  const hash = createHash('sha256').update(String(number));
  for (const rows of OUTCOME) {
    for (const row of rows.iterate(db)) hash.update(JSON.stringify(row));
    hash.update('\n');
  }
  return hash.digest('hex');
}

function refuseOpenQuestions({ questions: open }: ImportSummary): void {
  if (open.length === 0) return;
  throw new AppError('CHOICE_NEEDED', open.map(({ sentence, remedy }) => `${sentence} ${remedy}`).join(' '), {
    questions: open,
  });
}

function refuseBadRows({ rows }: ImportSummary): void {
  const wrong = rows.invalid + rows.conflict;
  const parts: string[] = [];
  if (wrong > 0) parts.push(`${wrong} ${wrong === 1 ? 'row is' : 'rows are'} wrong.`);
  if (rows.unconfirmed > 0) {
    parts.push(
      `${rows.unconfirmed} repaired account ${rows.unconfirmed === 1 ? 'ID has' : 'IDs have'} to be confirmed${act('import.accept-repairs')}, or written with all 12 digits where more than ${MOST_ZEROS} zeros were put back.`,
    );
  }
  if (parts.length === 0) return;
  throw new AppError(
    'INVALID_ROWS',
    `${parts.join(' ')} Nothing was changed. Mend the file and import it again, or leave these rows out${act('import.skip-invalid')}.`,
    { invalid: rows.invalid, conflict: rows.conflict, unconfirmed: rows.unconfirmed },
  );
}
