import { fileURLToPath } from 'node:url';
import { BrowserWindow, nativeTheme } from 'electron';
import { startUrl } from './app-url.ts';
import type { PageOrigin } from './app-url.ts';
import { CrashLimit } from './crash-limit.ts';
import { webPreferences } from './web-preferences.ts';

/** The page's own background in both appearances, so that nothing flashes before it is drawn. */
const BACKGROUND = { light: '#ffffff', dark: '#0f1b2a' };

/**
 * The one window. It is shown when its first picture is ready, and loaded anew when its process dies, unless that goes on.
 * The only place that makes a BrowserWindow.
 * @param crashed told why the page's process ended
 */
export function openWindow(page: PageOrigin, packaged: boolean, crashed: (reason: string) => void): BrowserWindow {
  const window = new BrowserWindow({
    show: false,
    width: 1280,
    height: 800,
    minWidth: 800,
    minHeight: 560,
    title: 'Enrollment Desk',
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: webPreferences(fileURLToPath(new URL('./preload/preload.cjs', import.meta.url)), packaged),
  });
  window.once('ready-to-show', () => window.show());
  const reloads = new CrashLimit(3, 60_000);
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    crashed(reason);
    if (reason !== 'clean-exit' && reloads.allow()) window.reload();
  });
  void window.loadURL(startUrl(page));
  return window;
}
