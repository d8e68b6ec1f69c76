import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSources } from '../../scripts/layers/read-tree.ts';
import lock from '../../package-lock.json' with { type: 'json' };
import manifest from '../../package.json' with { type: 'json' };

const ROOT = new URL('../../', import.meta.url);

test('the pinned Electron is of a line that gets fixes', () => {
  // The latest three lines do; 45 was the latest when this was written, in November 2026.
  expect(Number(manifest.devDependencies.electron.split('.')[0])).toBeGreaterThanOrEqual(45);
});

test('no package runs a script when it is installed', () => {
  const running = Object.entries(lock.packages as Readonly<Record<string, { hasInstallScript?: boolean }>>)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([path]) => path);
  expect(running).toEqual(['node_modules/electron-winstaller']);
  // It has one; npm runs none.
  expect(readFileSync(new URL('.npmrc', ROOT), 'utf8').split('\n')).toContain('ignore-scripts=true');
  expect(manifest).not.toHaveProperty('allowScripts');
});

test('the sandbox is on for every process before Electron is ready', () => {
  const sourceOf = (name: string): string => readFileSync(new URL(`main/hosts/desktop/${name}`, ROOT), 'utf8');
  expect(sourceOf('prepare-electron.ts')).toContain(
    "if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();",
  );
  const main = sourceOf('main.ts');
  const prepared = main.indexOf('= prepareElectron();');
  expect(prepared).toBeGreaterThan(0);
  expect(main.indexOf('app.whenReady()')).toBeGreaterThan(prepared);
});

test('no plain http address but loopback and the names of formats', () => {
  const plain = readSources(ROOT)
    .filter(({ path }) => /^(shared|main|renderer)\//.test(path) && !/\.test\.tsx?$/.test(path))
    .flatMap(({ path, source }) =>
      [...source.matchAll(/['"`]http:\/\/([^/'"`]*)/g)].map(([, host = '']) => [path, host] as const),
    )
    .filter(([, host]) => !/^(127\.0\.0\.1(?![\w.-])|\$\{|unused$)/.test(host));
  expect(plain).toEqual([
    ['main/core/sandbox/protocols/rest-s3.ts', 's3.amazonaws.com'],
    ['main/core/sandbox/services/index.ts', 'cloudformation.amazonaws.com'],
    ['main/core/spreadsheets/xlsx/elements.ts', 'schemas.openxmlformats.org'],
    ['main/core/spreadsheets/xlsx/elements.ts', 'purl.oclc.org'],
    ['main/core/spreadsheets/xlsx/elements.ts', 'schemas.openxmlformats.org'],
    ['main/core/spreadsheets/xlsx/elements.ts', 'purl.oclc.org'],
    ['main/core/spreadsheets/xlsx/elements.ts', 'schemas.openxmlformats.org'],
    ['main/core/spreadsheets/xlsx/elements.ts', 'schemas.openxmlformats.org'],
    ['main/core/spreadsheets/xlsx/fixed-parts.ts', 'schemas.openxmlformats.org'],
    ['main/core/spreadsheets/xlsx/fixed-parts.ts', 'schemas.openxmlformats.org'],
    ['main/core/spreadsheets/xlsx/fixed-parts.ts', 'schemas.openxmlformats.org'],
    ['main/core/spreadsheets/xlsx/places.ts', 'schemas.openxmlformats.org'],
  ]);
});
