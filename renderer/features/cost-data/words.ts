import type { DataSet } from '../../../shared/contract/cost-data.ts';

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
