/** The texts of one account, by column key. */
export type SheetRow = Readonly<Record<string, string>>;

/** What has been typed but not yet applied, by row id: the new text of each changed column. A text as it was is not in it. */
export type SheetEdits = ReadonlyMap<string, SheetRow>;

/** A column of a sheet. */
export interface SheetColumn {
  readonly key: string;
  readonly title: string;
  /** Shown and copied, but never changed. */
  readonly readOnly?: boolean;
  /** In CSS pixels; 160 when left out. */
  readonly width?: number;
  /** What is wrong with a text, in a sentence for a person, or null. It sees the texts of the row as they would be. */
  readonly validate?: (text: string, row: SheetRow) => string | null;
  /** Texts that are offered while one types. Others are taken too, unless `validate` says otherwise. */
  readonly options?: readonly string[];
}

/** All that a sheet shows. */
export interface SheetData {
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly SheetRow[];
  /** The id of a row: no two rows have the same. */
  readonly rowId: (row: SheetRow) => string;
  readonly edits: SheetEdits;
}

/** The width of a column that names none, in CSS pixels. */
export const COLUMN_WIDTH = 160;

/** What a cell shows: its new text, or else the text of the row. Empty outside the sheet. */
export function textAt(data: SheetData, row: number, column: number): string {
  const texts = data.rows[row];
  const key = data.columns[column]?.key;
  if (texts === undefined || key === undefined) return '';
  return data.edits.get(data.rowId(texts))?.[key] ?? texts[key] ?? '';
}
