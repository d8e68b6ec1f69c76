/** A column of a table that is written. */
export interface WriteColumn {
  /** Written letter for letter. */
  header: string;
  /** In characters, .xlsx only. */
  width: number;
  /** Digits that are text (account IDs, Org IDs): format '@' on the cells and the column, and no green triangles. .xlsx only. */
  text?: boolean;
  /** Decimal text with a point, or nothing: no formula, whatever its sign. .csv only. */
  number?: boolean;
}

/** Rows in the order of the columns: one by one, or in batches as they come from somewhere slower. */
export type RowSource = Iterable<readonly string[]> | AsyncIterable<readonly (readonly string[])[]>;

export interface WriteTable {
  /** Title of the only sheet, .xlsx only: up to 31 characters, none of []:*?/\ */
  sheetName: string;
  columns: readonly WriteColumn[];
  rows: RowSource;
}

/** What a format's chunks report while they are made. */
export interface WriteCounts {
  rows: number;
  neutralised: number;
}
