import type { MpaSummary } from '../../shared/contract/mpas.ts';
import type { RouteParams } from './route.ts';

/** What every page of a payer account gets. */
export interface MpaPageProps {
  readonly mpa: MpaSummary;
  /** What the page shows in particular, out of the address. */
  readonly params: RouteParams;
  /** Changes some of it; null takes a name away. */
  readonly setParams: (change: Readonly<Record<string, string | null>>) => void;
}

/** What every page of the whole ledger gets. */
export interface LedgerPageProps {
  readonly mpas: readonly MpaSummary[];
  readonly params: RouteParams;
  readonly setParams: (change: Readonly<Record<string, string | null>>) => void;
}
