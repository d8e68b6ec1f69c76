import { AppError } from '../../../../shared/domain/app-error.ts';
import { damaged, tooLarge } from '../limits.ts';
import type { Limits } from '../limits.ts';
import { unknownType } from '../sniff.ts';
import type { SheetInfo } from '../table.ts';
import { decodeEscapes } from './escapes.ts';
import type { Package } from './package.ts';
import { RELATIONSHIP_IDS } from './elements.ts';
import type { Attributes, Prefixes } from './prefixes.ts';
import { readRelationships } from './relationships.ts';
import { parseXml } from './xml.ts';

/** A worksheet and the part that holds it. */
export interface WorkbookSheet extends SheetInfo {
  part: string;
}

export interface Workbook {
  sheets: WorkbookSheet[];
  date1904: boolean;
  /** Part names; null where the workbook has none. */
  styles: string | null;
  sharedStrings: string | null;
}

const REMEDY = 'Open it in a spreadsheet program and save it as .xlsx.';

/**
 * Finds the sheets of a workbook through its relationships, whatever its parts are called.
 * @throws AppError FILE_HAS_MACROS, FILE_TYPE_UNKNOWN for other documents in an archive, FILE_DAMAGED, FILE_TOO_LARGE
 */
export async function readWorkbook(archive: Package, fileName: string, limits: Limits): Promise<Workbook> {
  const root =
    (await readRelationships(archive, '')).find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  refuseOtherKinds(archive, root, fileName);
  await refuseMacros(archive, root, fileName);
  const relationships = await readRelationships(archive, root);
  const byId = new Map(relationships.map((relationship) => [relationship.id, relationship]));
  const sheets: WorkbookSheet[] = [];
  let date1904 = false;
  let isWorkbook = false;
  await parseXml(root, archive.part(root), 'workbook', {
    workbook: {
      open() {
        isWorkbook = true;
      },
    },
    'workbook/workbookPr': {
      open(attributes) {
        date1904 = isTrue(attributes['date1904']);
      },
    },
    'workbook/sheets/sheet': {
      open(attributes, prefixes) {
        const name = decodeEscapes(attributes['name'] ?? '');
        const relationship = byId.get(relationshipId(attributes, prefixes) ?? '');
        if (relationship === undefined)
          throw damaged(`The file is damaged: it does not say which of its parts is its sheet '${name}'.`, {
            sheet: name,
          });
        // sheets of charts and dialogs have no cells
        if (relationship.type !== 'worksheet') return;
        const visible = attributes['state'] === undefined || attributes['state'] === 'visible';
        if (sheets.length >= limits.sheets)
          throw tooLarge('sheets', `has more than ${limits.sheets} sheets. Save only the sheets that are needed.`);
        sheets.push({ name, index: sheets.length, visible, part: relationship.target });
      },
    },
  });
  if (!isWorkbook) throw unknownType(fileName, 'not a workbook');
  if (sheets.length === 0) throw damaged('The workbook has no worksheets.', { part: root });
  const part = (type: string): string | null =>
    relationships.find((relationship) => relationship.type === type)?.target ?? null;
  return { sheets, date1904, styles: part('styles'), sharedStrings: part('sharedStrings') };
}

/** `r:id`, whatever the prefix; without one where a writer has left out all namespaces. */
function relationshipId(attributes: Attributes, prefixes: Prefixes): string | undefined {
  return prefixes.attribute(attributes, RELATIONSHIP_IDS, 'id') ?? attributes['r:id'] ?? attributes['id'];
}

/** Whether an attribute of type xsd:boolean is true. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}

function refuseOtherKinds(archive: Package, root: string, fileName: string): void {
  if (root.endsWith('.bin') || archive.has('xl/workbook.bin')) throw unknownType(fileName, 'a binary workbook (.xlsb)');
  if (archive.has(root)) return;
  if (archive.has('content.xml') || archive.has('mimetype')) throw unknownType(fileName, 'an OpenDocument file (.ods)');
  if (archive.has('index/document.iwa')) throw unknownType(fileName, 'a Numbers document');
  if (archive.has('[content_types].xml'))
    throw damaged('The file is damaged: its workbook part is missing.', { part: root });
  throw unknownType(fileName, 'a ZIP archive');
}

/** A macro is never run by reading, but a list that comes with one is not the plain list that was asked for. */
async function refuseMacros(archive: Package, root: string, fileName: string): Promise<void> {
  let macros = archive.names().some((name) => name.endsWith('vbaproject.bin'));
  let other = '';
  if (archive.has('[Content_Types].xml')) {
    await parseXml('[Content_Types].xml', archive.part('[Content_Types].xml'), 'contentTypes', {
      'Types/Override': {
        open({ ContentType = '', PartName = '' }) {
          if (PartName.replace(/^\//, '').toLowerCase() !== root.toLowerCase()) return;
          if (/macroEnabled/i.test(ContentType)) macros = true;
          if (/wordprocessingml/.test(ContentType)) other = 'a text document (.docx)';
          if (/presentationml/.test(ContentType)) other = 'a presentation (.pptx)';
        },
      },
    });
  }
  if (other !== '') throw unknownType(fileName, other);
  if (!macros) return;
  throw new AppError('FILE_HAS_MACROS', `${fileName || 'The file'} has macros. ${REMEDY}`, { name: fileName });
}
