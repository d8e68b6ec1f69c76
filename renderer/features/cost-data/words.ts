import type { DataSet } from '../../../shared/contract/cost-data.ts';

const MONTHS = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** 'October 2026' of '2026-10'. */
export function monthName(month: string): string {
  return MONTHS.format(new Date(`${month}-01T00:00:00Z`));
}

/** Whether AWS has settled a month. */
export const STATE_WORDS: Readonly<Record<DataSet['state'], string>> = {
  final: 'Final',
  open: 'Open: AWS has not invoiced all of it',
  unknown: 'Not known: the report has no invoices',
};

/** What says that nothing is missing. */
export const PROVEN_WORDS: Readonly<Record<DataSet['proven'], string>> = {
  manifest: 'By its manifest',
  checksums: 'Each file is whole; no manifest',
  nothing: 'Can’t be proven',
};

/** The size of files: '12.3 MB'. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toLocaleString('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MB`;
}
