import { readFile, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { withoutActions } from '../../../../shared/domain/action.ts';
import { FIELD_LABELS, PROBLEM_COLUMNS } from '../../../../shared/domain/import-field.ts';
import type { ImportField } from '../../../../shared/domain/import-field.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { privateFolder } from '../../files/private-folder.ts';
import type { JobContext } from '../../ledger/context.ts';
import { fileIdentity } from '../../ledger/file-identity.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { writeXlsx } from '../../spreadsheets/write.ts';
import type { WriteColumn } from '../../spreadsheets/write-table.ts';
import { sourceFile } from './kept-source.ts';
import { editsOfRow, faultsOfRejected, rejectedRows, saidFault } from './preview-repo.ts';
import { withStageAsync } from './stage-file.ts';
import { chosenSheets } from './stage-meta.ts';
import type { FilledSheet } from './stage-meta.ts';
import { keptSummary, stageMeta } from './summary.ts';

const ROWS_AT_A_TIME = 500;
/** Why a row is not imported that may have nothing the matter with it. */
const LEFT_OUT: Readonly<Record<string, string[]>> = {
  'left-out': ['It was left out by hand.'],
  hidden: ['It is hidden in the file.'],
};
const TEXT_FIELDS = new Set<ImportField | null>(['accountId', 'payerId', 'orgId']);

/**
 * Writes the rows that are not imported to an .xlsx workbook, those that were left out by hand or as hidden too: the columns of the file as they were, and beside them what is wrong and
 * what to do. Mended, the workbook can be imported; its own two columns are recognized and left out.
 * @throws AppError NOT_FOUND (closed), INVALID_INPUT (another ending, the list itself), FILE_NOT_WRITTEN, CANCELLED
 */
export function writeRejected(
  context: JobContext,
  { importId, path }: { importId: string; path: string },
): Promise<{ path: string; rows: number; sha256: string }> {
  if (extname(path).toLowerCase() !== '.xlsx') {
    throw new AppError(
      'INVALID_INPUT',
      'The rejected rows are written to a workbook: give a name that ends in .xlsx.',
      { path },
    );
  }
  return withStageAsync(importId, async (db) => {
    assertNotTheList(db, path);
    const columns = columnsTogether(chosenSheets(stageMeta(db).filled));
    const written = await writeXlsx(path, {
      sheetName: 'Rejected rows',
      columns: [...columns.map(toColumn), ...PROBLEM_COLUMNS.map((header) => ({ header, width: 60 }))],
      rows: batches(context, db, columns),
    });
    const { rows } = keptSummary(db);
    const counted = rows.invalid + rows.conflict + rows.unconfirmed + rows.leftOut;
    if (written.rows !== counted) {
      const message = `${written.rows} rows were written to ${path}, and ${counted} were left out. Don't use this file; please report this.`;
      throw new AppError('INTERNAL', message, { path, written: written.rows, counted });
    }
    return { path: written.path, rows: written.rows, sha256: written.sha256 };
  });
}

/** The rejects alone in the place of the whole list would be lost work. It may be named in another case, or by another name that it has. */
function assertNotTheList(db: ReadDb, path: string): void {
  const list = sourceFile(db);
  const found = list === null ? null : fileIdentity(list);
  if (found === null || found !== fileIdentity(path)) return;
  throw new AppError(
    'INVALID_INPUT',
    `${path} is the list itself. Give another name for the rows that are wrong; the list was left as it is.`,
    { path },
  );
}

/**
 * The same workbook as its bytes. It is written to a folder that nobody else may enter and that goes again.
 * @throws AppError as writeRejected.
 */
export async function rejectedBytes(
  context: JobContext,
  { importId }: { importId: string },
): Promise<{ name: string; base64: string; rows: number }> {
  const folder = privateFolder('enrollment-desk-rejected-');
  try {
    const name = 'rejected-rows.xlsx';
    const { path, rows } = await writeRejected(context, { importId, path: join(folder, name) });
    return { name, base64: (await readFile(path)).toString('base64'), rows };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A column of the workbook, with its place in each sheet that has it. */
interface RejectedColumn {
  readonly title: string;
  readonly field: ImportField | null;
  readonly places: ReadonlyMap<string, number>;
}

/** The columns of all sheets: those of one field, or else of one heading, are one column. */
function columnsTogether(sheets: readonly FilledSheet[]): RejectedColumn[] {
  const found = new Map<string, RejectedColumn & { readonly places: Map<string, number> }>();
  for (const { name: sheet, columns } of sheets) {
    for (const { header, field, letter, index } of columns.filter((column) => column.field !== 'rowNote')) {
      const title = header === '' ? (field === null ? letter : FIELD_LABELS[field]) : header;
      const key = field === null || field === 'ignore' ? `heading ${title}` : `field ${field}`;
      const same = found.get(key);
      // A sheet may have a heading twice.
      if (same?.places.has(sheet) === false) same.places.set(sheet, index);
      else
        found.set(same === undefined ? key : `${key} ${letter}`, { title, field, places: new Map([[sheet, index]]) });
    }
  }
  return [...found.values()];
}

function toColumn({ title, field }: RejectedColumn): WriteColumn {
  return { header: title, width: Math.min(40, Math.max(14, title.length + 4)), text: TEXT_FIELDS.has(field) };
}

async function* batches(
  context: JobContext,
  db: ReadDb,
  columns: readonly RejectedColumn[],
): AsyncGenerator<string[][], void, undefined> {
  let after = 0;
  let done = 0;
  for (;;) {
    const page = rejectedRows.all(db, { after, limit: ROWS_AT_A_TIME });
    if (page.length === 0) return;
    yield page.map(({ seq, sheet, raw, state }) => {
      after = seq;
      const cells = JSON.parse(raw) as string[];
      const faults = faultsOfRejected
        .all(db, { seq })
        .map(saidFault)
        .filter(({ severity }) => severity === 'error' || severity === 'unconfirmed');
      const told = [
        [...(LEFT_OUT[state] ?? []), ...faults.map(({ reason }) => reason)],
        [...new Set(faults.map(({ remedy }) => withoutActions(remedy)))],
      ];
      const edited = new Map(editsOfRow.all(db, { seq }).map(({ field, value }) => [field, value]));
      const shown = columns.map(({ places, field }) => edited.get(field ?? '') ?? cells[places.get(sheet) ?? -1] ?? '');
      return [...shown, ...told.map((sentences) => sentences.join(' '))];
    });
    done += page.length;
    context.checkCancelled();
    context.progress({ what: 'Writing the rejected rows', done });
    // The job thread has other jobs to look after as well.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
