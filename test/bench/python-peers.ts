import { execFileSync } from 'node:child_process';
import type { Measured } from './measure.ts';

const READ = `
import sys, openpyxl
n = 0
for row in openpyxl.load_workbook(sys.argv[1], read_only=True).worksheets[0].iter_rows(values_only=True):
    n += sum(1 for cell in row if cell is not None)
`;

const ROWS = `
import sys, csv
rows = csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline=''))
`;

const XLSXWRITER = `${ROWS}
import xlsxwriter
book = xlsxwriter.Workbook(sys.argv[2], {'constant_memory': True})
sheet = book.add_worksheet('Accounts')
text = book.add_format({'num_format': '@'})
for r, row in enumerate(rows):
    for c, cell in enumerate(row):
        sheet.write_string(r, c, cell, text if c == 2 else None)
book.close()
`;

const OPENPYXL = `${ROWS}
import openpyxl
from openpyxl.cell import WriteOnlyCell
book = openpyxl.Workbook(write_only=True)
sheet = book.create_sheet('Accounts')
for row in rows:
    cell = WriteOnlyCell(sheet, value=row[2]); cell.number_format = '@'
    sheet.append([row[0], row[1], cell, *row[3:]])
book.save(sys.argv[2])
`;

/** Whether Debian's Python has a module; the reason it can't be used otherwise. */
export function missingPython(module: string): string | null {
  try {
    execFileSync('/usr/bin/python3', ['-c', `import ${module}`], { stdio: 'ignore' });
    return null;
  } catch {
    return `Python's ${module} is not installed`;
  }
}

/** What a Python process used, by its own account. */
export type PythonUse = Pick<Measured, 'cpuMs' | 'peakMib'>;

const USE = `
import resource, json
use = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({'cpuMs': (use.ru_utime + use.ru_stime) * 1000, 'peakMib': use.ru_maxrss / 1024}))
`;

/** openpyxl reading a workbook row by row. */
export function readWithOpenpyxl(path: string): PythonUse {
  return python(READ, [path]);
}

/** XlsxWriter in constant memory, from the rows of a .csv. */
export function writeWithXlsxWriter(csv: string, path: string): PythonUse {
  return python(XLSXWRITER, [csv, path]);
}

/** openpyxl's write-only workbook, from the rows of a .csv. */
export function writeWithOpenpyxl(csv: string, path: string): PythonUse {
  return python(OPENPYXL, [csv, path]);
}

function python(script: string, args: string[]): PythonUse {
  const out = execFileSync('/usr/bin/python3', ['-c', script + USE, ...args], { encoding: 'utf8' });
  return JSON.parse(out) as PythonUse;
}
