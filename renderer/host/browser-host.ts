import type { Host, HostCommand, MenuCommand, PickedFile } from '../host.ts';
import { badgeInTitle } from './badge.ts';
import { filesOf, filesUnder, pickInBrowser, pickLargeInBrowser, readFiles } from './browser-files.ts';
import { isWriting } from './editing.ts';
import { commandOf } from './keys.ts';
import { isAccountList, takeDrops } from './window-drop.ts';

/** A page in a browser: files are their bytes, there is no path, and the badge stands in the title. */
export function browserHost(page: Window): Host {
  const setBadge = badgeInTitle(page);
  const listeners = new Set<(command: HostCommand) => void>();
  const say = (command: HostCommand): void => {
    for (const listener of listeners) listener(command);
  };
  onKeys(page, (name) => say({ name }));
  takeDrops(page, (data) => {
    const lists = filesOf(data).filter(isAccountList);
    if (lists.length > 0)
      void readFiles(lists).then((files) => {
        handed.push(...files);
        say({ name: 'open-files' });
      });
  });
  const handed: PickedFile[] = [];
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
    pickLargeFiles: async ({ folder }) => {
      const files = await pickLargeInBrowser(page, folder);
      return files === null ? null : { kind: 'files', files };
    },
    droppedLargeFiles: async (data) => ({ kind: 'files', files: await filesUnder(data) }),
    takeFiles: () => handed.splice(0),
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
    updates: nowhere,
    onCommand: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Hears the keys of commands. */
function onKeys(page: Window, pressed: (command: MenuCommand) => void): void {
  const mac = page.navigator.userAgent.includes('Mac OS');
  page.addEventListener('keydown', (event) => {
    const name = event.defaultPrevented ? null : commandOf(event, mac);
    if (name === null || ((name === 'undo' || name === 'redo') && isWriting(page))) return;
    event.preventDefault();
    pressed(name);
  });
}
