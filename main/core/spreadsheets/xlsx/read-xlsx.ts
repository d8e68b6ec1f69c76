import { AppError } from '../../../../shared/domain/app-error.ts';
import type { ByteSource } from '../byte-source.ts';
import { encodingWithoutEffect } from '../encoding.ts';
import { damaged } from '../limits.ts';
import { findSheet, ROWS_PER_BATCH } from '../table.ts';
import type { Emit, ReadJob, SheetInfo } from '../table.ts';
import type { ValueContext } from './cell-value.ts';
import { findMergedRanges } from './merged-ranges.ts';
import { Package } from './package.ts';
import { readSharedStrings } from './shared-strings.ts';
import { SheetParser } from './sheet-parser.ts';
import { readStyles } from './styles.ts';
import { readWorkbook } from './workbook.ts';
import type { WorkbookSheet } from './workbook.ts';
import { parseXml } from './xml.ts';

/**
 * Reads the sheets of an .xlsx file, or those that are asked for, in the order of the file; of all the hidden ones come last, so that what is the
 * matter with one keeps nobody from the others.
 * @throws AppError FILE_*, SHEET_NOT_FOUND
 */
export async function readXlsx(source: ByteSource, sha256: string, job: ReadJob, emit: Emit): Promise<void> {
  if (job.encoding !== null) {
    throw encodingWithoutEffect(`${source.name} is a workbook and says itself how its text is written`, job.encoding);
  }
  const archive = await Package.open(source, job.limits);
  const workbook = await readWorkbook(archive, source.name, job.limits);
  const sheets = workbook.sheets.map(withoutPart);
  const wanted = chooseSheets(workbook.sheets, job.sheets);
  await emit({ type: 'info', info: { format: 'xlsx', name: source.name, sha256, bytes: source.size, sheets } });
  const context: ValueContext = {
    styles: await readStyles(archive, workbook.styles, job.limits),
    strings: await readSharedStrings(archive, workbook.sharedStrings, job.limits),
    date1904: workbook.date1904,
  };
  for (const sheet of wanted) {
    try {
      await readSheet(archive, sheet, context, job, emit);
    } catch (error) {
      if (sheet.visible || job.sheets !== null || !(error instanceof AppError)) throw error;
      await emit({ type: 'sheet-failed', sheet: withoutPart(sheet), message: error.message });
    }
  }
}

function chooseSheets(sheets: readonly WorkbookSheet[], names: readonly string[] | null): WorkbookSheet[] {
  if (names === null) return [...sheets].sort((one, other) => Number(other.visible) - Number(one.visible));
  const wanted = new Set(names.map((name) => sheetNamed(sheets, name)));
  return sheets.filter((sheet) => wanted.has(sheet));
}

function sheetNamed(sheets: readonly WorkbookSheet[], name: string): WorkbookSheet {
  const found = findSheet(sheets, name);
  if (found !== undefined) return found;
  const names = sheets.map((sheet) => sheet.name);
  throw new AppError('SHEET_NOT_FOUND', `There is no sheet '${name}'. The file has: ${names.join(', ')}.`, {
    sheets: names,
  });
}

async function readSheet(
  archive: Package,
  source: WorkbookSheet,
  context: ValueContext,
  job: ReadJob,
  emit: Emit,
): Promise<void> {
  const sheet = withoutPart(source);
  const merged = await findMergedRanges(source.part, () => archive.part(source.part), job.limits);
  const parser = new SheetParser(context, job.limits);
  let announced = false;
  const deliver = async (atLeast: number): Promise<void> => {
    if (!announced && parser.started) {
      announced = true;
      await emit({ type: 'sheet', sheet, merged, hiddenColumns: parser.hiddenColumns });
    }
    while (parser.rows.length >= atLeast && parser.rows.length > 0)
      await emit({ type: 'rows', sheet, rows: parser.rows.splice(0, ROWS_PER_BATCH) });
  };
  await parseXml(source.part, archive.part(source.part), 'worksheet', parser.handlers(), () =>
    // rows that are already there need no waiting: most chunks end with less than a batch
    parser.rows.length >= ROWS_PER_BATCH || !announced ? deliver(ROWS_PER_BATCH) : undefined,
  );
  if (!parser.started)
    throw damaged(`The file is damaged: its sheet '${sheet.name}' is not a worksheet.`, { sheet: sheet.name });
  await deliver(1);
  await emit({
    type: 'sheet-end',
    sheet,
    rows: parser.rowCount,
    hiddenRows: parser.hiddenRows,
    problems: 0,
    doubt: null,
  });
}

function withoutPart({ name, index, visible }: WorkbookSheet): SheetInfo {
  return { name, index, visible };
}
