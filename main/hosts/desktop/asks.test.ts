import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { beforeEach, expect, test } from 'vitest';
import type { DeskAsk } from '../../../shared/contract/desktop.ts';
import { tempFolder } from '../../../test/support/temp-core.ts';
import { silentLog } from '../../core/log/log.ts';
import { answerAsk } from './asks.ts';
import type { AsksParts } from './asks.ts';
import { DeskMemory } from './desk-state.ts';
import { Files } from './files.ts';
import { QuitGuard } from './quit-guard.ts';

let folder: string;
let seen: string[];
let chosen: string[];
let parts: AsksParts;
let clicked: () => void;
beforeEach(() => {
  folder = tempFolder();
  seen = [];
  chosen = [];
  clicked = () => undefined;
  const memory = new DeskMemory(join(folder, 'desk.json'), silentLog());
  const note = (what: string) => () => void seen.push(what);
  parts = {
    dialog: {
      showOpenDialog: ((_window: unknown, options: Electron.OpenDialogOptions) => {
        seen.push(`dialog ${options.title} ${options.properties?.join('+')}`);
        return Promise.resolve({ canceled: chosen.length === 0, filePaths: chosen });
      }) as AsksParts['dialog']['showOpenDialog'],
      showSaveDialog: ((_window: unknown, options: Electron.SaveDialogOptions) => {
        seen.push(`save ${options.title} ${options.defaultPath}`);
        return Promise.resolve({ canceled: chosen.length === 0, filePath: chosen[0] ?? '' });
      }) as AsksParts['dialog']['showSaveDialog'],
    },
    shell: {
      openPath: (path) => Promise.resolve(seen.push(`opened ${path}`) > 0 ? '' : 'no'),
      showItemInFolder: (path) => void seen.push(`shown ${path}`),
    },
    nativeTheme: { themeSource: 'system' },
    memory,
    files: new Files({
      memory,
      tellCore: (paths) => Promise.resolve(void seen.push(`core ${paths.join()}`)),
      addRecentDocument: (path) => void seen.push(`recent ${path}`),
      recentChanged: note('menu'),
    }),
    updates: () => Promise.resolve({ kind: 'off', why: 'no channel' }),
    isOwn: (path) => path === '/data/ledger.db',
    guard: new QuitGuard({
      ask: () => Promise.resolve('stay'),
      cancelWork: note('cancel'),
      later: () => () => undefined,
    }),
    openOutside: (address) => void seen.push(`outside ${address}`),
    setBadge: (count) => void seen.push(`badge ${count}`),
    openWindow: (place) => void seen.push(`window ${place}`),
    showNews: (title, body, click) => {
      seen.push(`news ${title}: ${body}`);
      clicked = click;
    },
    tell: (_window, told) => void seen.push(`told ${JSON.stringify(told)}`),
  };
});

const window = {
  webContents: { id: 7, undo: () => seen.push('undo') },
  show: () => seen.push('window shown'),
  focus: () => seen.push('window focused'),
} as unknown as BrowserWindow;
const ask = (message: DeskAsk) => answerAsk(parts, window, message);

test('files that were chosen are known to the core before the page hears of them, and become recent', async () => {
  const list = join(folder, 'accounts.xlsx');
  writeFileSync(list, '');
  chosen = [list];
  expect(await ask({ ask: 'pick-files', title: 'Choose', filters: [], multiple: true })).toEqual([list]);
  expect(seen).toEqual(['dialog Choose openFile+multiSelections', `core ${list}`, `recent ${list}`, 'menu']);
  expect(parts.memory.state.recent).toEqual([list]);
});

test('a dialog that was left gives nothing', async () => {
  expect(await ask({ ask: 'pick-files', title: 'Choose', filters: [], multiple: false })).toBeNull();
  expect(await ask({ ask: 'pick-folder', title: 'Where' })).toBeNull();
  expect(await ask({ ask: 'pick-save-file', title: 'Save', suggestedName: 'a.csv', filters: [] })).toBeNull();
  expect(seen).toEqual(['dialog Choose openFile', 'dialog Where openDirectory+createDirectory', 'save Save a.csv']);
});

test('what lies in a folder that was chosen is shown and opened; nothing else is', async () => {
  writeFileSync(join(folder, 'ticket.eml'), '');
  writeFileSync(join(folder, 'run.sh'), '');
  const open = (name: string) => ask({ ask: 'open-file', path: join(folder, name) });
  expect(await open('ticket.eml')).toBe(false);
  chosen = [folder];
  expect(await ask({ ask: 'pick-folder', title: 'Where' })).toBe(folder);
  expect(parts.memory.state.folders).toEqual([folder]);
  seen.splice(0);
  expect([await open('ticket.eml'), await open('run.sh'), await open('none.eml')]).toEqual([true, false, false]);
  expect(await ask({ ask: 'reveal', path: join(folder, 'run.sh') })).toBe(true);
  expect(await ask({ ask: 'reveal', path: '/etc/passwd' })).toBe(false);
  expect(seen).toEqual([`opened ${join(folder, 'ticket.eml')}`, `shown ${join(folder, 'run.sh')}`]);
});

test('the ledger is shown in its folder, and not opened', async () => {
  expect(await ask({ ask: 'reveal', path: '/data/ledger.db' })).toBe(true);
  expect(await ask({ ask: 'open-file', path: '/data/ledger.db' })).toBe(false);
  expect(await ask({ ask: 'reveal', path: '/data/other.db' })).toBe(false);
  expect(seen).toEqual(['shown /data/ledger.db']);
});

test('news that are clicked show the window and lead to their place', async () => {
  await ask({ ask: 'notify', title: 'The wait is over', body: 'Northwind', place: '#/099999999999/procedure' });
  expect(seen).toEqual(['news The wait is over: Northwind']);
  clicked();
  expect(seen.slice(1)).toEqual([
    'window shown',
    'window focused',
    'told {"told":"go","place":"#/099999999999/procedure"}',
  ]);
});

test('the appearance is the window’s own from now on, and at the next start', async () => {
  await ask({ ask: 'set-appearance', appearance: 'dark' });
  expect(parts.nativeTheme.themeSource).toBe('dark');
  expect(new DeskMemory(join(folder, 'desk.json'), silentLog()).state.appearance).toBe('dark');
});

test('all else', async () => {
  await ask({ ask: 'set-busy', text: 'An import is under way' });
  expect(parts.guard.what('program')).toBe('An import is under way');
  await ask({ ask: 'set-badge', count: 3 });
  await ask({ ask: 'open-outside', url: 'https://docs.spot.io/' });
  await ask({ ask: 'new-window', place: '#/overview' });
  await ask({ ask: 'edit', what: 'undo' });
  expect(await ask({ ask: 'updates' })).toEqual({ kind: 'off', why: 'no channel' });
  expect(seen).toEqual(['badge 3', 'outside https://docs.spot.io/', 'window #/overview', 'undo']);
});
