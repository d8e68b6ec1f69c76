import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../test/support/temp-core.ts';
import { additions } from './pack.ts';
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
