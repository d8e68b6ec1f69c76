import type { AccountId } from '../../../../shared/domain/account-id.ts';
import type { EncodingDoubt } from '../../spreadsheets/read.ts';
import type { TableInfo } from '../../spreadsheets/table.ts';
import type { ImportAnswers } from './repo.ts';
import type { SheetAnalysis } from './analyse-sheet.ts';

/** Cells with a word that may stand for no value, as long as nobody has said what they are. */
export interface FoundPlaceholders {
  readonly count: number;
  /** The first few of them as they stand. */
  readonly words: readonly string[];
  /** The first few rows that have one. */
  readonly rows: readonly { readonly sheet: string; readonly row: number }[];
}

/** A sheet that was looked at. */
export interface FilledSheet {
  name: string;
  /** In the file. */
  hidden: boolean;
  /** Whether it could be an account list. */
  importable: boolean;
  /** Whether its rows are staged; or, where no list was found, whether it is shown to a person. */
  chosen: boolean;
  headerRows: readonly number[];
  /** What it is known by when its columns are remembered. */
  headers: readonly string[];
  columns: SheetAnalysis['columns'];
  /** Rows below the header; of one that is chosen those that are staged. */
  rows: number;
}

/** What the stage was filled from. */
export interface Filled {
  info: Pick<TableInfo, 'format' | 'name' | 'encoding' | 'delimiter' | 'sha256' | 'bytes'>;
  /** The sheets that were read, in the order of the file. */
  sheets: FilledSheet[];
  /** Whether a list was found; if not, no rows are staged and a person has to show where it is. */
  found: boolean;
  /** Whether the list is on a hidden sheet, and nobody has asked for that. */
  isHidden: boolean;
  /** Other sheets that look just as much like the account list: a person has to choose. */
  rivals: string[];
  /** Rows staged; rows with nothing in the columns that count; the header again in the middle. */
  rows: number;
  blankRows: number;
  repeatedHeaders: number;
  /** Null where the encoding of the text is sure, or a person has said it, or no cell that counts depends on it. */
  doubt: EncodingDoubt | null;
  /** Those that nobody has decided about. */
  placeholders: FoundPlaceholders;
  /** What was said by hand, to be remembered for the next file with these headers. */
  said: ImportAnswers;
  /** What was taken because it was said of an earlier file with these headers. */
  remembered: {
    /** Why the encoding had to be said; null where it was not remembered. */
    doubt: EncodingDoubt | null;
    placeholders: readonly { as: NonNullable<ImportAnswers['placeholders']>; found: FoundPlaceholders }[];
  };
  /** Sentences about the list as a whole. */
  remarks: string[];
}

/** What a stage keeps about itself. */
export interface StageMeta {
  importId: string;
  mpaId: AccountId;
  filled: Filled;
}

/** The sheets whose rows are imported. */
export function chosenSheets({ sheets }: Filled): FilledSheet[] {
  return sheets.filter(({ chosen }) => chosen);
}

/** The columns of a sheet that is imported. */
export function columnsOfSheet({ sheets }: Filled, sheet: string): SheetAnalysis['columns'] {
  return sheets.find(({ name }) => name === sheet)?.columns ?? [];
}
