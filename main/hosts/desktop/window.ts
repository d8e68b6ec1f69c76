import { fileURLToPath } from 'node:url';
import { BrowserWindow, nativeTheme } from 'electron';
import { startUrl } from './app-url.ts';
import type { PageOrigin } from './app-url.ts';
import { webPreferences } from './web-preferences.ts';

/** The page's own background in both appearances, so that nothing flashes before it is drawn. */
const BACKGROUND = { light: '#ffffff', dark: '#0f1b2a' };

/** The one window. It is shown when its first picture is ready. The only place that makes a BrowserWindow. */
export function openWindow(page: PageOrigin, packaged: boolean): BrowserWindow {
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
  void window.loadURL(startUrl(page));
  return window;
}
