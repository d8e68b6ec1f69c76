import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { cellText } from '../../main/core/spreadsheets/cell.ts';
import type { Row } from '../../main/core/spreadsheets/cell.ts';
import { readTable } from '../../main/core/spreadsheets/read.ts';
import type { ReadOptions, SheetInfo, TableInfo, TableSource } from '../../main/core/spreadsheets/read.ts';
import { archive } from './archive.ts';

/** A sheet as read, with everything that was told of it. */
export interface ReadSheet {
  sheet: SheetInfo;
  merged: string[];
  hiddenColumns: number[];
  rows: Row[];
  hiddenRows: number;
  problems: number;
}

export interface ReadFile {
  info: TableInfo;
  sheets: ReadSheet[];
  /** Why hidden sheets could not be read. */
  failed: string[];
}

/** Reads a whole table through the reading thread. */
export async function readAll(source: TableSource, options: ReadOptions = {}): Promise<ReadFile> {
  let info: TableInfo | undefined;
  const sheets: ReadSheet[] = [];
  const failed: string[] = [];
  for await (const event of readTable(source, options)) {
    const last = sheets.at(-1);
    if (event.type === 'info') ({ info } = event);
    else if (event.type === 'sheet') sheets.push({ ...event, rows: [], hiddenRows: 0, problems: 0 });
    else if (event.type === 'sheet-failed') failed.push(event.message);
    else if (last === undefined) throw new Error(`${event.type} came before its sheet`);
    else if (event.type === 'rows') last.rows.push(...event.rows);
    else {
      if (event.rows !== last.rows.length)
        throw new Error(`${event.rows} rows announced, ${last.rows.length} delivered`);
      last.hiddenRows = event.hiddenRows;
      last.problems = event.problems;
    }
  }
  if (info === undefined) throw new Error('no info came');
  return { info, sheets, failed };
}

/** The rows of the only sheet that is read. */
export async function readRows(source: TableSource, options: ReadOptions = {}): Promise<Row[]> {
  const { sheets } = await readAll(source, options);
  const [only, second] = sheets;
  if (only === undefined || second !== undefined) throw new Error(`${sheets.length} sheets were read`);
  return only.rows;
}

/** Rows as texts. */
export function texts(rows: readonly Row[]): string[][] {
  return rows.map(({ cells }) => cells.map(cellText));
}

export function bytesSource(name: string, content: Uint8Array | string): TableSource {
  return { kind: 'bytes', name, bytes: typeof content === 'string' ? Buffer.from(content, 'utf8') : content };
}

/** A folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'spreadsheets-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The namespaces of worksheets and of what refers to their parts. */
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** The smallest parts of a workbook; what is given replaces or adds to them, null leaves a part out. */
export function workbookParts(given: Readonly<Record<string, string | null>>): Record<string, string> {
  const parts: Record<string, string | null> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': relationships([['rId1', `${OFFICE}/officeDocument`, 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      ['rId1', `${OFFICE}/worksheet`, 'worksheets/sheet1.xml'],
      ['rId2', `${OFFICE}/styles`, 'styles.xml'],
      ['rId3', `${OFFICE}/sharedStrings`, 'sharedStrings.xml'],
    ]),
    'xl/worksheets/sheet1.xml': sheetXml(''),
    ...given,
  };
  return Object.fromEntries(Object.entries(parts).filter((entry): entry is [string, string] => entry[1] !== null));
}

/** A relationships part of [id, type, target]. */
export function relationships(list: readonly (readonly [id: string, type: string, target: string])[]): string {
  const items = list.map(([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`);
  return `<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`;
}

/** A worksheet with these rows; `before` and `after` stand around sheetData. */
export function sheetXml(rows: string, before = '', after = ''): string {
  return `<worksheet xmlns="${MAIN}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`;
}

/** An .xlsx file with one sheet of these rows and, where given, other parts. */
export async function xlsx(rows: string, given: Readonly<Record<string, string | null>> = {}): Promise<TableSource> {
  return bytesSource(
    'test.xlsx',
    await archive(workbookParts({ 'xl/worksheets/sheet1.xml': sheetXml(rows), ...given })),
  );
}
