import { once } from 'node:events';
import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import ExcelJS from 'exceljs';
import Papa from 'papaparse';
import { benchRows, HEADERS } from './data.ts';
import type { BenchSize } from './data.ts';

/** exceljs reading a workbook in memory, every cell looked at: the yardstick of reading .xlsx. */
export async function readWithExceljs(path: string): Promise<number> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  let cells = 0;
  workbook.eachSheet((sheet) => {
    sheet.eachRow((row) => {
      row.eachCell((cell) => {
        if (cell.text !== '') cells += 1;
      });
    });
  });
  return cells;
}

/** exceljs's streaming writer without shared strings, the same cells: the yardstick of writing .xlsx. */
export async function writeWithExceljs(path: string, size: BenchSize, sharedStrings = false): Promise<number> {
  const out = createWriteStream(path);
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream: out,
    useSharedStrings: sharedStrings,
    useStyles: true,
  });
  const sheet = workbook.addWorksheet('Accounts', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = HEADERS.map((header, index) => ({
    header,
    width: 30,
    ...(index === 2 && { style: { numFmt: '@' } }),
  }));
  let rows = 0;
  for (const row of benchRows(size)) {
    sheet.addRow(row).commit();
    rows += 1;
  }
  sheet.commit();
  await workbook.commit();
  return rows;
}

/** papaparse over the file and a bare SQLite insert of its rows, nothing else: the yardstick of importing a .csv. */
export async function insertWithPapaparse(path: string, databasePath: string): Promise<number> {
  rmSync(databasePath, { force: true });
  const db = new Database(databasePath);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('temp_store = MEMORY');
  db.exec(`CREATE TABLE account (name TEXT, email TEXT, id TEXT PRIMARY KEY, console_email TEXT, org_id TEXT, subset TEXT, workflow TEXT)
    STRICT, WITHOUT ROWID; CREATE INDEX account_subset ON account (subset, id); CREATE INDEX account_name ON account (name, id); BEGIN`);
  const insert = db.prepare(
    'INSERT INTO account (name, email, id, console_email, org_id, subset, workflow) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  let rows = 0;
  const parser = Papa.parse(Papa.NODE_STREAM_INPUT, { skipEmptyLines: true });
  parser.on('data', (row: string[]) => {
    if (rows > 0) insert.run(...row);
    rows += 1;
  });
  createReadStream(path, 'utf8').pipe(parser);
  await once(parser, 'end');
  db.exec('COMMIT');
  db.close();
  return rows - 1;
}
