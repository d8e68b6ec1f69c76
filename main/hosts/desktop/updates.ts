import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Updates } from '../../../shared/contract/desktop.ts';
import type { Log } from '../../core/log/log.ts';

/** Whether newer versions are looked for, and where. `refused`: a channel is named that is not to be trusted. */
export type UpdateChannel = Updates;

/** What decides about it; the page has no part in that. */
export interface UpdateSource {
  readonly packaged: boolean;
  readonly platform: NodeJS.Platform;
  /** The folder beside the archive, where packing puts app-update.yml when it was given a channel. */
  readonly resources: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** The file by which electron-updater, too, knows the channel. */
const CHANNEL_FILE = 'app-update.yml';

const channelSchema = z.object({
  provider: z.literal('generic', 'only a plain web folder is a channel'),
  url: z.url({ protocol: /^https$/, error: 'the address is not an https one' }),
  publisherName: z.union([z.string(), z.array(z.string()).nonempty()]).optional(),
});

/**
 * The channel that this program was packed with. It stays off until one was named when packing, and ENROLL_UPDATES=off turns it off.
 * On Windows the publisher that must have signed an update has to be named as well: without it electron-updater checks no signature.
 */
export async function updateChannel(source: UpdateSource): Promise<UpdateChannel> {
  const { packaged, platform, resources, environment } = source;
  if (!packaged) return { kind: 'off', why: 'not packaged' };
  const file = join(resources, CHANNEL_FILE);
  if (!existsSync(file)) return { kind: 'off', why: 'no channel' };
  if (environment['ENROLL_UPDATES'] === 'off') return { kind: 'off', why: 'switched off' };
  const read = await readChannel(file);
  if (typeof read === 'string') return { kind: 'refused', why: read };
  if (platform === 'win32' && read.publisherName === undefined)
    return { kind: 'refused', why: 'no publisher is named' };
  return { kind: 'on', url: read.url };
}

/** What is said in the file, or why it can't be followed. */
async function readChannel(file: string): Promise<z.infer<typeof channelSchema> | string> {
  // Loaded here: most programs have no channel, and none needs it before its window is shown.
  const { parse } = await import('yaml');
  try {
    const { data, error } = channelSchema.safeParse(parse(readFileSync(file, 'utf8')));
    return data ?? error?.issues[0]?.message ?? 'it is not understood';
  } catch {
    return 'it can’t be read';
  }
}

/** What is used of electron-updater. */
export interface Updater {
  allowDowngrade: boolean;
  allowPrerelease: boolean;
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  disableWebInstaller: boolean;
  logger: unknown;
  on(event: 'update-downloaded', listener: (update: { version: string }) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  checkForUpdates(): Promise<unknown>;
}

/** What updates are given by the program. */
export interface UpdateParts {
  readonly log: Log;
  /** Told when a newer version lies ready; it is installed when the program is quit. */
  readonly ready: (version: string) => void;
  /** Loads electron-updater; only called where the channel is on. */
  readonly load: () => Promise<Updater>;
  /** Does something every so many milliseconds, without keeping the program alive. */
  readonly every: (milliseconds: number, run: () => void) => void;
}

const SIX_HOURS = 6 * 60 * 60 * 1000;

/** Looks for newer versions now and every six hours, where the channel is on. What fails is written to the log and tried again. */
export async function startUpdates(channel: UpdateChannel, { log, ready, load, every }: UpdateParts): Promise<void> {
  if (channel.kind === 'refused') log.warn('updates.refused', `The update channel was refused: ${channel.why}`);
  if (channel.kind !== 'on') return;
  const updater = await load();
  updater.logger = null;
  updater.allowDowngrade = false;
  updater.allowPrerelease = false;
  updater.disableWebInstaller = true;
  updater.autoDownload = true;
  updater.autoInstallOnAppQuit = true;
  updater.on('update-downloaded', ({ version }) => {
    log.info('updates.ready', 'A newer version will be installed when the program is quit', { version });
    ready(version);
  });
  updater.on('error', (error) => log.error('updates.failed', 'The newer version could not be had', error));
  const check = (): void => {
    // A failure is told by the event above as well; here it only must not stay unhandled.
    updater
      .checkForUpdates()
      .catch((error: unknown) => log.error('updates.check', 'No answer about newer versions', error));
  };
  check();
  every(SIX_HOURS, check);
}

/** The parts as they are in the running program. */
export async function loadUpdater(): Promise<Updater> {
  const { default: module } = await import('electron-updater');
  return module.autoUpdater;
}
