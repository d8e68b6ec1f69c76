import { AppError } from '../../../shared/domain/app-error.ts';

/** How much a file may ask of us. Whatever is above is refused with FILE_TOO_LARGE; nothing is cut off silently. */
export interface Limits {
  /** Size of the file as it lies on the disk. */
  fileBytes: number;
  /** Parts in the archive of an .xlsx. */
  entries: number;
  /** Bytes of all parts together, counted while they are unpacked, not as declared. */
  inflatedBytes: number;
  /** How many times larger than packed a part may get, once it is past `inflationRatioFrom` bytes. Real sheets stay below 100. */
  inflationRatio: number;
  inflationRatioFrom: number;
  /** Worksheets of a workbook, of which several may be one part. */
  sheets: number;
  /** Cell styles of a workbook, and its number formats. Excel itself allows 65,490. */
  styles: number;
  /** Rows with content in one sheet. */
  rows: number;
  /** Columns with content. */
  columns: number;
  /** Cells of one sheet, gaps before the last filled cell of a row included. */
  cells: number;
  /** Merged ranges of one sheet. */
  mergedRanges: number;
  /** UTF-16 units in one cell. Excel itself stops at 32,767. */
  cellLength: number;
  /** Shared strings of a workbook, and their UTF-16 units together. */
  sharedStrings: number;
  sharedStringLength: number;
  /** Heap of the reading thread. */
  memoryMb: number;
  /** How long the reading thread may be silent while it is being waited for. */
  silenceMs: number;
}

export const DEFAULT_LIMITS: Limits = {
  fileBytes: 256 * 1024 * 1024,
  entries: 2_000,
  inflatedBytes: 1024 * 1024 * 1024,
  inflationRatio: 250,
  inflationRatioFrom: 16 * 1024 * 1024,
  sheets: 1_000,
  styles: 100_000,
  rows: 1_048_576,
  columns: 1_000,
  cells: 20_000_000,
  mergedRanges: 100_000,
  cellLength: 100_000,
  sharedStrings: 3_000_000,
  sharedStringLength: 128 * 1024 * 1024,
  memoryMb: 1_024,
  silenceMs: 60_000,
};

/** The error for a file that asks for more than a limit allows. `what` completes 'The file …' and says what to do. */
export function tooLarge(limit: keyof Limits, what: string, data: Record<string, unknown> = {}): AppError {
  return new AppError('FILE_TOO_LARGE', `The file ${what}`, { limit, ...data });
}

/** The error for a file that is not what it should be inside. `what` is a full sentence; the remedy is added. */
export function damaged(what: string, data: Record<string, unknown> = {}, cause?: unknown): AppError {
  const remedy = 'Ask for the file again, or open it in a spreadsheet program and save it as .xlsx.';
  return new AppError('FILE_DAMAGED', `${what} ${remedy}`, data, { cause });
}
