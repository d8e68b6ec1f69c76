/** Where the window's page comes from. */
export interface PageOrigin {
  readonly scheme: 'app' | 'https';
  readonly host: string;
}

/** The product's own scheme; files are never loaded by path. @see Electron's security guide, item 18 */
export const APP_PAGE: PageOrigin = { scheme: 'app', host: 'bundle' };

/**
 * The same page where the scheme can't be registered any more, because a launcher loads the program's module only after
 * Electron is ready. Answered inside the program as well: the name is one that never leads anywhere (RFC 2606).
 */
export const LATE_PAGE: PageOrigin = { scheme: 'https', host: 'bundle.invalid' };

/** What the scheme may: what a page of https may, and nothing that gets round the policy. */
export const SCHEME_PRIVILEGES = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };

/** Where the window starts. */
export function startUrl({ scheme, host }: PageOrigin): string {
  return `${scheme}://${host}/index.html`;
}

/** Whether an address is one of our own pages, to the letter: scheme, host, and nothing in front of or behind the host. */
export function isOwnUrl(address: string, { scheme, host }: PageOrigin): boolean {
  const url = parse(address);
  return url?.protocol === `${scheme}:` && url.host === host && url.username === '' && url.password === '';
}

/** Whether the window may load an address at all: its own pages, and the developer tools of an unpackaged program. */
export function isRequestAllowed(address: string, page: PageOrigin): boolean {
  return isOwnUrl(address, page) || parse(address)?.protocol === 'devtools:';
}

function parse(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}
