import { useSyncExternalStore } from 'react';
import { formatRoute, OVERVIEW, parseRoute } from '../session/route.ts';
import type { Route } from '../session/route.ts';

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

/** Where one is; an address that leads nowhere is the overview. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return routeOf(hash);
}

/** Where one is now. */
export function currentRoute(): Route {
  return routeOf(window.location.hash);
}

function routeOf(hash: string): Route {
  return parseRoute(hash) ?? OVERVIEW;
}

/** Goes to another place. */
export function go(route: Route, { replace = false }: { replace?: boolean } = {}): void {
  const hash = formatRoute(route);
  if (hash === window.location.hash) return;
  if (replace) {
    window.history.replaceState(null, '', hash);
    // Nobody is told of a replaced address but by hand.
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  } else window.location.hash = hash;
}
