import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from './cases.ts';
import { fixturePaths } from './fixture.ts';
import { missingPython, readWithOpenpyxl, writeWithOpenpyxl, writeWithXlsxWriter } from './python-peers.ts';
import {
  bareInsert,
  bareRead,
  insertWithPapaparse,
  offsetPages,
  readWithExceljs,
  writeWithExceljs,
  writeWithPapaparse,
} from './yardsticks.ts';

/** How many pages the paging cases read. */
export const PAGES = 200;
/** Pages by OFFSET take so long that fewer have to do. */
const OFFSET_PAGES = 20;

/** What ours is measured by. */
export const PEER_CASES: Readonly<Record<string, Case>> = {
  'exceljs-read': { run: async (folder) => said('cells', await readWithExceljs(fixturePaths(folder).xlsx)) },
  'openpyxl-read': {
    missing: () => missingPython('openpyxl'),
    run: async (folder) => ({ checked: 'file', use: readWithOpenpyxl(fixturePaths(folder).xlsx) }),
  },
  'papaparse-and-insert': {
    run: async (folder) =>
      said('rows', await insertWithPapaparse(fixturePaths(folder).csv, scratch(folder, 'bare.db'))),
  },
  'bare-read': { run: async (folder) => said('rows', bareRead(fixturePaths(folder).ledger)) },
  'bare-insert': { run: async (folder, size) => said('rows', bareInsert(scratch(folder, 'bare.db'), size)) },
  'exceljs-write': {
    run: async (folder, size) => said('rows', await writeWithExceljs(scratch(folder, 'peer.xlsx'), size)),
  },
  'xlsxwriter-write': {
    missing: () => missingPython('xlsxwriter'),
    run: async (folder) => ({
      checked: 'file',
      use: writeWithXlsxWriter(fixturePaths(folder).csv, scratch(folder, 'x.xlsx')),
    }),
  },
  'openpyxl-write': {
    missing: () => missingPython('openpyxl'),
    run: async (folder) => ({
      checked: 'file',
      use: writeWithOpenpyxl(fixturePaths(folder).csv, scratch(folder, 'o.xlsx')),
    }),
  },
  'papaparse-write': {
    run: async (folder, size) => said('rows', writeWithPapaparse(scratch(folder, 'peer.csv'), size)),
  },
  'offset-pages': { run: async (folder) => paged(offsetPages(fixturePaths(folder).ledger, OFFSET_PAGES)) },
};

/** A place of its own for what a case writes. */
export function scratch(folder: string, name: string): string {
  return join(mkdtempSync(join(folder, 'run-')), name);
}

/** What a paging case says: how many pages, and how long one took. */
export function paged(times: number[]): { checked: string; extra: Record<string, number> } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return {
    checked: `pages ${times.length}`,
    extra: { 'ms a page, median': at(0.5), 'ms a page, 95th percentile': at(0.95), 'ms a page, worst': at(1) },
  };
}

function said(what: string, count: number): { checked: string } {
  if (count === 0) throw new Error(`the case did nothing: 0 ${what}`);
  return { checked: `${what} ${count}` };
}
