// First of all: the token goes out of the address, and schemas are made while modules load.
import { launchToken } from './launch.ts';
import './no-eval.ts';
import './no-webrtc.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openApi } from './api.ts';
import { App } from './app/app.tsx';
import { followLook } from './app/appearance.ts';
import { Door } from './app/door.tsx';
import { preloadPage } from './app/pages.tsx';
import { currentRoute, go } from './app/use-route.ts';
import { openHost } from './host/open-host.ts';
import { createJobs } from './session/jobs.ts';
import { createLedgerStore, followLedger } from './session/ledger.ts';
import { createLook } from './session/look.ts';
import { createMeanwhile } from './session/meanwhile.ts';
import { browserMemory } from './session/memory.ts';
import { createNotices } from './session/notices.ts';
import { createCache, createQueries, readAgain } from './session/queries.ts';
import { SessionProvider } from './session/session.ts';
import type { Session } from './session/session.ts';
import { openWebSession } from './session/web-session.ts';

preloadPage(currentRoute());

const web =
  'enrollmentDesk' in window
    ? null
    : openWebSession({
        origin: window.location.origin,
        launchToken,
        storage: window.sessionStorage,
        channel: new BroadcastChannel('enrollment-desk:session'),
        fetch: (input, init) => window.fetch(input, init),
      });
const api = openApi(window, web);
const ledger = createLedgerStore();
const cache = createCache();
const memory = browserMemory(window.localStorage);
const session: Session = {
  api,
  web,
  host: openHost(window),
  ledger,
  queries: createQueries(api, ledger),
  cache,
  notices: createNotices(),
  jobs: createJobs(),
  memory,
  meanwhile: createMeanwhile(),
  look: createLook(memory),
  go,
};
followLook(session.host, session.look);
const { signal } = new AbortController();
void followLedger(ledger, api, { signal, onChange: (change) => void readAgain(cache, change) });

// What was read is not to be had any more when the session has ended.
web?.store.subscribe((door) => {
  if (door !== 'open') cache.clear();
});

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <SessionProvider value={session}>
      <Door>
        <App />
      </Door>
    </SessionProvider>
  </StrictMode>,
);
