import { LAUNCH_MARK } from '../shared/contract/web-session.ts';

/**
 * The token of the launch address; null where the page was opened by another one. It is out of the address bar, and of the history, before
 * anything else of the page is run.
 */
export const launchToken = take(window);

function take({ location, history }: Window): string | null {
  if (!location.hash.startsWith(LAUNCH_MARK)) return null;
  const token = location.hash.slice(LAUNCH_MARK.length);
  history.replaceState(null, '', location.pathname);
  return token;
}
