import type { Event, WebContents } from 'electron';
import { isOwnUrl } from './app-url.ts';
import type { PageOrigin } from './app-url.ts';

/** What a page's contents are held to, whoever made them. */
export interface ContentsRules {
  readonly page: PageOrigin;
  /** Opens an address in the person's browser, if it is safe. */
  readonly openOutside: (address: string) => void;
  /** Opens one more window of the program, at a place of the page: '#/overview'. */
  readonly openWindow: (place: string) => void;
  /** Told of what was refused. */
  readonly refused: (what: string) => void;
}

/**
 * Holds a page to its own address: it goes nowhere else, makes no window, embeds no webview. A link to a place of its own that is to open
 * in a window (by a middle click) opens in one that the program makes; links that lead outside are handed to the person's browser. @see Electron's security guide, items 11 to 14
 */
export function guardContents(contents: WebContents, rules: ContentsRules): void {
  const { page, openOutside, openWindow, refused } = rules;
  // WebRTC sends no UDP but by a proxy, of which there is none that could; see `blockNetwork` for its TCP.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  const stay = (event: Event, address: string): void => {
    if (isOwnUrl(address, page)) return;
    event.preventDefault();
    refused('navigation');
  };
  contents.on('will-navigate', (event) => stay(event, event.url));
  contents.on('will-redirect', (event) => stay(event, event.url));
  contents.on('will-frame-navigate', (event) => stay(event, event.url));
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    refused('webview');
  });
  contents.setWindowOpenHandler(({ url }) => {
    if (isOwnUrl(url, page)) openWindow(new URL(url).hash);
    else openOutside(url);
    return { action: 'deny' };
  });
}
