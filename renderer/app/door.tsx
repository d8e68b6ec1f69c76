import { useEffect } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../session/session.ts';
import type { Door as DoorState, WebSession } from '../session/web-session.ts';
import { I18nProvider, StatusIndicator } from '../ui/kit.ts';
import { KIT_MESSAGES } from '../ui/i18n.ts';
import { Empty } from '../ui/empty.tsx';

/** How often the host hears at most that somebody uses the page, in milliseconds. */
const TELL_EVERY = 60_000;

const WORDS: Readonly<Record<Exclude<DoorState, 'open' | 'opening'>, readonly [string, string]>> = {
  'no address': ['This page is not signed in', 'Enrollment Desk opens by the address that it prints when it starts.'],
  'used address': [
    'This address does not open Enrollment Desk any more',
    'It was used before, or is older than a minute.',
  ],
  ended: [
    'The session has ended',
    'Somebody ended it, nobody was at a page for a long time, or it is another one now.',
  ],
};

/** What is inside, for pages that are let in; the others are told how to get an address. In the desktop app there is no door. */
export function Door({ children }: { children: ReactNode }): ReactNode {
  const { web } = useSession();
  return web === null ? children : <WebDoor web={web}>{children}</WebDoor>;
}

function WebDoor({ web, children }: { web: WebSession; children: ReactNode }): ReactNode {
  const door = useStore(web.store);
  useSeen(web);
  if (door === 'open') return children;
  return (
    <I18nProvider locale="en" messages={[KIT_MESSAGES]}>
      <main>
        {door === 'opening' ? <StatusIndicator type="loading">Opening</StatusIndicator> : <Closed why={door} />}
      </main>
    </I18nProvider>
  );
}

function Closed({ why }: { why: keyof typeof WORDS }): ReactElement {
  const [title, reason] = WORDS[why];
  return (
    <>
      <h1 className="closed-title">Enrollment Desk</h1>
      <Empty
        title={title}
        text={`${reason} End it where it runs (Ctrl-C) and start it again, with npm start or enroll serve: it prints a new address, which works once, within a minute. Pages of the session go on then, and this one too where one of them opens.`}
      />
    </>
  );
}

/** Tells the host now and then that somebody is there, or that work goes on. */
function useSeen(web: WebSession): void {
  const { jobs } = useSession();
  useEffect(() => {
    let used = false;
    const use = (): void => {
      used = true;
    };
    const events = ['pointerdown', 'keydown', 'wheel'] as const;
    for (const event of events) window.addEventListener(event, use, { capture: true, passive: true });
    const timer = setInterval(() => {
      if (!used && jobs.store.getState().jobs.length === 0) return;
      used = false;
      // A host that does not answer is told of by the page's banner.
      void web.seen().catch(() => undefined);
    }, TELL_EVERY);
    return () => {
      clearInterval(timer);
      for (const event of events) window.removeEventListener(event, use, { capture: true });
    };
  }, [web, jobs]);
}
