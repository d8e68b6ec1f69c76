import type { Host } from '../host.ts';
import { browserHost } from './browser-host.ts';
import { desktopHost } from './desktop-host.ts';
import type { DeskBridge } from './desktop-host.ts';

/** The host of this window: the desktop app where its preload has put a bridge on the window, else the browser. */
export function openHost(page: Window & { readonly enrollmentDesk?: DeskBridge }): Host {
  const { enrollmentDesk: bridge } = page;
  return bridge ? desktopHost(page, bridge) : browserHost(page);
}
