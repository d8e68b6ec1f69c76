import type { Row } from './cell.ts';
import type { EncodingDoubt } from './csv/doubtful-encoding.ts';
import type { Limits } from './limits.ts';

/** Where a table comes from. `text` is what was pasted from a spreadsheet or piped in. */
export type TableSource =
  { kind: 'path'; path: string } | { kind: 'bytes'; name: string; bytes: Uint8Array } | { kind: 'text'; text: string };

export interface SheetInfo {
  /** As on its tab; for .csv the name of the file without its ending, for pasted text 'Pasted text'. */
  name: string;
  /** 0-based place among the worksheets of the workbook. */
  index: number;
  /** False for hidden and very hidden sheets. */
  visible: boolean;
}

export interface TableInfo {
  format: 'xlsx' | 'csv' | 'text' | 'json';
  /** Name of the file without its folder; '' for pasted text. */
  name: string;
  /** Text only: 'utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be', 'windows-1252', or what was given. */
  encoding?: string;
  /** Text only. */
  delimiter?: string;
  /** Of the bytes as they came, in hex. */
  sha256: string;
  bytes: number;
  sheets: SheetInfo[];
}

/**
 * What reading gives, in this order: `info` once, then for each sheet that is read `sheet`, any number of `rows`
 * and `sheet-end`.
 */
export type TableEvent =
  | { type: 'info'; info: TableInfo }
  /** `merged` are ranges such as 'A1:C1'; `hiddenColumns` are 0-based, as in Row.cells. */
  | { type: 'sheet'; sheet: SheetInfo; merged: string[]; hiddenColumns: number[] }
  | { type: 'rows'; sheet: SheetInfo; rows: Row[] }
  /**
   * `rows` counts the rows delivered, `hiddenRows` those of them that are hidden, `problems` those that are malformed; `doubt` is about the
   * encoding of a text, null where it is sure or says nothing.
   */
  | {
      type: 'sheet-end';
      sheet: SheetInfo;
      rows: number;
      hiddenRows: number;
      problems: number;
      doubt: EncodingDoubt | null;
      /** JSON only: what stands beside the list in the same object, by name. */
      beside?: string[];
    }
  /** In the place of `sheet-end`: a hidden sheet that nobody has asked for can't be read to its end. `message` says why, and what to do. */
  | { type: 'sheet-failed'; sheet: SheetInfo; message: string };

export interface ReadOptions {
  /** Names of the only sheets to read; without them all are read, hidden ones last. */
  sheets?: readonly string[];
  /** Words that head columns, in any case: the delimiter of a .csv file is the one under which most of them are found. */
  knownHeaders?: readonly string[];
  /** The encoding of a text, by any name that TextDecoder knows; without it, it is found out. */
  encoding?: string;
  /** Headings of the .csv files that our own writer makes: in these alone the guard against formulas is taken away again. */
  ownHeadings?: readonly (readonly string[])[];
  limits?: Partial<Limits>;
  signal?: AbortSignal;
}

/** What the reading thread is told: all of it can be sent to a thread. */
export interface ReadJob {
  source: TableSource;
  sheets: readonly string[] | null;
  knownHeaders: readonly string[];
  encoding: string | null;
  ownHeadings: readonly (readonly string[])[];
  limits: Limits;
}

/** Takes one event; resolves when the receiver can take the next. */
export type Emit = (event: TableEvent) => Promise<void>;

/** The sheet that a person means by a name: just so, or without regard to case and to spaces at the edges. */
export function findSheet<S extends { readonly name: string }>(sheets: readonly S[], name: string): S | undefined {
  const key = name.trim().toLowerCase();
  return sheets.find((sheet) => sheet.name === name) ?? sheets.find((sheet) => sheet.name.trim().toLowerCase() === key);
}

/** Rows that go in one `rows` event. More of them outlive V8's young generation: with 1,000 an import took a quarter more memory, and a tenth more time. */
export const ROWS_PER_BATCH = 250;
