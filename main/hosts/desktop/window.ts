import { fileURLToPath } from 'node:url';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { startUrl } from './app-url.ts';
import type { PageOrigin } from './app-url.ts';
import { CrashLimit } from './crash-limit.ts';
import type { WindowState } from './desk-state.ts';
import { webPreferences } from './web-preferences.ts';
import { LEAST, placeWindow, USUAL } from './window-place.ts';

/** As it is built: this module is in dist/main/ then. */
const PRELOAD = fileURLToPath(new URL('../preload/preload.cjs', import.meta.url));

/** The page's own background in both appearances, so that nothing flashes before it is drawn. */
const BACKGROUND = { light: '#ffffff', dark: '#161d26' };

/** What a window is opened with. */
export interface WindowOptions {
  readonly page: PageOrigin;
  readonly packaged: boolean;
  /** How it was before; null: a new one. */
  readonly before: WindowState | null;
  /** The place that it shows: '#/overview'; empty: where the page itself begins. */
  readonly place: string;
  /** Told why the page's process ended. */
  readonly crashed: (reason: string) => void;
}

/**
 * A window. It is shown when its first picture is ready, and loaded anew when its process dies, unless that goes on.
 * The only place that makes a BrowserWindow.
 */
export function openWindow({ page, packaged, before, place, crashed }: WindowOptions): BrowserWindow {
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    show: false,
    ...(before ? placeWindow(before.bounds, areas) : USUAL),
    minWidth: LEAST.width,
    minHeight: LEAST.height,
    title: 'Enrollment Desk',
    backgroundColor: background(),
    webPreferences: webPreferences(PRELOAD, packaged),
  });
  if (before?.maximized === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  const reloads = new CrashLimit(3, 60_000);
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    crashed(reason);
    if (reason !== 'clean-exit' && reloads.allow()) window.reload();
  });
  void window.loadURL(`${startUrl(page)}${place}`);
  return window;
}

/** How a window is now, to be opened so again. */
export function stateOf(window: BrowserWindow): WindowState {
  const address = window.webContents.getURL();
  const place = address.includes('#/') ? address.slice(address.indexOf('#/')) : '';
  return { bounds: window.getNormalBounds(), maximized: window.isMaximized(), place };
}

/** What lies behind a page that is not drawn yet. */
export function background(): string {
  return nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light;
}
