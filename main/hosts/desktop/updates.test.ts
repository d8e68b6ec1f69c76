import { EventEmitter } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { tempFolder } from '../../../test/support/temp-core.ts';
import { silentLog } from '../../core/log/log.ts';
import { startUpdates, updateChannel } from './updates.ts';
import type { Updater, UpdateSource } from './updates.ts';

/** A packed program on Linux whose app-update.yml says this; null: it has none. */
function packed(text: string | null, changes: Partial<UpdateSource> = {}): UpdateSource {
  const resources = tempFolder();
  if (text !== null) writeFileSync(join(resources, 'app-update.yml'), text);
  return { packaged: true, platform: 'linux', resources, environment: {}, ...changes };
}

const GENERIC =
  'provider: generic\nurl: https://updates.example.com/desk\nupdaterCacheDirName: enrollment-desk-updater\n';

test('the channel is off until packing named one, and where it is switched off', async () => {
  expect(await updateChannel(packed(null))).toEqual({ kind: 'off', why: 'no channel' });
  expect(await updateChannel(packed(GENERIC, { packaged: false }))).toEqual({ kind: 'off', why: 'not packaged' });
  expect(await updateChannel(packed(GENERIC, { environment: { ENROLL_UPDATES: 'off' } }))).toEqual({
    kind: 'off',
    why: 'switched off',
  });
  expect(await updateChannel(packed(GENERIC))).toEqual({ kind: 'on', url: 'https://updates.example.com/desk' });
});

test('no environment variable names another address', async () => {
  const environment = { ENROLL_UPDATES: 'https://evil.example.com', ENROLL_UPDATES_URL: 'https://evil.example.com' };
  expect(await updateChannel(packed(GENERIC, { environment }))).toEqual({
    kind: 'on',
    url: 'https://updates.example.com/desk',
  });
  expect(await updateChannel(packed(null, { environment }))).toEqual({ kind: 'off', why: 'no channel' });
});

test('only an https folder is a channel', async () => {
  const refused = (text: string) => updateChannel(packed(text));
  for (const address of [
    'http://updates.example.com',
    'file:///tmp',
    'ftp://example.com',
    'updates',
    '//example.com',
  ]) {
    expect(await refused(`provider: generic\nurl: ${address}\n`)).toEqual({
      kind: 'refused',
      why: 'the address is not an https one',
    });
  }
  expect(await refused('provider: github\nowner: a\nrepo: b\nurl: https://a.example\n')).toEqual({
    kind: 'refused',
    why: 'only a plain web folder is a channel',
  });
  expect(await refused('{')).toEqual({ kind: 'refused', why: 'it can’t be read' });
  expect((await refused('')).kind).toBe('refused');
});

test('on Windows an update must be signed by a publisher that is named', async () => {
  expect(await updateChannel(packed(GENERIC, { platform: 'win32' }))).toEqual({
    kind: 'refused',
    why: 'no publisher is named',
  });
  const signed = `${GENERIC}publisherName:\n  - Enrollment Desk\n`;
  expect((await updateChannel(packed(signed, { platform: 'win32' }))).kind).toBe('on');
});

/** An updater that looks nowhere, and notes that it was asked. */
class NoUpdater extends EventEmitter implements Updater {
  allowDowngrade = true;
  allowPrerelease = true;
  autoDownload = false;
  autoInstallOnAppQuit = false;
  disableWebInstaller = false;
  logger: unknown = console;
  checks = 0;
  checkForUpdates(): Promise<unknown> {
    this.checks += 1;
    return this.checks === 1 ? Promise.resolve(null) : Promise.reject(new Error('offline'));
  }
}

test('a channel that is off or refused loads nothing; a refused one is logged', async () => {
  const load = vi.fn<() => Promise<Updater>>();
  const log = { ...silentLog(), warn: vi.fn<(id: string, message: string) => void>() };
  const parts = { log, load, ready: () => undefined, every: () => undefined };
  await startUpdates({ kind: 'off', why: 'no channel' }, parts);
  expect(log.warn).not.toHaveBeenCalled();
  await startUpdates({ kind: 'refused', why: 'the address is not an https one' }, parts);
  expect(load).not.toHaveBeenCalled();
  expect(log.warn).toHaveBeenCalledWith(
    'updates.refused',
    'The update channel was refused: the address is not an https one',
  );
});

test('a channel that is on: looks now and every six hours, never downgrades, tells what is ready, survives being offline', async () => {
  const updater = new NoUpdater();
  const ready = vi.fn<(version: string) => void>();
  const later: [number, () => void][] = [];
  const error = vi.fn<(id: string, message: string) => void>();
  await startUpdates(
    { kind: 'on', url: 'https://updates.example.com/desk' },
    {
      log: { ...silentLog(), error },
      load: () => Promise.resolve(updater),
      ready,
      every: (milliseconds, run) => later.push([milliseconds, run]),
    },
  );
  expect(updater).toMatchObject({
    checks: 1,
    allowDowngrade: false,
    allowPrerelease: false,
    autoDownload: true,
    autoInstallOnAppQuit: true,
    disableWebInstaller: true,
  });
  updater.emit('update-downloaded', { version: '2.0.0' });
  expect(ready).toHaveBeenCalledWith('2.0.0');
  expect(later.map(([milliseconds]) => milliseconds)).toEqual([21_600_000]);
  later[0]?.[1]();
  await vi.waitFor(() => expect(error).toHaveBeenCalledOnce());
  expect(updater.checks).toBe(2);
});
