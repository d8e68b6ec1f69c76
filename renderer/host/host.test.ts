import { expect, test } from 'vitest';
import type { DeskAsk } from '../../shared/contract/desktop.ts';
import type { HostCommand } from '../host.ts';
import { titleWithBadge } from './badge.ts';
import { filesUnder, toBase64 } from './browser-files.ts';
import { commandOf } from './keys.ts';
import { openHost } from './open-host.ts';
import { isAccountList } from './window-drop.ts';

/** A window of the desktop app as far as the host uses it: what its page was told, and what the program was asked. */
function desktop(answers: Partial<Record<DeskAsk['ask'], unknown>> = {}, field: string | null = null) {
  const asked: DeskAsk[] = [];
  const went: string[] = [];
  const dropped: object[][] = [];
  const focused = field === null ? null : { matches: (selector: string) => selector.split(/[ ,]+/u).includes(field) };
  const page = Object.assign(new EventTarget(), {
    origin: 'app://bundle',
    location: { hash: '' },
    history: { back: () => went.push('back'), forward: () => went.push('forward') },
    document: { activeElement: focused },
    enrollmentDesk: {
      connect: () => undefined,
      ask: (message: DeskAsk) => {
        asked.push(message);
        return Promise.resolve(answers[message.ask] ?? null);
      },
      drop: (files: object[]) => {
        dropped.push(files);
        return Promise.resolve(['/home/kim/dropped.csv']);
      },
    },
  });
  const host = openHost(page as unknown as Parameters<typeof openHost>[0]);
  const tell = (told: unknown, from: object = {}): void => {
    const data = { type: 'enrollment-desk:told', told };
    page.dispatchEvent(Object.assign(new Event('message'), { source: page, origin: page.origin, data, ...from }));
  };
  return { host, page, asked, went, dropped, tell };
}

test('the desktop: files are their paths', async () => {
  const { host, asked } = desktop({
    'pick-files': ['/home/kim/a.xlsx', 'C:\\lists\\b.csv'],
    'pick-save-file': '/home/kim/out.csv',
    'open-file': true,
  });
  const filters = [{ name: 'Account lists', extensions: ['xlsx', 'csv'] }];
  expect(await host.pickFiles({ title: 'Choose', filters })).toEqual([
    { kind: 'path', name: 'a.xlsx', path: '/home/kim/a.xlsx' },
    { kind: 'path', name: 'b.csv', path: 'C:\\lists\\b.csv' },
  ]);
  expect(await host.pickSaveFile({ title: 'Save', suggestedName: 'out.csv' })).toBe('/home/kim/out.csv');
  expect(await host.pickFolder('Where')).toBeNull();
  expect(await host.openFile('/home/kim/out.csv')).toBe(true);
  expect(asked).toEqual([
    { ask: 'pick-files', title: 'Choose', filters, multiple: false },
    { ask: 'pick-save-file', title: 'Save', suggestedName: 'out.csv', filters: [] },
    { ask: 'pick-folder', title: 'Where' },
    { ask: 'open-file', path: '/home/kim/out.csv' },
  ]);
  expect([host.kind, host.can]).toEqual(['desktop', { saveToPath: true, menus: true, newWindow: true }]);
});

test('the desktop: large files are paths, and so is a folder, chosen or dropped', async () => {
  const { host, asked, dropped } = desktop({ 'pick-files': ['/home/kim/a.csv.gz'], 'pick-folder': '/home/kim/cur' });
  const pick = (folder: boolean) => host.pickLargeFiles({ title: 'Choose', folder });
  expect(await pick(false)).toEqual({ kind: 'paths', paths: ['/home/kim/a.csv.gz'] });
  expect(await pick(true)).toEqual({ kind: 'paths', paths: ['/home/kim/cur'] });
  expect(asked).toEqual([
    { ask: 'pick-files', title: 'Choose', filters: [], multiple: true },
    { ask: 'pick-folder', title: 'Choose' },
  ]);
  const item = (file: object, isDirectory: boolean) => ({
    kind: 'file',
    getAsFile: () => file,
    webkitGetAsEntry: () => ({ isDirectory }),
  });
  const [file, folder] = [{ name: 'a.csv' }, { name: 'cur' }];
  const data = { items: [item(file, false), item(folder, true)] } as unknown as DataTransfer;
  expect(await host.droppedLargeFiles(data)).toEqual({ kind: 'paths', paths: ['/home/kim/dropped.csv'] });
  await host.droppedFiles(data);
  expect(dropped).toEqual([[file, folder], [file]]);
});

const fileOf = (text: string): File => new File([text], 'loose.csv');

test('a browser: a folder that is dropped is all files in it, by their names from there on', async () => {
  const fileEntry = (fullPath: string) => ({ fullPath, file: (give: (file: File) => void) => give(fileOf('abc')) });
  const folderEntry = (...entries: object[]) => ({
    isDirectory: true,
    createReader: () => {
      // A browser gives some at a time.
      const batches = [entries.slice(0, 1), entries.slice(1), []];
      return { readEntries: (give: (batch: object[]) => void) => give(batches.shift() ?? []) };
    },
  });
  const tree = folderEntry(
    fileEntry('/cur/m.json'),
    folderEntry(fileEntry('/cur/10/a.csv'), fileEntry('/cur/10/b.csv')),
  );
  const data = {
    items: [
      { kind: 'string' },
      { kind: 'file', getAsFile: () => null, webkitGetAsEntry: () => tree },
      { kind: 'file', getAsFile: () => fileOf('loose'), webkitGetAsEntry: () => null },
    ],
  };
  const files = await filesUnder(data as unknown as DataTransfer);
  expect(files.map(({ name, bytes }) => [name, bytes])).toEqual([
    ['cur/m.json', 3],
    ['cur/10/a.csv', 3],
    ['cur/10/b.csv', 3],
    ['loose.csv', 5],
  ]);
  expect(await files[0]?.read(1, 3)).toBe('YmM=');
});

test('the desktop: what its menus ask for reaches the page; its own history and undo of a field do not', () => {
  const { host, tell, went, asked } = desktop({}, 'textarea');
  const heard: string[] = [];
  const end = host.onCommand(({ name }) => heard.push(name));
  for (const command of ['palette', 'undo', 'back', 'forward', 'go:tickets']) tell({ told: 'command', command });
  expect([heard, went]).toEqual([
    ['palette', 'go:tickets'],
    ['back', 'forward'],
  ]);
  expect(asked).toEqual([{ ask: 'edit', what: 'undo' }]);
  end();
  tell({ told: 'command', command: 'find' });
  expect(heard.length).toBe(2);

  const nowhere = desktop();
  nowhere.host.onCommand(({ name }) => heard.push(name));
  nowhere.tell({ told: 'command', command: 'undo' });
  expect(heard.at(-1)).toBe('undo');
});

test('the desktop: files that it was started with wait for the page that takes them', () => {
  const { host, tell } = desktop();
  tell({ told: 'open-files', paths: ['/home/kim/a.csv'] });
  const heard: HostCommand[] = [];
  host.onCommand((command) => heard.push(command));
  expect(heard).toEqual([{ name: 'open-files' }]);
  expect(host.takeFiles()).toEqual([{ kind: 'path', name: 'a.csv', path: '/home/kim/a.csv' }]);
  expect(host.takeFiles()).toEqual([]);
});

test('the desktop: a click on news leads to their place', () => {
  const { tell, page } = desktop();
  tell({ told: 'go', place: '#/099999999999/tickets' });
  expect(page.location.hash).toBe('#/099999999999/tickets');
});

test('the desktop: what others say is not heard', () => {
  const { host, tell } = desktop();
  const heard: string[] = [];
  host.onCommand(({ name }) => heard.push(name));
  const command = { told: 'command', command: 'palette' };
  tell(command, { source: {} });
  tell(command, { origin: 'https://evil.example' });
  tell({ told: 'command', command: 'format the disk' });
  tell(null);
  tell({ told: 'go', place: 'https://evil.example' });
  expect(heard).toEqual([]);
});

const NO_KEYS = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

test.each([
  ['Ctrl+K', { key: 'k', ctrlKey: true }, false, 'palette'],
  ['Command+K on a Mac', { key: 'k', metaKey: true }, true, 'palette'],
  ['Ctrl+K on a Mac is the end of a line', { key: 'k', ctrlKey: true }, true, null],
  ['Ctrl+Z', { key: 'z', ctrlKey: true }, false, 'undo'],
  ['Ctrl+Shift+Z', { key: 'Z', ctrlKey: true, shiftKey: true }, false, 'redo'],
  ['Ctrl+Y', { key: 'y', ctrlKey: true }, false, 'redo'],
  ['Command+Y on a Mac is the browser’s', { key: 'y', metaKey: true }, true, null],
  ['Ctrl+Alt+K', { key: 'k', ctrlKey: true, altKey: true }, false, null],
  ['k', { key: 'k' }, false, null],
  ['Ctrl+F stays with the browser', { key: 'f', ctrlKey: true }, false, null],
])('a browser’s keys: %s', (_name, key, mac, command) => {
  expect(commandOf({ ...NO_KEYS, ...key }, mac)).toBe(command);
});

test('the count in front of the title', () => {
  expect(titleWithBadge('Overview', 3)).toBe('(3) Overview');
  expect(titleWithBadge('(3) Overview', 12)).toBe('(12) Overview');
  expect(titleWithBadge('(12) Overview', 0)).toBe('Overview');
});

test('bytes as base64, also more than a call takes at once', () => {
  expect(toBase64(new Uint8Array([0, 255, 16]))).toBe('AP8Q');
  const long = new Uint8Array(100_000).map((_zero, at) => at % 251);
  expect(toBase64(long)).toBe(Buffer.from(long).toString('base64'));
});

test('what is named like an account list', () => {
  const names = ['a.xlsx', 'A.CSV', 'a.xls', 'a.csv.exe', 'csv'];
  expect(names.filter((name) => isAccountList({ name }))).toEqual(['a.xlsx', 'A.CSV']);
});
