import { createHash } from 'node:crypto';
import { isImportField } from '../../../../shared/domain/import-field.ts';
import type { ImportField } from '../../../../shared/domain/import-field.ts';
import type { WriteContext } from '../../ledger/context.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { headerKey } from './header-words.ts';
import { answersOfShape, meaningsOfShape, putAnswers, putShape } from './repo.ts';
import type { ImportAnswers } from './repo.ts';
import { chosenSheets } from './stage-meta.ts';
import type { StageMeta } from './stage-meta.ts';

/** What a column was said to be; its header is kept for people who read the history. */
interface Meaning {
  column: number;
  header: string;
  field: string;
}

/**
 * What the columns of a file with these headers were said to be by hand when such a file was last imported for a payer account.
 * @param db a stage with the ledger attached
 * @returns column index → field; nothing where no such file is remembered
 */
export function rememberedColumns(db: ReadDb, mpaId: string, headers: readonly string[]): Map<number, ImportField> {
  const found = meaningsOfShape.get(db, { mpaId, shape: shapeOf(headers) });
  const columns = new Map<number, ImportField>();
  // Written by rememberColumns alone; a field of a later program is left to the other ways of matching.
  const meanings = found === undefined ? [] : (JSON.parse(found.meanings) as Meaning[]);
  for (const { column, field } of meanings) if (isImportField(field)) columns.set(column, field);
  return columns;
}

/**
 * Remembers what was said by hand about the columns of an imported file. It belongs to the operation of the import and is undone with
 * it. What the program finds by itself is not remembered: a better program may find it better.
 */
export function rememberColumns({ db }: WriteContext, { mpaId, filled }: StageMeta): void {
  for (const { headers, columns } of chosenSheets(filled)) {
    if (headers.length === 0 || !columns.some(({ by }) => by === 'hand')) continue;
    const meanings: Meaning[] = columns.flatMap(({ index, header, field, by }) =>
      field !== null && (by === 'hand' || by === 'remembered') ? [{ column: index, header, field }] : [],
    );
    putShape.run(db, { mpaId, shape: shapeOf(headers), meanings: JSON.stringify(meanings) });
  }
}

/** What was answered about a file with these headers when such a file was last imported for a payer account. */
export function rememberedAnswers(db: ReadDb, mpaId: string, headers: readonly string[]): ImportAnswers {
  const none = { encoding: null, placeholders: null };
  return headers.length === 0 ? none : (answersOfShape.get(db, { mpaId, shape: shapeOf(headers) }) ?? none);
}

/** Remembers what was answered by hand about an imported file; as rememberColumns. */
export function rememberAnswers({ db }: WriteContext, { mpaId, filled }: StageMeta): void {
  const { encoding, placeholders } = filled.said;
  if (encoding === null && placeholders === null) return;
  for (const { headers } of chosenSheets(filled)) {
    if (headers.length > 0) putAnswers.run(db, { mpaId, shape: shapeOf(headers), encoding, placeholders });
  }
}

/** Files have the same shape when their headers are the same in the same order; case and signs make no difference. */
function shapeOf(headers: readonly string[]): string {
  const keys = headers.map((header) => headerKey(header) || header);
  while (keys.at(-1) === '') keys.pop();
  return createHash('sha256').update(JSON.stringify(keys)).digest('hex');
}
