import { openLog } from '../../core/log/log.ts';
import { HostDesk } from '../setup/host-desk.ts';
import { dataFolder, demoFolder, ledgerPath, logFolder, sandboxFolder } from '../setup/paths.ts';
import { APP_VERSION } from '../setup/version.ts';
import { startWebHost } from './web-host.ts';

/** What `serve` can be told. */
export interface ServeOptions {
  readonly ledger?: string | undefined;
  readonly port?: number | undefined;
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
 * @throws AppError SERVICE_FAILED when the port is taken.
 */
export async function serve({ ledger, port, say }: ServeOptions): Promise<Serving> {
  const log = openLog(logFolder());
  const desk = await HostDesk.open({
    ledgerPath: ledgerPath(ledger),
    sandboxFolder: sandboxFolder(),
    host: 'web',
    appVersion: APP_VERSION,
    log,
    localFiles: false,
    demoFolder: demoFolder(),
    dataFolder: dataFolder(),
  });
  const host = await startWebHost({ context: desk.context, port });
  log.info('web.started', 'The web host serves', { version: APP_VERSION });
  say(`Enrollment Desk is at ${host.launchUrl()}`);
  say('The address works once, on this computer. Ctrl-C ends it.');
  return {
    origin: host.origin,
    close: async () => {
      await host.close();
      await desk.close();
      await log.close();
    },
  };
}
