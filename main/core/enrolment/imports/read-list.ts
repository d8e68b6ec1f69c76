import { AppError } from '../../../../shared/domain/app-error.ts';
import type { JobControl } from '../../ledger/context.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { clearStage } from './edit-cells.ts';
import { fillStage } from './fill-stage.ts';
import type { FillInput } from './fill-stage.ts';
import { rememberedAnswers } from './remembered.ts';
import { encodingsOfMpa } from './repo.ts';
import { chosenSheets } from './stage-meta.ts';
import type { Filled } from './stage-meta.ts';

/** What says that a file can't be read in an encoding. */
const NOT_SO: readonly string[] = ['FILE_DAMAGED', 'HEADER_NOT_FOUND', 'COLUMN_NOT_FOUND'];

/**
 * Reads a list into an empty stage. Where its encoding is not sure, an encoding is taken that was said of an earlier list, if the list read
 * so has the headers of that one.
 * @throws AppError as fillStage does
 */
export async function readList(db: ReadDb, control: JobControl, input: FillInput): Promise<Filled> {
  const first = await fillStage(db, control, input);
  const { doubt } = first;
  if (doubt === null) return first;
  const { mpaId, choices } = input;
  // Of a text of which nearly all is UTF-8 no other encoding is taken without asking.
  const encodings = encodingsOfMpa
    .all(db, { mpaId })
    .filter(({ encoding }) => (new TextDecoder(encoding).encoding === 'utf-8') === (doubt.kind === 'broken'));
  for (const { encoding } of encodings) {
    clearStage(db);
    const again = await unlessNotSo(fillStage(db, control, { ...input, choices: { ...choices, encoding } }));
    const isRemembered = (sheet: { headers: readonly string[] }): boolean =>
      rememberedAnswers(db, mpaId, sheet.headers).encoding === encoding;
    if (again !== null && chosenSheets(again).every(isRemembered)) {
      return { ...again, said: first.said, remembered: { ...again.remembered, doubt } };
    }
  }
  if (encodings.length === 0) return first;
  clearStage(db);
  return fillStage(db, control, input);
}

async function unlessNotSo(filling: Promise<Filled>): Promise<Filled | null> {
  try {
    return await filling;
  } catch (error) {
    if (error instanceof AppError && NOT_SO.includes(error.code)) return null;
    throw error;
  }
}
