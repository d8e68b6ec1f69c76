import { join } from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';
import { openLog } from '../../core/log/log.ts';
import { durationText, readDuration } from '../setup/duration.ts';
import { HostDesk } from '../setup/host-desk.ts';
import { dataFolder, demoFolder, ledgerPath, logFolder, sandboxFolder } from '../setup/paths.ts';
import { APP_VERSION } from '../setup/version.ts';
import { sessionFiles } from './session-files.ts';
import { IDLE_MS, startWebHost } from './web-host.ts';

/** What `serve` can be told. */
export interface ServeOptions {
  readonly ledger?: string | undefined;
  readonly port?: number | undefined;
  /** After which time without anybody at a page its session ends: '12h'. Else ENROLL_SESSION_IDLE says it. */
  readonly idle?: string | undefined;
  /** Gets each line for the person who started it. */
  readonly say: (line: string) => void;
}

/** A server that runs until it is closed. */
export interface Serving {
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * Serves the page on 127.0.0.1 and says at which address it opens.
 * @throws AppError SERVICE_FAILED when the port is taken; INVALID_INPUT for what is no idle time.
 */
export async function serve({ ledger, port, idle, say }: ServeOptions): Promise<Serving> {
  const idleMs = idleTime(idle, process.env);
  const path = ledgerPath(ledger);
  const log = openLog(logFolder());
  const desk = await HostDesk.open({
    ledgerPath: path,
    sandboxFolder: sandboxFolder(),
    host: 'web',
    appVersion: APP_VERSION,
    log,
    localFiles: false,
    demoFolder: demoFolder(),
    dataFolder: dataFolder(),
  });
  const keeper = sessionFiles(join(dataFolder(), 'web'), path, log);
  const host = await startWebHost({ context: desk.context, port, keeper, idleMs });
  log.info('web.started', 'The web host serves', { version: APP_VERSION });
  say(`Enrollment Desk is at ${host.launchUrl()}`);
  say(
    `The address works once, within a minute, on this computer. The session ends after ${durationText(idleMs)} without anybody at the page. Ctrl-C ends the program; started again, it prints a new address.`,
  );
  return {
    origin: host.origin,
    close: async () => {
      await host.close();
      await desk.close();
      await log.close();
    },
  };
}

/** @throws AppError INVALID_INPUT. */
function idleTime(option: string | undefined, environment: NodeJS.ProcessEnv): number {
  const [name, said] =
    option === undefined ? ['ENROLL_SESSION_IDLE', environment['ENROLL_SESSION_IDLE']] : ['--idle', option];
  if (said === undefined || said === '') return IDLE_MS;
  const time = readDuration(said);
  if (time !== null && time >= 5 * 60_000 && time <= 31 * 86_400_000) return time;
  const sentence = `${name}: ${JSON.stringify(said)} is no idle time. Give a duration from 5m to 31d, such as 12h or 1d12h.`;
  throw new AppError('INVALID_INPUT', sentence, { value: said });
}
