import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { WriteCounts, WriteTable } from '../write-table.ts';
import { fixedParts, workbookXml } from './fixed-parts.ts';
import { checkSheetName, sheetXml } from './sheet-xml.ts';

/**
 * The time stamp of every part: the first that ZIP can hold. It is made in local time because ZIP times are local, so the
 * bytes are the same in every time zone.
 */
const TIME_STAMP = new Date(1980, 0, 1, 0, 0, 0);
const ENTRY = {
  mtime: TIME_STAMP,
  forceDosTimestamp: true,
  mode: 0o100644,
  compress: true,
  compressionLevel: 6,
} as const;
/** Chunks of XML made ahead of packing. */
const AHEAD = 2;

/**
 * The bytes of an .xlsx file with one sheet. Rows are taken as they are packed, so memory does not grow with them.
 * @param counts is brought up to date as rows are taken
 * @throws AppError INVALID_INPUT for a sheet name, a text or a number of rows that a sheet can't have
 */
export async function* xlsxChunks(table: WriteTable, counts: WriteCounts): AsyncGenerator<Uint8Array, void, undefined> {
  checkSheetName(table.sheetName);
  const zip = new ZipFile();
  const sheet = Readable.from(sheetXml(table, counts), { objectMode: false, highWaterMark: AHEAD * 64 * 1024 });
  const output = zip.outputStream.pipe(new PassThrough());
  // a failure ends the archive with that failure, not with half a sheet; yazl does not watch the streams that it is given
  const fail = (error: Error): unknown => output.destroy(error);
  zip.on('error', fail);
  sheet.on('error', fail);
  for (const [name, xml] of fixedParts()) zip.addBuffer(Buffer.from(xml, 'utf8'), name, ENTRY);
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml', ENTRY);
  // the workbook names the filtered range, which is known when the sheet is done
  const workbook = async function* (): AsyncGenerator<Buffer, void, undefined> {
    yield await Promise.resolve(Buffer.from(workbookXml(table.sheetName, table.columns.length, counts.rows), 'utf8'));
  };
  zip.addReadStreamLazy('xl/workbook.xml', ENTRY, (done) =>
    done(null, Readable.from(workbook(), { objectMode: false })),
  );
  zip.end();
  try {
    for await (const chunk of output) yield chunk as Uint8Array;
  } finally {
    sheet.destroy();
    output.destroy();
  }
}
