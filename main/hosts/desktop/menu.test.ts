import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { MENU_COMMANDS } from '../../../shared/contract/desktop.ts';
import { menuTemplate } from './menu.ts';

type Item = MenuItemConstructorOptions;

function menuOf(platform: NodeJS.Platform, recent: string[] = []) {
  const done: string[] = [];
  const template = menuTemplate({
    platform,
    packaged: true,
    recent,
    command: (command) => done.push(command),
    openRecent: (path) => done.push(`open ${path}`),
    clearRecent: () => done.push('clear'),
    newWindow: () => done.push('window'),
    openOutside: (address) => done.push(address),
    showLog: () => done.push('log'),
  });
  const all = template.flatMap(flat);
  const click = (item: Item | undefined): void => (item?.click as (() => void) | undefined)?.();
  return { template, all, done, click };
}

function flat(item: Item): Item[] {
  return [item, ...(Array.isArray(item.submenu) ? item.submenu.flatMap(flat) : [])];
}

test.each(['linux', 'win32', 'darwin'] as const)(
  '%s: every command has one place, and no two share a key',
  (platform) => {
    const { all, done, click } = menuOf(platform);
    for (const id of MENU_COMMANDS) click(all.find((item) => item.id === id));
    expect(done).toEqual([...MENU_COMMANDS]);
    const keys = all.flatMap(({ accelerator }) => (accelerator === undefined ? [] : [accelerator]));
    expect(keys.length - new Set(keys).size).toBe(0);
  },
);

test('the menus of each system', () => {
  expect(menuOf('linux').template.map(({ label }) => label)).toEqual([
    '&File',
    '&Edit',
    '&View',
    '&Go',
    '&Window',
    '&Help',
  ]);
  expect(menuOf('darwin').template.map(({ label, role }) => label ?? role)).toEqual([
    'appMenu',
    '&File',
    '&Edit',
    '&View',
    '&Go',
    '&Window',
    '&Help',
  ]);
});

test('recent account lists by their names, and the list can be cleared', () => {
  const { all, done, click } = menuOf('linux', ['/home/kim/R&D accounts.xlsx', '/home/kim/old.csv']);
  const recent = all.find(({ id }) => id === 'open-recent')?.submenu as Item[];
  expect(recent.map(({ label }) => label)).toEqual(['R&&D accounts.xlsx', 'old.csv', undefined, 'Clear this list']);
  click(recent[1]);
  click(recent[3]);
  expect(done).toEqual(['open /home/kim/old.csv', 'clear']);
  const none = menuOf('linux').all.find(({ id }) => id === 'open-recent')?.submenu as Item[];
  expect(none).toEqual([{ label: 'No account lists yet', enabled: false }]);
});
