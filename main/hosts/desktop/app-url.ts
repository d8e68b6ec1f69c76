/** The scheme that the user interface is loaded by; files are never loaded by path. @see Electron's security guide, item 18 */
export const APP_SCHEME = 'app';

/** Where the window starts. */
export const START_URL = 'app://bundle/index.html';

/** What the scheme may: what a page of https may, and nothing that gets round the policy. */
export const SCHEME_PRIVILEGES = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };

/** Whether an address is one of our own pages, to the letter: scheme, host, and nothing in front of or behind the host. */
export function isOwnUrl(address: string): boolean {
  const url = parse(address);
  return url?.protocol === 'app:' && url.host === 'bundle' && url.username === '' && url.password === '';
}

/** Whether the window may load an address at all: its own pages, and the developer tools of an unpackaged program. */
export function isRequestAllowed(address: string): boolean {
  return isOwnUrl(address) || parse(address)?.protocol === 'devtools:';
}

function parse(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}
