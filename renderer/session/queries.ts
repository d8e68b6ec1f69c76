import { createORPCClient } from '@orpc/client';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { QueryClient } from '@tanstack/react-query';
import type { ClientOptions } from '@orpc/client';
import type { RouterUtils } from '@orpc/tanstack-query';
import type { Query, QueryKey } from '@tanstack/react-query';
import type { Client } from '../../shared/contract/client.ts';
import type { LedgerChange } from '../../shared/contract/ledger.ts';
import { TABLES_OF } from '../../shared/contract/tables.ts';
import type { Api } from '../api.ts';
import { isFollowed } from './ledger.ts';
import type { LedgerState, LedgerStore } from './ledger.ts';

/** Every procedure of the contract as a query: `queries.subsets.list.queryOptions({ input: { mpaId } })`; see `useRead`. */
export type Queries = RouterUtils<Client>;

/**
 * The procedures as queries. A query waits until the page hears of the ledger's changes: what is read before could be out of date without
 * anybody knowing. Where the page can't hear of them, it is asked so that the failure is told.
 */
export function createQueries(api: Api, ledger: LedgerStore): Queries {
  const call = async (path: readonly string[], input: unknown, options: ClientOptions<object>): Promise<unknown> => {
    await until(ledger, isFollowed);
    const { client } = await api.connected();
    return procedureAt(client, path)(input, options);
  };
  return createTanstackQueryUtils(createORPCClient<Client>({ call }));
}

/** What has been read, for all parts of the page alike. It is kept while it is shown; it is read again when the ledger has changed. */
export function createCache(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        gcTime: 0,
        networkMode: 'always',
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
    },
  });
}

/** The operation after which was last read again, and when that was done. */
const LAST_READ = new WeakMap<QueryClient, { operationId: number; done: Promise<void> }>();

/**
 * Reads again what is shown and may be another after a change of the ledger. Our own changes are heard of twice, as the answer and from the
 * ledger: they are read again once.
 */
export function readAgain(cache: QueryClient, { operationId, touched }: LedgerChange): Promise<void> {
  const last = LAST_READ.get(cache);
  if (last && last.operationId === operationId) return last.done;
  const those = { predicate: ({ queryKey }: Query) => mayDiffer(nameIn(queryKey), touched) };
  // A first answer that is on its way may be of before: TanStack would wait for it, and take it.
  const done = cache.cancelQueries(those).then(() => cache.invalidateQueries(those));
  if (operationId !== null) LAST_READ.set(cache, { operationId, done });
  return done;
}

/** Whether an answer may be another after a change. @param touched the tables that were changed; none: it is not known which */
function mayDiffer(name: string, touched: readonly string[]): boolean {
  const tables = (TABLES_OF as Readonly<Record<string, readonly string[] | null>>)[name] ?? null;
  return tables === null || touched.length === 0 || tables.some((table) => touched.includes(table));
}

/** The name of the procedure, which oRPC puts first into its keys. */
function nameIn([path]: QueryKey): string {
  return Array.isArray(path) ? path.join('.') : '';
}

function procedureAt(client: Client, path: readonly string[]): (input: unknown, options: object) => Promise<unknown> {
  let at: unknown = client;
  for (const name of path) at = (at as Readonly<Record<string, unknown>>)[name];
  return at as (input: unknown, options: object) => Promise<unknown>;
}

function until(ledger: LedgerStore, holds: (state: LedgerState) => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (holds(ledger.getState())) resolve();
    const stop = ledger.subscribe((state) => {
      if (!holds(state)) return;
      stop();
      resolve();
    });
  });
}
