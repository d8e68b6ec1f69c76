/** Transitional and strict SpreadsheetML (ECMA-376 parts 1 and 4). */
const SPREADSHEET: readonly string[] = [
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  'http://purl.oclc.org/ooxml/spreadsheetml/main',
];

/** The namespaces of `r:id`, transitional and strict. */
export const RELATIONSHIP_IDS: readonly string[] = [
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  'http://purl.oclc.org/ooxml/officeDocument/relationships',
];

/**
 * Every element that is read, by the kind of its part and with all its parents (ECMA-376 part 1, 18; part 2 for the first two). The same name
 * under other parents is another element, and is left out with all that is in it: a `numFmt` of `dxfs`, a `t` of `rPh`.
 */
export const ELEMENTS = {
  relationships: {
    namespaces: ['http://schemas.openxmlformats.org/package/2006/relationships'],
    read: ['Relationships/Relationship'],
  },
  contentTypes: {
    namespaces: ['http://schemas.openxmlformats.org/package/2006/content-types'],
    read: ['Types/Override'],
  },
  workbook: { namespaces: SPREADSHEET, read: ['workbook', 'workbook/workbookPr', 'workbook/sheets/sheet'] },
  styles: { namespaces: SPREADSHEET, read: ['styleSheet/numFmts/numFmt', 'styleSheet/cellXfs/xf'] },
  sharedStrings: { namespaces: SPREADSHEET, read: ['sst/si', 'sst/si/t', 'sst/si/r/t'] },
  worksheet: {
    namespaces: SPREADSHEET,
    read: [
      'worksheet/sheetFormatPr',
      'worksheet/cols/col',
      'worksheet/sheetData',
      'worksheet/sheetData/row',
      'worksheet/sheetData/row/c',
      'worksheet/sheetData/row/c/f',
      'worksheet/sheetData/row/c/v',
      'worksheet/sheetData/row/c/is',
      'worksheet/sheetData/row/c/is/t',
      'worksheet/sheetData/row/c/is/r/t',
    ],
  },
  /** Of a worksheet too, but read before its rows: see merged-ranges.ts. */
  mergedRanges: { namespaces: SPREADSHEET, read: ['worksheet/mergeCells/mergeCell'] },
} as const satisfies Record<string, { namespaces: readonly string[]; read: readonly string[] }>;

export type PartKind = keyof typeof ELEMENTS;
