/** One kind of work of ours beside the yardsticks it is measured by. */
export interface Comparison {
  name: string;
  /** The case of ours, by its name in cases.ts. */
  ours: string;
  /** The yardsticks; the aim is about the first. */
  peers: string[];
  /** Wall time, ours ÷ first yardstick; null where no aim was set. */
  aim: number | null;
}

export const COMPARISONS: readonly Comparison[] = [
  { name: 'Import of an .xlsx', ours: 'import-xlsx', peers: ['exceljs-read', 'openpyxl-read'], aim: 1.4 },
  { name: 'Import of a .csv', ours: 'import-csv', peers: ['papaparse-and-insert'], aim: null },
  { name: 'Checks', ours: 'check', peers: ['bare-read'], aim: null },
  {
    name: 'Export of sheet 3 to .xlsx',
    ours: 'export-xlsx',
    peers: ['exceljs-write', 'xlsxwriter-write', 'openpyxl-write'],
    aim: 0.6,
  },
  { name: 'Export of sheet 3 to .csv', ours: 'export-csv', peers: ['papaparse-write'], aim: null },
  { name: 'Filtered pages of accounts', ours: 'pages', peers: ['offset-pages'], aim: null },
  {
    name: 'First pages of accounts by seven filters in five orders',
    ours: 'sorted-pages',
    peers: ['sorted-by-sql'],
    aim: null,
  },
  { name: 'What stands in the fields of accounts', ours: 'values-of-fields', peers: ['values-by-sql'], aim: null },
  { name: 'Search over everything', ours: 'search-all', peers: ['search-by-sql'], aim: null },
  { name: 'What 50 assignment rules would do', ours: 'preview-rules', peers: ['bare-read'], aim: null },
  { name: 'Undo of the import', ours: 'undo', peers: ['bare-insert'], aim: null },
  { name: 'Plan of a set-up that is in place', ours: 'aws-plan', peers: ['bare-calls'], aim: null },
  {
    name: 'Import of 10,000 accounts from AWS Organizations',
    ours: 'import-organization',
    peers: ['bare-list-accounts'],
    aim: null,
  },
  {
    name: 'A report of 5 million lines into the cache',
    ours: 'cost-add',
    peers: ['duckdb-copy', 'gunzip-and-wc'],
    aim: 1.6,
  },
  {
    name: 'The same report as Parquet into the cache',
    ours: 'cost-add-parquet',
    peers: ['duckdb-copy-parquet'],
    aim: 1.3,
  },
  { name: 'Costs by account, out of the cache', ours: 'cost-sum', peers: ['bare-sum'], aim: 1.1 },
  { name: 'Pages of cost lines, out of the cache', ours: 'cost-pages', peers: [], aim: null },
];
