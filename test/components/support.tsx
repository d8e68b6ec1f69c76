import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/react';
import type { BoundFunctions, queries } from '@testing-library/react';
import { PointerEventsCheckLevel, userEvent } from '@testing-library/user-event';
import type { UserEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { Core } from '../../main/core/core.ts';
import { silentLog } from '../../main/core/log/log.ts';
import { servePort } from '../../main/rpc/transport/message-port.ts';
import { connectPort } from '../../renderer/api.ts';
import { ChangedMeanwhile } from '../../renderer/app/changed-meanwhile.tsx';
import type { Client } from '../../shared/contract/client.ts';
import type { Host } from '../../renderer/host.ts';
import { browserHost } from '../../renderer/host/browser-host.ts';
import { createJobs } from '../../renderer/session/jobs.ts';
import { createLedgerStore, followLedger } from '../../renderer/session/ledger.ts';
import { createLook } from '../../renderer/session/look.ts';
import { createMeanwhile } from '../../renderer/session/meanwhile.ts';
import { browserMemory } from '../../renderer/session/memory.ts';
import { createCache, createQueries, readAgain } from '../../renderer/session/queries.ts';
import { createNotices } from '../../renderer/session/notices.ts';
import type { Route } from '../../renderer/session/route.ts';
import { SessionProvider } from '../../renderer/session/session.ts';
import type { Session } from '../../renderer/session/session.ts';
import { I18nProvider } from '../../renderer/ui/kit.ts';
import { KIT_MESSAGES } from '../../renderer/ui/i18n.ts';
import type { LedgerChange } from '../../shared/contract/ledger.ts';
import type { MpaSummary, AddMpaInput } from '../../shared/contract/mpas.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import type { AccountId } from '../../shared/domain/account-id.ts';

// A busy computer takes its time; what never comes is still found out.
configure({ asyncUtilTimeout: 20_000 });

/** What the tests of a file share: the real core over a real ledger, behind the door that the page has. Each test has a payer account of its own. */
interface Door {
  readonly core: Core;
  readonly client: Client;
  readonly session: Omit<Session, 'notices' | 'meanwhile' | 'jobs' | 'go'>;
}

let door: Door | null = null;

function opened(): Door {
  if (door === null) throw new Error('call withCore() at the top of the file');
  return door;
}

/**
 * Opens the core before the tests of the file that calls it, and closes it after them.
 * @param localFiles whether the page may name files, as one that a person gave files to on the desktop
 */
export function withCore({ localFiles = false }: { localFiles?: boolean } = {}): void {
  let close = (): Promise<void> => Promise.resolve();
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'enrollment-desk-components-'));
    const log = silentLog();
    const core = new Core({
      ledgerPath: join(folder, 'ledger.db'),
      host: 'test',
      who: 'tester',
      appVersion: '0.0.0-test',
      log,
    });
    // As every host does when it starts.
    await core.openForWriting();
    const { port1, port2 } = new MessageChannel();
    servePort(port1, { core, log, localFiles });
    // Node's port is a message port of the Web as well.
    const connection = connectPort(port2 as unknown as MessagePort);
    const api = { connected: () => Promise.resolve(connection), reconnect: () => undefined };
    const ledger = createLedgerStore();
    const end = new AbortController();
    const cache = createCache();
    const onChange = (change: LedgerChange): void => void readAgain(cache, change);
    const followed = followLedger(ledger, api, { signal: end.signal, onChange });
    const queries = createQueries(api, ledger);
    const memory = browserMemory(window.localStorage);
    const look = createLook(memory);
    door = {
      core,
      client: connection.client,
      session: { api, web: null, ledger, queries, cache, memory, look, host: browserHost(window) },
    };
    close = async () => {
      end.abort();
      port2.close();
      await followed;
      await core.close();
      rmSync(folder, { recursive: true, force: true });
    };
  });
  afterAll(() => close());
}

/** What a test of a form has. */
export interface Shown {
  readonly user: UserEvent;
  readonly session: Session;
  /** The places that the page went to. */
  readonly went: Route[];
  /** What the notices say, the latest first. */
  readonly told: () => string[];
  /** Shows it anew: the same part, given something else. */
  readonly again: (element: ReactElement) => void;
}

let lastMpa = 100_000_000_000;

/** The client of the page's own door, to look into the ledger. */
export function client(): Client {
  return opened().client;
}

/** The core behind it, for what no page can bring about. */
export function core(): Core {
  return opened().core;
}

/** A payer account of the test's own, called Northwind. */
export async function newMpa(fields: Partial<AddMpaInput> = {}): Promise<MpaSummary> {
  lastMpa += 1;
  const id = accountId(String(lastMpa));
  await client().mpas.add({ id, name: `Northwind ${lastMpa}`, scenario: 'enterprise', ...fields });
  return client().mpas.get({ id });
}

/** Begins a rehearsal of its set-up, in which the bucket was seen. */
export async function rehearse({ id: mpaId }: MpaSummary): Promise<MpaSummary> {
  const { core } = opened();
  const evidence = { bucket: 'spotinst-cur-report' };
  const seen = {
    step: 'bucket',
    state: 'in-place',
    dueAt: null,
    sentence: 'It is there.',
    failure: null,
    evidence,
  } as const;
  await core.write('aws.bindSimulation', { mpaId, simulated: true });
  await core.write('aws.keepSteps', { mpaId, seen: [seen], simulated: true });
  return client().mpas.get({ id: mpaId });
}

/** An account of it. @param last its ID ends with this, so that it is the test's own as well */
export async function newAccount(mpa: MpaSummary, name: string, subsetId: number | null = null): Promise<AccountId> {
  lastMpa += 1;
  const {
    value: { id },
  } = await client().accounts.add({ mpaId: mpa.id, id: accountId(String(lastMpa)), name, subsetId });
  return id;
}

/** Shows a part of the page as the page does. @param host what another host does otherwise than a browser */
export function show(element: ReactElement, host: Partial<Host> = {}): Shown {
  const went: Route[] = [];
  const session: Session = {
    ...opened().session,
    notices: createNotices(),
    meanwhile: createMeanwhile(),
    jobs: createJobs(),
    go: (route) => void went.push(route),
    host: { ...opened().session.host, ...host },
  };
  const page = (part: ReactElement): ReactElement => (
    <I18nProvider locale="en" messages={[KIT_MESSAGES]}>
      <SessionProvider value={session}>
        {part}
        <ChangedMeanwhile />
      </SessionProvider>
    </I18nProvider>
  );
  const { rerender } = render(page(element));
  onTestFinished(cleanup);
  return {
    again: (part) => rerender(page(part)),
    // No style sheet is loaded here, so nothing can be closed to the pointer; to look for it took a third of the time.
    user: userEvent.setup({ pointerEventsCheck: PointerEventsCheckLevel.Never }),
    session,
    went,
    told: () => session.notices.store.getState().notices.map(({ text }) => text),
  };
}

/** What is in a part of the page. */
export type Within = BoundFunctions<typeof queries>;

/** The dialog that is open. */
export function dialog(): Within {
  return within(screen.getByRole('dialog'));
}

/** A button of the dialog by its text. */
export function button(name: string | RegExp): HTMLElement {
  return dialog().getByRole('button', { name });
}

/** A field by its label. */
export function field(label: string | RegExp): HTMLInputElement | HTMLTextAreaElement {
  return screen.getByLabelText(label, { selector: 'input, textarea' });
}

/** Writes into a field, in place of what is in it. */
export async function fill({ user }: Shown, label: string | RegExp, text: string): Promise<void> {
  await user.clear(field(label));
  await user.click(field(label));
  await user.paste(text);
}

/** Chooses an option of a select by its label. */
export async function choose({ user }: Shown, label: RegExp, option: string | RegExp): Promise<void> {
  await user.click(screen.getByRole('button', { name: label }));
  await user.click(await screen.findByRole('option', { name: option }));
}

/** What is said about a field, as a screen reader reads it: description and error. */
export function saidOf(label: string | RegExp): string {
  const ids = field(label).getAttribute('aria-describedby') ?? '';
  return ids
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ');
}

/** Whether a button can be pressed. */
export function isEnabled(element: HTMLElement): boolean {
  return !element.hasAttribute('disabled') && element.getAttribute('aria-disabled') !== 'true';
}

/** Waits until the form has closed itself. */
export async function closed(close: () => unknown): Promise<void> {
  await waitFor(() => expect(close).toHaveBeenCalledOnce());
}
