import { expect, test } from 'vitest';
import { readImports } from '../../scripts/layers/read-imports.ts';
import { readSources } from '../../scripts/layers/read-tree.ts';

const PRODUCT = readSources(new URL('../../', import.meta.url)).filter(
  ({ path }) => /^(shared|main|renderer)\//.test(path) && !/\.test\.tsx?$/.test(path),
);

/** The files of the product in which a pattern occurs. */
function filesWith(pattern: RegExp): string[] {
  return PRODUCT.filter(({ source }) => pattern.test(source)).map(({ path }) => path);
}

test.each([
  ['windows are made in one place', /new BrowserWindow\(/, ['main/hosts/desktop/window.ts']],
  ['addresses are opened outside in one place', /shell\.openExternal/, ['main/hosts/desktop/main.ts']],
  ['messages to the main process are taken in one place', /ipcMain\.(on|handle)/, ['main/hosts/desktop/messages.ts']],
  ['the core is forked in one place', /utilityProcess\.fork/, ['main/hosts/desktop/start-core.ts']],
])('%s', (_rule, pattern, files) => {
  expect(filesWith(pattern)).toEqual(files);
});

test.each([
  /webSecurity|disable-web-security|ignore-certificate-errors|remote-debugging/,
  /nodeIntegration\w*: true|contextIsolation: false|sandbox: false|webviewTag: true/,
  /enableRemoteModule|@electron\/remote|bypassCSP|corsEnabled/,
  /appendSwitch\(|unsafe-inline|unsafe-eval/,
  /dangerouslySetInnerHTML|innerHTML|document\.write|\beval\(|new Function\(/,
  /access-control-allow/i,
  /0\.0\.0\.0/,
])('nowhere in the product: %s', (pattern) => {
  expect(filesWith(pattern)).toEqual([]);
});

test('the preload is a few lines that import only electron and expose three functions, none of which is of electron', () => {
  const preloads = PRODUCT.filter(({ path }) => path.startsWith('main/hosts/desktop/preload/'));
  expect(preloads.map(({ path }) => path)).toEqual(['main/hosts/desktop/preload/preload.ts']);
  const { path, source } = preloads[0] ?? { path: '', source: '' };
  expect(readImports(path, source).imports.map(({ specifier }) => specifier)).toEqual(['electron']);
  expect(source.split('\n').length).toBeLessThan(40);
  expect(source.match(/exposeInMainWorld\('\w+'/g)).toEqual(["exposeInMainWorld('enrollmentDesk'"]);
  expect(source.match(/^ {2}\w+: \(.*\) =>/gm)).toEqual([
    '  connect: () =>',
    '  ask: (message: unknown) =>',
    '  drop: (files: File[]) =>',
  ]);
  expect(source.match(/ipcRenderer\.\w+\(\s*'[\w:]+'/g)?.map((call) => call.replace(/\s+/, ''))).toEqual([
    "ipcRenderer.invoke('core:connect'",
    "ipcRenderer.invoke('desk:ask'",
    "ipcRenderer.invoke('desk:drop'",
    "ipcRenderer.on('core:port'",
    "ipcRenderer.on('desk:told'",
  ]);
});

test('the page and its preload name their messages alike', () => {
  expect(filesWith(/'enrollment-desk:port'/)).toEqual(['main/hosts/desktop/preload/preload.ts', 'renderer/api.ts']);
  expect(filesWith(/'enrollment-desk:told'/)).toEqual([
    'main/hosts/desktop/preload/preload.ts',
    'shared/contract/desktop.ts',
  ]);
});
