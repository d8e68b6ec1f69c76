import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../test/support/temp-core.ts';
import { additions } from './pack.ts';
import { removeStale } from './remove-stale.ts';
import { packageSettings } from './settings.ts';

test('without settings: the shipped flavour, the pinned Electron, no update channel', () => {
  const settings = packageSettings({ ENROLL_PACKAGE_FLAVOUR: '', ENROLL_UPDATES_URL: '' });
  expect(settings).toEqual({ flavour: 'shipped', runtime: null, updatesUrl: null });
  expect(additions(settings, '/out')).toEqual({
    directories: { output: '/out' },
    electronFuses: { enableNodeCliInspectArguments: false },
  });
});

test('the test flavour alone leaves the inspector on; a given runtime and a channel are used', () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'version'), 'v45.4.1\n');
  const settings = packageSettings({
    ENROLL_PACKAGE_FLAVOUR: 'test',
    ELECTRON_OVERRIDE_DIST_PATH: folder,
    ENROLL_UPDATES_URL: 'https://updates.example.com/desk',
  });
  expect(additions(settings, '/out')).toEqual({
    directories: { output: '/out' },
    electronFuses: { enableNodeCliInspectArguments: true },
    electronDist: folder,
    electronVersion: '45.4.1',
    publish: { provider: 'generic', url: 'https://updates.example.com/desk' },
  });
});

test('settings that cannot be followed are refused', () => {
  expect(() => packageSettings({ ENROLL_PACKAGE_FLAVOUR: 'debug' })).toThrow('it can be "shipped" or "test"');
  expect(() => packageSettings({ ENROLL_UPDATES_URL: 'http://updates.example.com' })).toThrow('https address');
  expect(() => packageSettings({ ELECTRON_OVERRIDE_DIST_PATH: tempFolder() })).toThrow('a folder without Electron');
});

test('what was emitted for a source that is gone is not packed', () => {
  const root = tempFolder();
  const files = [
    'main/here.ts',
    'dist/main/here.js',
    'dist/main/here.js.map',
    'dist/main/gone.js',
    'dist/main/gone.js.map',
    'dist/shared/deep/gone.js',
    'dist/main/hosts/desktop/preload/preload.cjs',
  ];
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '');
  }
  removeStale(root);
  expect(files.filter((file) => existsSync(join(root, file)))).toEqual([
    'main/here.ts',
    'dist/main/here.js',
    'dist/main/here.js.map',
    'dist/main/hosts/desktop/preload/preload.cjs',
  ]);
});
