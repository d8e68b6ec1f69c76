import { once } from 'node:events';
import { createReadStream, createWriteStream, rmSync, writeFileSync } from 'node:fs';
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
  const { insert, close } = bareTable(databasePath);
  let rows = 0;
  const parser = Papa.parse(Papa.NODE_STREAM_INPUT, { skipEmptyLines: true });
  parser.on('data', (row: string[]) => {
    if (rows > 0) insert(row);
    rows += 1;
  });
  createReadStream(path, 'utf8').pipe(parser);
  await once(parser, 'end');
  close();
  return rows - 1;
}

/** papaparse making the text of the same cells, written in one piece: the yardstick of writing a .csv. */
export function writeWithPapaparse(path: string, size: BenchSize): number {
  const rows = [...benchRows(size)];
  writeFileSync(path, `\uFEFF${Papa.unparse({ fields: [...HEADERS], data: rows }, { newline: '\r\n' })}`);
  return rows.length;
}

/** The same rows put into a bare table in one transaction: the yardstick of putting rows back. */
export function bareInsert(databasePath: string, size: BenchSize): number {
  const { insert, close } = bareTable(databasePath);
  let rows = 0;
  for (const row of benchRows(size)) {
    insert(row);
    rows += 1;
  }
  close();
  return rows;
}

/** Every account of a ledger with the names of its subset and workflow, read into memory: the yardstick of the checks. */
export function bareRead(ledgerPath: string): number {
  const db = new Database(ledgerPath, { readonly: true });
  const rows = db
    .prepare(
      `SELECT a.*, s.name AS subset, w.name AS workflow, c.console_email, c.spot_org_id FROM account a
       LEFT JOIN subset s ON s.id = a.subset_id LEFT JOIN workflow w ON w.id = s.workflow_id
       LEFT JOIN end_customer c ON c.id = s.end_customer_id`,
    )
    .all();
  db.close();
  return rows.length;
}

/** Pages by OFFSET, spread over the whole list: the yardstick of paging. Gives the milliseconds of each. */
export function offsetPages(ledgerPath: string, pages: number): number[] {
  const db = new Database(ledgerPath, { readonly: true });
  const { n } = db.prepare('SELECT count(*) AS n FROM account').get() as { n: number };
  const page = db.prepare(
    `SELECT a.*, s.name AS subset FROM account a LEFT JOIN subset s ON s.id = a.subset_id
     WHERE a.name LIKE '%env-%' ORDER BY a.name COLLATE NOCASE, a.id LIMIT 100 OFFSET ?`,
  );
  const times = Array.from({ length: pages }, (_, index) => {
    const start = performance.now();
    page.all(Math.floor((n * index) / pages));
    return performance.now() - start;
  });
  db.close();
  return times;
}

function bareTable(databasePath: string): { insert: (row: string[]) => void; close: () => void } {
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
  return {
    insert: (row) => insert.run(...row),
    close: () => {
      db.exec('COMMIT');
      db.close();
    },
  };
}
