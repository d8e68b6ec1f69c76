import type { AccountId } from '../../../../shared/domain/account-id.ts';
import type { EncodingDoubt } from '../../spreadsheets/read.ts';
import type { TableInfo } from '../../spreadsheets/table.ts';
import type { SheetAnalysis } from './analyse-sheet.ts';

/** Cells with a word that may stand for no value, as long as nobody has said what they are. */
export interface FoundPlaceholders {
  readonly count: number;
  /** The first few of them as they stand. */
  readonly words: readonly string[];
  /** The first few rows that have one. */
  readonly rows: readonly number[];
}

/** What the stage was filled from. */
export interface Filled {
  info: Pick<TableInfo, 'format' | 'name' | 'encoding' | 'delimiter' | 'sha256' | 'bytes'>;
  /** The sheets that were read, and which of them could be an account list. */
  sheets: { name: string; importable: boolean; chosen: boolean }[];
  sheet: string;
  /** Whether a list was found; if not, no rows are staged and a person has to show where it is. */
  found: boolean;
  headerRows: readonly number[];
  /** What the file is known by when its columns are remembered. */
  headers: readonly string[];
  columns: SheetAnalysis['columns'];
  /** Other sheets that look just as much like the account list: a person has to choose. */
  rivals: string[];
  /** Rows staged; rows with nothing in the columns that count; the header again in the middle. */
  rows: number;
  blankRows: number;
  repeatedHeaders: number;
  /** Null where the encoding of the text is sure, or a person has said it, or no cell that counts depends on it. */
  doubt: EncodingDoubt | null;
  placeholders: FoundPlaceholders;
  /** Sentences about the list as a whole. */
  remarks: string[];
}

/** What a stage keeps about itself. */
export interface StageMeta {
  importId: string;
  mpaId: AccountId;
  filled: Filled;
}
