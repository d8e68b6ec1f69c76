import { app } from 'electron';
import type { Log } from '../../core/log/log.ts';
import { showNews } from './questions.ts';
import { loadUpdater, startUpdates, updateChannel } from './updates.ts';
import type { UpdateChannel, UpdateParts } from './updates.ts';

/** Where newer versions are looked for, where this program was packed with a channel for them. */
export function ownChannel(): Promise<UpdateChannel> {
  const { platform, resourcesPath: resources, env: environment } = process;
  return updateChannel({ packaged: app.isPackaged, platform, resources, environment });
}

/** Looks for newer versions from now on. @param show shows the app, when the news of one is clicked */
export function lookForUpdates(log: Log, show: () => void): void {
  const parts: UpdateParts = {
    log,
    load: loadUpdater,
    every: (milliseconds, run) => setInterval(run, milliseconds).unref(),
    ready: (version) => showNews('A newer version is ready', `Version ${version} is installed when you quit.`, show),
  };
  const looking = ownChannel().then((known) => startUpdates(known, parts));
  looking.catch((error: unknown) => log.error('updates.start', 'Newer versions are not looked for', error));
}
