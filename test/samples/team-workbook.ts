import { ACCOUNTS } from './accounts.ts';
import { CONTENT, escapeXml, letter, MAIN, OFFICE, PACKAGE, themeXml } from './workbook-xml.ts';

type Value = string | number | null;

/** The rows of the team's sheet, null where it has none: a title, a subtitle, an empty row, the header in row 4, and columns of the team's own. */
export function teamRows(): (Value[] | null)[] {
  const header = [
    '#',
    'Account Name',
    'AWS Account Email',
    'AWS Account ID',
    'Subset Name',
    'Billing Workflow Name',
    'Comment',
  ];
  const rows = ACCOUNTS.map(({ name, email, id, subset, workflow }, at) => [
    at + 1,
    name,
    email,
    id,
    subset,
    workflow,
    at % 9 === 0 ? 'new' : null,
  ]);
  return [['Subset mapping – draft'], ['prepared for the vendor'], null, header, ...rows];
}

/**
 * The parts of a billing team's own workbook, as openpyxl 3.0 with lxml writes them: no XML declarations, everything beyond ASCII as a number, texts
 * in the cells, absolute paths.
 */
export function teamWorkbook(): Record<string, string> {
  return {
    'docProps/app.xml': `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Microsoft Excel</Application><AppVersion>3.0</AppVersion></Properties>`,
    'docProps/core.xml': `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties"><dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">openpyxl</dc:creator><dcterms:created xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="dcterms:W3CDTF">2026-11-21T08:00:00Z</dcterms:created><dcterms:modified xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="dcterms:W3CDTF">2026-11-21T08:00:00Z</dcterms:modified></cp:coreProperties>`,
    'xl/theme/theme1.xml': themeXml('<?xml version="1.0"?>\n'),
    'xl/worksheets/sheet1.xml': sheet(teamRows()),
    'xl/worksheets/sheet2.xml': sheet([['ask Ana about the dairy']]),
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts count="0"/><fonts count="2"><font><name val="Calibri"/><family val="2"/><color theme="1"/><sz val="11"/><scheme val="minor"/></font><font><b val="1"/><sz val="14"/></font></fonts><fills count="2"><fill><patternFill/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" pivotButton="0" quotePrefix="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" pivotButton="0" quotePrefix="0" xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0" hidden="0"/></cellStyles><tableStyles count="0" defaultTableStyle="TableStyleMedium9" defaultPivotStyle="PivotStyleLight16"/></styleSheet>`,
    '_rels/.rels': relationships([
      [`${OFFICE}/officeDocument`, 'xl/workbook.xml'],
      [`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
      [`${OFFICE}/extended-properties`, 'docProps/app.xml'],
    ]),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}"><workbookPr/><workbookProtection/><bookViews><workbookView visibility="visible" minimized="0" showHorizontalScroll="1" showVerticalScroll="1" showSheetTabs="1" tabRatio="600" firstSheet="0" activeTab="0" autoFilterDateGrouping="1"/></bookViews><sheets><sheet xmlns:r="${OFFICE}" name="Mapping 2026" sheetId="1" state="visible" r:id="rId1"/><sheet xmlns:r="${OFFICE}" name="Notes" sheetId="2" state="visible" r:id="rId2"/></sheets><definedNames/><calcPr calcId="124519" fullCalcOnLoad="1"/></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      [`${OFFICE}/worksheet`, '/xl/worksheets/sheet1.xml'],
      [`${OFFICE}/worksheet`, '/xl/worksheets/sheet2.xml'],
      [`${OFFICE}/styles`, 'styles.xml'],
      [`${OFFICE}/theme`, 'theme/theme1.xml'],
    ]),
    '[Content_Types].xml': contentTypes(),
  };
}

function sheet(rows: readonly (readonly Value[] | null)[]): string {
  const width = Math.max(...rows.map((row) => row?.length ?? 0));
  const body = rows.map((row, at) => (row ? rowXml(row, at + 1) : '')).join('');
  return `<worksheet xmlns="${MAIN}"><sheetPr><outlinePr summaryBelow="1" summaryRight="1"/><pageSetUpPr/></sheetPr><dimension ref="A1:${letter(width - 1)}${rows.length}"/><sheetViews><sheetView workbookViewId="0"><selection activeCell="A1" sqref="A1"/></sheetView></sheetViews><sheetFormatPr baseColWidth="8" defaultRowHeight="15"/><sheetData>${body}</sheetData><pageMargins left="0.75" right="0.75" top="1" bottom="1" header="0.5" footer="0.5"/></worksheet>`;
}

function rowXml(row: readonly Value[], number: number): string {
  const cells = row.map((value, column) => {
    const ref = `${letter(column)}${number}`;
    if (value === null) return '';
    if (typeof value === 'number') return `<c r="${ref}" t="n"><v>${value}</v></c>`;
    const style = value.startsWith('Subset mapping') ? ' s="1"' : '';
    return `<c r="${ref}"${style} t="inlineStr"><is><t>${ascii(value)}</t></is></c>`;
  });
  return `<row r="${number}">${cells.join('')}</row>`;
}

/** As Python's ElementTree escapes it. */
function ascii(text: string): string {
  return escapeXml(text).replace(/[^\u0000-\u007f]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`);
}

function relationships(list: readonly (readonly [type: string, target: string])[]): string {
  const items = list.map(([type, target], at) => `<Relationship Type="${type}" Target="${target}" Id="rId${at + 1}"/>`);
  return `<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`;
}

function contentTypes(): string {
  const parts = [
    ['/xl/styles.xml', `${CONTENT}.spreadsheetml.styles+xml`],
    ['/xl/theme/theme1.xml', `${CONTENT}.theme+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
    ['/docProps/app.xml', `${CONTENT}.extended-properties+xml`],
    ['/xl/worksheets/sheet1.xml', `${CONTENT}.spreadsheetml.worksheet+xml`],
    ['/xl/worksheets/sheet2.xml', `${CONTENT}.spreadsheetml.worksheet+xml`],
    ['/xl/workbook.xml', `${CONTENT}.spreadsheetml.sheet.main+xml`],
  ].map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`);
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts.join('')}</Types>`;
}
