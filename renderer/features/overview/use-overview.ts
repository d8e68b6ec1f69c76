import { useMemo } from 'react';
import { useSession } from '../../session/session.ts';
import { allOf, useRead } from '../../session/use-read.ts';
import type { Read } from '../../session/use-read.ts';
import { overviewOf } from './store.ts';
import type { OverviewItem } from './store.ts';

/** All payer accounts with where each stands, as the ledger is now. */
export function useOverview(): Read<OverviewItem[]> {
  const { queries } = useSession();
  const mpas = useRead(queries.mpas.list.queryOptions());
  // Each answer is news: whether a date has passed is looked at with it (app/use-news.ts).
  const rows = useRead(queries.steps.overview.queryOptions({ structuralSharing: false }));
  const data = useMemo(
    () => (mpas.data === null || rows.data === null ? null : overviewOf(mpas.data, rows.data)),
    [mpas.data, rows.data],
  );
  return { ...allOf({ mpas, rows }), data };
}
