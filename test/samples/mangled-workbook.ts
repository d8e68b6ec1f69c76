import { ACCOUNTS } from './accounts.ts';
import { CONTENT, escapeXml, letter, MAIN, OFFICE, PACKAGE, themeXml } from './workbook-xml.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The first 30 accounts; the IDs are numbers, and with them their leading zeros are gone. In rows 11 to 13 they are texts. */
export function mangledRows(): (string | number)[][] {
  const texts: Readonly<Record<number, string>> = {
    9: '1.21212E+11',
    10: '1234-5678-9012',
    11: ` ${ACCOUNTS[11]?.id} `,
  };
  const rows = ACCOUNTS.slice(0, 30).map(({ name, email, id, subset }, at) => [
    name,
    email,
    texts[at] ?? Number(id),
    subset,
  ]);
  return [['Account Name', 'AWS Account Email', 'AWS Account ID', 'Subset Name'], ...rows];
}

/** The parts of a workbook whose IDs Excel has mangled, as XlsxWriter writes them, which imitates Excel: shared strings, spans, relative paths. */
export function mangledWorkbook(): Record<string, string> {
  const { sheet, strings } = sheetAndStrings(mangledRows());
  return {
    '[Content_Types].xml': contentTypes(),
    '_rels/.rels': relationships([
      [`${OFFICE}/officeDocument`, 'xl/workbook.xml'],
      [`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
      [`${OFFICE}/extended-properties`, 'docProps/app.xml'],
    ]),
    'xl/_rels/workbook.xml.rels': relationships([
      [`${OFFICE}/worksheet`, 'worksheets/sheet1.xml'],
      [`${OFFICE}/theme`, 'theme/theme1.xml'],
      [`${OFFICE}/styles`, 'styles.xml'],
      [`${OFFICE}/sharedStrings`, 'sharedStrings.xml'],
    ]),
    'xl/worksheets/sheet1.xml': sheet,
    'xl/workbook.xml': `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><fileVersion appName="xl" lastEdited="4" lowestEdited="4" rupBuild="4505"/><workbookPr defaultThemeVersion="124226"/><bookViews><workbookView xWindow="240" yWindow="15" windowWidth="16095" windowHeight="9660"/></bookViews><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets><calcPr calcId="124519" fullCalcOnLoad="1"/></workbook>`,
    'xl/sharedStrings.xml': strings,
    'xl/styles.xml': `${DECLARATION}<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><color theme="1"/><name val="Calibri"/><family val="2"/><scheme val="minor"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><dxfs count="0"/><tableStyles count="0" defaultTableStyle="TableStyleMedium9" defaultPivotStyle="PivotStyleLight16"/></styleSheet>`,
    'xl/theme/theme1.xml': themeXml(DECLARATION),
    'docProps/core.xml': `${DECLARATION}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">2026-11-21T08:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">2026-11-21T08:00:00Z</dcterms:modified></cp:coreProperties>`,
    'docProps/app.xml': `${DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><Application>Microsoft Excel</Application><DocSecurity>0</DocSecurity><ScaleCrop>false</ScaleCrop><HeadingPairs><vt:vector size="2" baseType="variant"><vt:variant><vt:lpstr>Worksheets</vt:lpstr></vt:variant><vt:variant><vt:i4>1</vt:i4></vt:variant></vt:vector></HeadingPairs><TitlesOfParts><vt:vector size="1" baseType="lpstr"><vt:lpstr>Sheet1</vt:lpstr></vt:vector></TitlesOfParts><Company></Company><LinksUpToDate>false</LinksUpToDate><SharedDoc>false</SharedDoc><HyperlinksChanged>false</HyperlinksChanged><AppVersion>12.0000</AppVersion></Properties>`,
  };
}

/** The sheet, and the texts that its cells point at, in the order in which they come first. */
function sheetAndStrings(rows: readonly (readonly (string | number)[])[]): { sheet: string; strings: string } {
  const places = new Map<string, number>();
  let uses = 0;
  const placeOf = (text: string): number => {
    uses += 1;
    const place = places.get(text) ?? places.size;
    places.set(text, place);
    return place;
  };
  const body = rows.map((row, at) => {
    const cells = row.map((value, column) => {
      const ref = `${letter(column)}${at + 1}`;
      if (typeof value === 'number') return `<c r="${ref}"><v>${value}</v></c>`;
      return `<c r="${ref}" t="s"><v>${placeOf(value)}</v></c>`;
    });
    return `<row r="${at + 1}" spans="1:${row.length}">${cells.join('')}</row>`;
  });
  const items = [...places.keys()].map((text) => {
    const space = text === text.trim() ? '' : ' xml:space="preserve"';
    return `<si><t${space}>${escapeXml(text)}</t></si>`;
  });
  return {
    sheet: `${DECLARATION}<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}"><dimension ref="A1:D${rows.length}"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/><sheetData>${body.join('')}</sheetData><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/></worksheet>`,
    strings: `${DECLARATION}<sst xmlns="${MAIN}" count="${uses}" uniqueCount="${places.size}">${items.join('')}</sst>`,
  };
}

function relationships(list: readonly (readonly [type: string, target: string])[]): string {
  const items = list.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${type}" Target="${target}"/>`);
  return `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`;
}

function contentTypes(): string {
  const parts = [
    ['/docProps/app.xml', `${CONTENT}.extended-properties+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
    ['/xl/styles.xml', `${CONTENT}.spreadsheetml.styles+xml`],
    ['/xl/theme/theme1.xml', `${CONTENT}.theme+xml`],
    ['/xl/workbook.xml', `${CONTENT}.spreadsheetml.sheet.main+xml`],
    ['/xl/worksheets/sheet1.xml', `${CONTENT}.spreadsheetml.worksheet+xml`],
    ['/xl/sharedStrings.xml', `${CONTENT}.spreadsheetml.sharedStrings+xml`],
  ].map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`);
  return `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts.join('')}</Types>`;
}
