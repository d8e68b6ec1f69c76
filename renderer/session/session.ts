import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { z } from 'zod';
import type { Changed, MadeOperation } from '../../shared/contract/base.ts';
import type { Api, Client } from '../api.ts';
import type { Host } from '../host.ts';
import { toFailure } from './failure.ts';
import type { Jobs } from './jobs.ts';
import type { LookStore } from './look.ts';
import type { LedgerStore } from './ledger.ts';
import { liveRead } from './live.ts';
import type { Live, LiveRead } from './live.ts';
import type { Memory } from './memory.ts';
import type { Notices } from './notices.ts';
import { rowPages } from './pages.ts';
import type { Pages, RowPages, RowReader } from './pages.ts';
import type { Route } from './route.ts';
import { shareRead } from './shared-reads.ts';

/** All that a page works with. */
export interface Session {
  readonly api: Api;
  readonly host: Host;
  readonly ledger: LedgerStore;
  readonly notices: Notices;
  readonly jobs: Jobs;
  readonly memory: Memory;
  /** How the page looks. */
  readonly look: LookStore;
  /** Goes to another place in the app. `replace`: without a step back to here, for what a page shows in particular. */
  readonly go: (route: Route, options?: { replace?: boolean }) => void;
}

const SessionContext = createContext<Session | null>(null);

/** Gives the session to the pages below. */
export const SessionProvider = SessionContext.Provider;

/** The session of the page. @throws Error outside of one. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('there is no session');
  return session;
}

/**
 * Something of the ledger, read now and whenever the ledger changes; once, however many parts of the page ask for the same.
 * @param load a function of its module, never one made while rendering: another function is another read
 * @param input what it is asked; another input is another read. Plain data.
 */
export function useLive<T, Input = null>(
  load: (client: Client, input: Input, signal: AbortSignal) => Promise<T>,
  input: Input,
): Live<T> & Pick<LiveRead<T>, 'refresh'> {
  const { api, ledger } = useSession();
  const asked = useSame(input);
  const read = useMemo(() => {
    const source = { api, ledger };
    const make = (): LiveRead<T> => liveRead(source, (client, signal) => load(client, asked, signal));
    return lazily(() => shareRead(source, load, JSON.stringify(asked), make));
  }, [api, ledger, load, asked]);
  useEffect(() => read.hold(), [read]);
  return { ...useStore(read.get().store), refresh: () => read.get().refresh() };
}

/**
 * The rows of a table, a page at a time.
 * @param reader of its module; see `useLive`
 * @param input the filter and the order; another one begins again at the first page. Plain data.
 */
export function useRowPages<Row, Cursor, Input>(
  reader: RowReader<Row, Cursor, Input>,
  input: Input,
): Pages<Row, Cursor> & Pick<RowPages<Row, Cursor>, 'go' | 'refresh'> {
  const { api, ledger } = useSession();
  const asked = useSame(input);
  const pages = useMemo(
    () => lazily(() => rowPages<Row, Cursor, Input>({ api, ledger }, reader, asked)),
    [api, ledger, reader, asked],
  );
  useEffect(() => pages.hold(), [pages]);
  return {
    ...useStore(pages.get().store),
    go: (index) => pages.get().go(index),
    refresh: () => pages.get().refresh(),
  };
}

/** The same object for as long as it says the same. */
function useSame<T>(value: T): T {
  const text = JSON.stringify(value);
  return useMemo(() => JSON.parse(text) as T, [text]);
}

/** A value that is kept over reloads and restarts. @param name unique in the app: 'accounts/columns' */
export function useRemembered<T>(name: string, schema: z.ZodType<T>, fallback: T): [T, (value: T) => void] {
  const { memory } = useSession();
  const [held, setHeld] = useState(() => ({ name, value: memory.get(name, schema, fallback) }));
  const value = held.name === name ? held.value : memory.get(name, schema, fallback);
  const keep = (next: T): void => {
    memory.set(name, next);
    setHeld({ name, value: next });
  };
  return [value, keep];
}

/** Something that needs its end, made when it is first asked for, and made anew when React shows a page again. */
function lazily<T extends { end(): void }>(make: () => T): { get(): T; hold(): () => void } {
  let made: T | null = null;
  const get = (): T => (made ??= make());
  return {
    get,
    hold: () => {
      get();
      return () => {
        made?.end();
        made = null;
      };
    },
  };
}

/** What a page does when a person asks for it. */
export interface Act {
  /**
   * Changes the ledger and says so, with a way to take it back.
   * @param done what the notice says: 'Assigned 12 accounts to Retail.'
   * @returns what the change gave; undefined where it failed, which the page has been told then
   */
  readonly change: <T>(
    done: string | ((result: T) => string),
    run: (client: Client) => Promise<Changed<T>>,
  ) => Promise<T | undefined>;
  /** Runs what changes nothing; a failure is shown. */
  readonly attempt: <T>(run: (client: Client) => Promise<T>, what?: string) => Promise<T | undefined>;
}

/** How this page acts, with notices. */
export function useAct(): Act {
  const { api, notices } = useSession();
  return actOf(api, notices);
}

/** One for all pages: what one page did is the last thing for every other. */
const ACTS = new WeakMap<Notices, Act>();

function actOf(api: Api, notices: Notices): Act {
  const known = ACTS.get(notices) ?? makeAct(api, notices);
  ACTS.set(notices, known);
  return known;
}

/** As `useAct`, without React. */
export function makeAct(api: Api, notices: Notices): Act {
  const attempt: Act['attempt'] = async (run, what) => {
    try {
      const { client } = await api.connected();
      return await run(client);
    } catch (error) {
      const failure = toFailure(error);
      if (failure.code !== 'CANCELLED') notices.fail(failure, what);
      return undefined;
    }
  };
  // Only the last thing can be taken back: what was offered before is offered no more.
  let offered: number | null = null;
  const tell = (text: string, operation: MadeOperation | null): void => {
    // What changed nothing left no operation behind: there is nothing to take back.
    if (operation === null) {
      notices.show({ kind: 'info', text: `${text} Nothing had to be changed.` });
      return;
    }
    const undo = (): void => {
      void attempt((client) => client.history.undo({ expect: operation.id }));
      notices.close(id);
    };
    if (offered !== null) notices.close(offered);
    const id = notices.show({ kind: 'success', text, action: { text: 'Undo', run: undo } });
    offered = id;
  };
  return {
    attempt,
    change: async (done, run) => {
      const changed = await attempt(run);
      if (changed === undefined) return undefined;
      const { value, operation } = changed;
      tell(typeof done === 'string' ? done : done(value), operation);
      return value;
    },
  };
}
