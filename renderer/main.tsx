import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openApi } from './api.ts';
import { App } from './app/app.tsx';
import { createMpaListStore, followMpas, refreshMpas } from './features/mpas/store.ts';
import { followSystemAppearance } from './ui/appearance.ts';

followSystemAppearance();

const api = openApi(window);
const mpas = createMpaListStore();
void followMpas(mpas, api, { signal: new AbortController().signal });

/** Connects and reads anew, because a person asks for it. */
function retry(): void {
  api.reconnect();
  // What fails here fails for the follower as well, which puts it into the store.
  void api
    .connected()
    .then(({ client }) => refreshMpas(mpas, client))
    .catch(() => undefined);
}

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <App mpas={mpas} onRetry={retry} />
  </StrictMode>,
);
