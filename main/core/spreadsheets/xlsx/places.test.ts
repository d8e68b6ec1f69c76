import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../../test/property/runs.ts';
import { archive } from '../../../../test/support/archive.ts';
import {
  MAIN,
  OFFICE,
  bytesSource,
  readRows,
  relationships,
  sheetXml,
  texts,
  workbookParts,
  xlsx,
} from '../../../../test/support/spreadsheet-files.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import { readJob } from '../read-job.ts';
import type { TableEvent } from '../table.ts';
import { ELEMENTS } from './elements.ts';
import type { PartKind } from './elements.ts';

const MC = 'http://schemas.openxmlformats.org/markup-compatibility/2006';

/** A workbook in which each element that is read, and many that are not, stand where they belong. */
const BOOK = workbookParts({
  '[Content_Types].xml':
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}" xmlns:x="urn:x"><fileVersion/><workbookPr/><bookViews><workbookView/></bookViews><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="a">One!$A$1</definedName></definedNames><extLst><ext><x:any/></ext></extLst></workbook>`,
  'xl/styles.xml': `<styleSheet xmlns="${MAIN}" xmlns:x="urn:x"><numFmts><numFmt numFmtId="170" formatCode="yyyy"/></numFmts><fonts><font/></fonts><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId="1"><alignment/></xf><xf numFmtId="170"/></cellXfs><cellStyles><cellStyle xfId="0"/></cellStyles><dxfs><dxf><font/></dxf></dxfs><extLst><ext><x:any/></ext></extLst></styleSheet>`,
  'xl/sharedStrings.xml': `<sst xmlns="${MAIN}" xmlns:x="urn:x"><si><t>first</t><phoneticPr/></si><si><r><rPr><b/></rPr><t>sec</t></r><r><t>ond</t></r><rPh><t>no</t></rPh></si><extLst><ext><x:any/></ext></extLst></sst>`,
  'xl/worksheets/sheet1.xml': sheetXml(
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" s="0"><f>A1</f><v>2024</v></c><c r="B2" s="1"><v>46347</v><extLst><ext/></extLst></c><c r="C2" t="inlineStr"><is><r><rPr><b/></rPr><t>in</t></r><t>line</t><rPh><t>no</t></rPh></is></c><extLst><ext/></extLst></row>',
    '<sheetPr><tabColor/></sheetPr><sheetViews><sheetView/></sheetViews><sheetFormatPr/><cols><col min="4" max="4" hidden="1"/></cols>',
    '<mergeCells><mergeCell ref="A3:B3"/></mergeCells><pageMargins/><extLst><ext><x:any xmlns:x="urn:x"/></ext></extLst>',
  ),
});

const PARTS: Readonly<Record<PartKind, string>> = {
  relationships: 'xl/_rels/workbook.xml.rels',
  contentTypes: '[Content_Types].xml',
  workbook: 'xl/workbook.xml',
  styles: 'xl/styles.xml',
  sharedStrings: 'xl/sharedStrings.xml',
  worksheet: 'xl/worksheets/sheet1.xml',
  mergedRanges: 'xl/worksheets/sheet1.xml',
};

/** Each element that is read as it would change most, did it count. The last name of its path is its name. */
const TELLING: Readonly<Record<string, string>> = {
  Relationship: `<Relationship Id="rId1" Type="x/worksheet" Target="worksheets/other.xml"/>`,
  Override:
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>',
  workbook: '<workbook><workbookPr date1904="1"/></workbook>',
  workbookPr: '<workbookPr date1904="1"/>',
  sheet: `<sheet name="Other" sheetId="2" r:id="rId1" xmlns:r="${OFFICE}"/>`,
  numFmt: '<numFmt numFmtId="1" formatCode="yyyy"/>',
  xf: '<xf numFmtId="14"/>',
  si: '<si><t>other</t></si>',
  t: '<t>other</t>',
  sheetFormatPr: '<sheetFormatPr zeroHeight="1"/>',
  col: '<col min="1" max="2" hidden="1"/>',
  sheetData: '<sheetData><row r="7"><c r="A7"><v>7</v></c></row></sheetData>',
  row: '<row r="8" hidden="1"><c r="A8"><v>8</v></c></row>',
  c: '<c r="Z9"><v>9</v></c>',
  f: '<f>1+1</f>',
  v: '<v>1</v>',
  is: '<is><t>other</t></is>',
  mergeCell: '<mergeCell ref="A1:B2"/>',
};

interface Placement {
  part: string;
  /** The parents, from the root. */
  path: string;
  /** The part with the element put first into that parent. */
  xml: string;
  element: string;
}

/** Every element of a part with its parents and the position behind its opening tag. */
function openings(xml: string): { path: string; at: number }[] {
  const found: { path: string; at: number }[] = [];
  const open: string[] = [];
  for (const tag of xml.matchAll(/<(\/?)([\w:]+)[^>]*?(\/?)>/g)) {
    const [whole, closing, name = '', empty] = tag;
    if (closing === '/') open.pop();
    else if (empty !== '/') {
      open.push(name);
      found.push({ path: open.join('/'), at: tag.index + whole.length });
    }
  }
  return found;
}

const namesOf = (kind: PartKind): string[] => ELEMENTS[kind].read.map((path) => path.split('/').at(-1) ?? '');
const KNOWN = [...new Set(Object.keys(PARTS).flatMap((kind) => namesOf(kind as PartKind)))];
const READ = new Map<string, string[]>();
for (const [kind, part] of Object.entries(PARTS))
  READ.set(part, [...(READ.get(part) ?? []), ...ELEMENTS[kind as PartKind].read]);

/** Whether an element at this path counts, or leads to ones that do. */
const counts = (part: string, path: string): boolean =>
  (READ.get(part) ?? []).some((read) => read === path || read.startsWith(`${path}/`));

/** Each known element under each parent of each part under which it is not read. */
const FOREIGN: Placement[] = [...READ.keys()].flatMap((part) => {
  const xml = BOOK[part] ?? '';
  return openings(xml).flatMap(({ path, at }) =>
    KNOWN.filter((element) => !counts(part, `${path}/${element}`)).map((element) => ({
      part,
      path,
      element,
      xml: xml.slice(0, at) + (TELLING[element] ?? '') + xml.slice(at),
    })),
  );
});

/** Each known element where it is read, but of another namespace. */
const OTHER_NAMESPACE: Placement[] = [...READ.keys()].flatMap((part) => {
  const xml = BOOK[part] ?? '';
  return openings(xml).flatMap(({ path, at }) =>
    KNOWN.filter((element) => counts(part, `${path}/${element}`)).map((element) => ({
      part,
      path,
      element: `other:${element}`,
      xml:
        xml.slice(0, at) +
        (TELLING[element] ?? '').replaceAll(/<(\/?)(?=\w)/g, '<$1other:').replace(/(?=\/?>)/, ' xmlns:other="urn:o"') +
        xml.slice(at),
    })),
  );
});

/** All that is told of a workbook but its hash and size. */
async function read(parts: Readonly<Record<string, string>>): Promise<unknown[]> {
  const events: TableEvent[] = [];
  const source = bytesSource('x.xlsx', await archive(parts, false));
  await readJob(
    { source, sheets: null, knownHeaders: [], encoding: null, ownHeadings: [], limits: DEFAULT_LIMITS },
    (event) => {
      events.push(event);
      return Promise.resolve();
    },
  );
  return events.map((event) => (event.type === 'info' ? event.info.sheets : event));
}

const BASE = [
  [{ name: 'One', index: 0, visible: true }],
  { type: 'sheet', sheet: { name: 'One', index: 0, visible: true }, merged: ['A3:B3'], hiddenColumns: [3] },
  {
    type: 'rows',
    sheet: { name: 'One', index: 0, visible: true },
    rows: [
      {
        number: 1,
        hidden: false,
        cells: [
          { kind: 'text', text: 'first' },
          { kind: 'text', text: 'second' },
        ],
      },
      {
        number: 2,
        hidden: false,
        cells: [
          { kind: 'number', text: '2024', format: '0', formula: true },
          { kind: 'date', text: '2026-11-21', raw: '46347' },
          { kind: 'text', text: 'inline' },
        ],
      },
    ],
  },
  {
    type: 'sheet-end',
    sheet: { name: 'One', index: 0, visible: true },
    rows: 2,
    hiddenRows: 0,
    problems: 0,
    doubt: null,
  },
];

describe('an element counts only in its place', () => {
  it('reads the workbook that the placements are put into', async () => {
    expect(await read(BOOK)).toEqual(BASE);
    expect(KNOWN.filter((name) => TELLING[name] === undefined)).toEqual([]);
  });

  it(`changes nothing in ${FOREIGN.length} foreign places`, { timeout: 120_000 }, async () => {
    expect(FOREIGN.length).toBeGreaterThan(1_000);
    for (const { part, path, element, xml } of FOREIGN)
      expect(await read({ ...BOOK, [part]: xml }), `${element} in ${path} of ${part}`).toEqual(BASE);
  });

  it(`changes nothing in its ${OTHER_NAMESPACE.length} places when it is of another namespace`, async () => {
    expect(OTHER_NAMESPACE.length).toBeGreaterThan(20);
    for (const { part, path, element, xml } of OTHER_NAMESPACE)
      expect(await read({ ...BOOK, [part]: xml }), `${element} in ${path} of ${part}`).toEqual(BASE);
  });

  it('changes nothing when any of them stand in each other, under an element that is left out', async () => {
    const element = (inner: fc.Arbitrary<string>): fc.Arbitrary<string> =>
      fc
        .tuple(fc.constantFrom(...KNOWN), fc.array(inner, { maxLength: 3 }))
        .map(
          ([name, content]) =>
            `<${name} r="A1" numFmtId="1" formatCode="yyyy" hidden="1">${content.join('')}5</${name}>`,
        );
    const nested = element(element(element(fc.constant('x'))));
    const shells = ['<extLst><ext>', '<x:any xmlns:x="urn:x">', `<mc:Choice xmlns:mc="${MC}" Requires="x">`];
    await fc.assert(
      fc.asyncProperty(nested, fc.constantFrom(...shells), fc.nat(), async (tree, shell, where) => {
        const parts = [...READ.keys()];
        const part = parts[where % parts.length] ?? '';
        const xml = BOOK[part] ?? '';
        const places = openings(xml);
        const at = places[Math.floor(where / parts.length) % places.length]?.at ?? 0;
        const names = [...shell.matchAll(/<([\w:]+)/g)].map(([, name]) => name).toReversed();
        const put = `${shell}${tree}${names.map((name) => `</${name}>`).join('')}`;
        expect(await read({ ...BOOK, [part]: xml.slice(0, at) + put + xml.slice(at) })).toEqual(BASE);
      }),
      propertyRuns('known elements in an extension', 200),
    );
  });
});

describe('prefixes', () => {
  const cell = (row: string, root = ''): string =>
    `<worksheet xmlns="${MAIN}" ${root}><sheetData><row r="1">${row}</row></sheetData></worksheet>`;
  const one = async (sheet: string): Promise<string[][]> =>
    texts(await readRows(await xlsx('', { 'xl/worksheets/sheet1.xml': sheet })));

  it('are known wherever they are declared, as long as that element is open', async () => {
    expect(await one(cell(`<a:c xmlns:a="${MAIN}" r="A1"><a:v>1</a:v></a:c><c r="B1"><v>2</v></c>`))).toEqual([
      ['1', '2'],
    ]);
    expect(await one(cell(`<c r="A1" xmlns="urn:o"><v>1</v></c><c r="B1"><v>2</v></c>`))).toEqual([['', '2']]);
    const again = `<a:c r="A1" xmlns:a="${MAIN}"><a:v>1</a:v><a:f xmlns:a="urn:o">x</a:f></a:c><a:c r="B1" xmlns:a="urn:o"><v>2</v></a:c>`;
    expect(await readRows(await xlsx('', { 'xl/worksheets/sheet1.xml': cell(again) }))).toEqual([
      { number: 1, hidden: false, cells: [{ kind: 'number', text: '1', format: null }] },
    ]);
  });

  it('are known when the declaration is cut by the end of a chunk', async () => {
    const rows = Array.from(
      { length: 9_000 },
      (_, index) =>
        `<row r="${index + 1}"><z${index % 7}:c xmlns:z${index % 7}="${MAIN}" r="A${index + 1}"><z${index % 7}:v>${index}</z${index % 7}:v></z${index % 7}:c></row>`,
    );
    expect(texts(await readRows(await xlsx(rows.join(''))))).toEqual(rows.map((_, index) => [String(index)]));
  });

  it('that are nowhere declared are refused where an element would count, and left out elsewhere', async () => {
    await expect(one(cell('<a:c r="A1"><v>1</v></a:c>'))).rejects.toMatchObject({
      code: 'FILE_DAMAGED',
      message:
        'The file is damaged: its part xl/worksheets/sheet1.xml has an element a:c, and its prefix is nowhere declared. Ask for the file again, or open it in a spreadsheet program and save it as .xlsx.',
    });
    expect(await one(cell('<a:other><c r="B1"><v>2</v></c></a:other><c r="A1"><v>1</v></c>'))).toEqual([['1']]);
  });

  it('of r:id may be any, and another id beside it is not taken for it', async () => {
    const workbook = `<workbook xmlns="${MAIN}" xmlns:o="urn:o"><sheets><sheet name="One" sheetId="1" o:id="rId2" q:id="rId1" xmlns:q="${OFFICE}"/></sheets></workbook>`;
    expect(
      texts(await readRows(await xlsx('<row r="1"><c><v>1</v></c></row>', { 'xl/workbook.xml': workbook }))),
    ).toEqual([['1']]);
  });
});

describe('a sheet that the workbook names', () => {
  it('is not left out when its part is not told', async () => {
    await expect(
      readRows(await xlsx('', { 'xl/_rels/workbook.xml.rels': relationships([['rId9', 'x/worksheet', 'a.xml']]) })),
    ).rejects.toMatchObject({
      code: 'FILE_DAMAGED',
      data: { sheet: 'One' },
    });
  });
});

describe('AlternateContent', () => {
  const cells = (content: string): string =>
    `<worksheet xmlns="${MAIN}" xmlns:m="${MAIN}" xmlns:x14="urn:x14" xmlns:mc="${MC}"><sheetData><row r="1"><mc:AlternateContent>${content}</mc:AlternateContent><c r="C1"><v>3</v></c></row></sheetData></worksheet>`;
  const choice = (requires: string, row: string): string => `<mc:Choice Requires="${requires}">${row}</mc:Choice>`;
  const A = '<c r="A1"><v>1</v></c>';
  const B = '<c r="B1"><v>2</v></c>';
  const fallback = `<mc:Fallback>${B}</mc:Fallback>`;

  it.each([
    ['the fallback of what is not understood', choice('x14', A) + fallback, ['', '2', '3']],
    [
      'the first choice that is understood',
      choice('x14', B) + choice('m', A) + choice('m', B) + fallback,
      ['1', '', '3'],
    ],
    ['no choice that needs more than is understood', choice('m x14', A) + fallback, ['', '2', '3']],
    ['no choice that names no need, or an unknown one', choice('', A) + choice('nope', A) + fallback, ['', '2', '3']],
    ['nothing without a fallback', choice('x14', A), ['', '', '3']],
    [
      'one branch within a branch',
      `${choice('m', `<mc:AlternateContent>${choice('x14', A)}${fallback}</mc:AlternateContent>`)}<mc:Fallback>${A}</mc:Fallback>`,
      ['', '2', '3'],
    ],
    [
      'nothing that stands beside the branches',
      `${A}<mc:AlternateContent>${fallback}</mc:AlternateContent>${fallback}`,
      ['', '2', '3'],
    ],
  ])('gives %s', async (_, content, expected) => {
    expect(texts(await readRows(await xlsx('', { 'xl/worksheets/sheet1.xml': cells(content) })))).toEqual([expected]);
  });

  it('gives one branch in each part, and none outside of it', async () => {
    const either = (one: string, other: string): string =>
      `<mc:AlternateContent xmlns:mc="${MC}" xmlns:x14="urn:x14"><mc:Choice Requires="x14">${one}</mc:Choice><mc:Fallback>${other}</mc:Fallback></mc:AlternateContent>`;
    const parts = {
      'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${either('<workbookPr date1904="1"/>', '<workbookPr/>')}<sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      'xl/styles.xml': `<styleSheet xmlns="${MAIN}">${either('<cellXfs><xf numFmtId="1"/></cellXfs>', '<cellXfs><xf numFmtId="14"/></cellXfs>')}</styleSheet>`,
      'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${either('<si><t>no</t></si>', '<si><t>yes</t></si>')}</sst>`,
      'xl/worksheets/sheet1.xml': sheetXml('', '', '').replace(
        '<sheetData></sheetData>',
        either(
          '<sheetData/>',
          '<sheetData><row r="1"><c t="s"><v>0</v></c><c s="0"><v>46347</v></c></row></sheetData>',
        ),
      ),
    };
    expect(texts(await readRows(await xlsx('', parts)))).toEqual([['yes', '2026-11-21']]);
  });
});
