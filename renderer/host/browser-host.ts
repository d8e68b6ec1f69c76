import type { Host, HostCommand } from '../host.ts';
import { badgeInTitle } from './badge.ts';
import { filesOf, pickInBrowser, readFiles } from './browser-files.ts';
import { isWriting } from './editing.ts';
import { commandOf } from './keys.ts';

/** A page in a browser: files are their bytes, there is no path, and the badge stands in the title. */
export function browserHost(page: Window): Host {
  const setBadge = badgeInTitle(page);
  let busy: string | null = null;
  page.addEventListener('beforeunload', (event) => {
    if (busy !== null) event.preventDefault();
  });
  const nowhere = (): Promise<null> => Promise.resolve(null);
  const impossible = (): Promise<boolean> => Promise.resolve(false);
  return {
    kind: 'browser',
    can: { saveToPath: false, menus: false, newWindow: true },
    pickFiles: (ask) => pickInBrowser(page, ask),
    droppedFiles: (data) => readFiles(filesOf(data)),
    pickSaveFile: nowhere,
    pickFolder: nowhere,
    reveal: impossible,
    openFile: impossible,
    openOutside: (url) => {
      if (url.startsWith('https://')) page.open(url, '_blank', 'noopener,noreferrer');
    },
    notify: ({ title, body, place }) => {
      if (!('Notification' in page) || Notification.permission !== 'granted') return;
      const shown = new Notification(title, { body, tag: place });
      shown.addEventListener('click', () => {
        page.focus();
        page.location.hash = place;
      });
    },
    setBadge,
    // The browser's own parts follow the system.
    setAppearance: () => undefined,
    setBusy: (text) => {
      busy = text;
    },
    openWindow: (place) => void page.open(`${page.location.pathname}${place}`, '_blank', 'noopener'),
    onCommand: (listener) => onKeys(page, listener),
  };
}

function onKeys(page: Window, listener: (command: HostCommand) => void): () => void {
  const mac = page.navigator.userAgent.includes('Mac OS');
  const pressed = (event: KeyboardEvent): void => {
    const name = event.defaultPrevented ? null : commandOf(event, mac);
    if (name === null || ((name === 'undo' || name === 'redo') && isWriting(page))) return;
    event.preventDefault();
    listener({ name });
  };
  page.addEventListener('keydown', pressed);
  return () => page.removeEventListener('keydown', pressed);
}
