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
  ['messages to the main process are taken in one place', /ipcMain\.(on|handle)/, ['main/hosts/desktop/main.ts']],
  ['the core is forked in one place', /utilityProcess\.fork/, ['main/hosts/desktop/main.ts']],
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

test('the preload is a few lines that import only electron and expose one function', () => {
  const preloads = PRODUCT.filter(({ path }) => path.startsWith('main/hosts/desktop/preload/'));
  expect(preloads.map(({ path }) => path)).toEqual(['main/hosts/desktop/preload/preload.ts']);
  const { path, source } = preloads[0] ?? { path: '', source: '' };
  expect(readImports(path, source).imports.map(({ specifier }) => specifier)).toEqual(['electron']);
  expect(source.split('\n').length).toBeLessThan(40);
  expect(source.match(/exposeInMainWorld\([^)]*/g)).toEqual(["exposeInMainWorld('enrollmentDesk', { connect: ("]);
});

test('the page and its preload name the message of a port alike', () => {
  const texts = PRODUCT.filter(({ source }) => source.includes("'enrollment-desk:port'")).map(({ path }) => path);
  expect(texts).toEqual(['main/hosts/desktop/preload/preload.ts', 'renderer/api.ts']);
});
