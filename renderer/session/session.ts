import { createContext, useContext, useState } from 'react';
import type { QueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { AppError } from '../../shared/domain/app-error.ts';
import type { Changed, MadeOperation, Shown } from '../../shared/contract/base.ts';
import type { Client } from '../../shared/contract/client.ts';
import type { Api } from '../api.ts';
import type { Host } from '../host.ts';
import { toFailure } from './failure.ts';
import type { Jobs } from './jobs.ts';
import type { LedgerStore } from './ledger.ts';
import type { LookStore } from './look.ts';
import { changedFields } from './meanwhile.ts';
import type { Meanwhile } from './meanwhile.ts';
import type { Memory } from './memory.ts';
import type { Notices } from './notices.ts';
import { readAgain } from './queries.ts';
import type { Queries } from './queries.ts';
import type { Route } from './route.ts';
import type { WebSession } from './web-session.ts';

/** All that a page works with. */
export interface Session {
  readonly api: Api;
  /** What lets a page in a browser in; null in the desktop app. */
  readonly web: WebSession | null;
  readonly host: Host;
  readonly ledger: LedgerStore;
  /** What can be read; see use-read.ts. */
  readonly queries: Queries;
  /** What has been read. */
  readonly cache: QueryClient;
  readonly notices: Notices;
  readonly jobs: Jobs;
  readonly memory: Memory;
  /** Asks before what somebody else has changed is changed over. */
  readonly meanwhile: Meanwhile;
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
  /**
   * As `change`, for the fields of a form: what was changed since the form showed it is saved over only where a person agrees.
   * @param edits what was typed and what was shown, by the names of the input's fields; see `useFields`
   * @param run gets what is to be given as `shown`
   */
  readonly save: <T>(
    done: string | ((result: T) => string),
    edits: { readonly typed: object; readonly shown: Shown },
    run: (client: Client, shown: Shown) => Promise<Changed<T>>,
  ) => Promise<T | undefined>;
  /** Runs what changes nothing; a failure is shown. */
  readonly attempt: <T>(run: (client: Client) => Promise<T>, what?: string) => Promise<T | undefined>;
}

/** How this page acts, with notices. */
export function useAct(): Act {
  return actOf(useSession());
}

/** One for all pages: what one page did is the last thing for every other. */
const ACTS = new WeakMap<Notices, Act>();

function actOf(session: Session): Act {
  const known = ACTS.get(session.notices) ?? makeAct(session);
  ACTS.set(session.notices, known);
  return known;
}

/** As `useAct`, without React. */
export function makeAct({
  api,
  notices,
  cache,
  meanwhile,
}: Pick<Session, 'api' | 'notices' | 'cache' | 'meanwhile'>): Act {
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
  const change: Act['change'] = async (done, run) => {
    const changed = await attempt(run);
    if (changed === undefined) return undefined;
    const { value, operation, warnings = [] } = changed;
    for (const text of warnings) notices.show({ kind: 'warning', text });
    tell(typeof done === 'string' ? done : done(value), operation);
    // A form that closes then is in front of what it has changed.
    if (operation !== null) await readAgain(cache, { operationId: operation.id, touched: operation.touched });
    return value;
  };
  const save: Act['save'] = (done, edits, run) =>
    change(done, async (client) => {
      for (let { shown } = edits; ;) {
        try {
          return await run(client, shown);
        } catch (error) {
          const fields = changedFields(toFailure(error));
          if (fields === null) throw error;
          const typed = edits.typed as Readonly<Record<string, unknown>>;
          const saveMine = await meanwhile.ask(fields.map((each) => ({ ...each, typed: typed[each.field] })));
          if (!saveMine) throw new AppError('CANCELLED', 'What you typed was not saved.', {});
          shown = { ...shown, ...Object.fromEntries(fields.map(({ field, now }) => [field, now])) };
        }
      }
    });
  return { attempt, change, save };
}
