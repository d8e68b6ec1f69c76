import { app, Menu, shell } from 'electron';
import type { Files } from './files.ts';
import type { GivenLists } from './given-lists.ts';
import { menuTemplate } from './menu.ts';
import type { Windows } from './windows.ts';

/** What the menus reach. */
export interface MenuReach {
  readonly windows: Windows;
  readonly files: Files;
  readonly lists: GivenLists;
  readonly openOutside: (address: string) => void;
  readonly logFolder: string;
}

/** Puts the menus up, as they are now. */
export function showMenu({ windows, files, lists, openOutside, logFolder }: MenuReach): void {
  const template = menuTemplate({
    platform: process.platform,
    packaged: app.isPackaged,
    recent: files.recent(),
    command: (command) => windows.tell(windows.show(), { told: 'command', command }),
    openRecent: (path) => lists.openRecent(path),
    clearRecent: () => {
      app.clearRecentDocuments();
      files.clearRecent();
    },
    newWindow: () => windows.openBeside(''),
    openOutside,
    showLog: () => void shell.openPath(logFolder),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
