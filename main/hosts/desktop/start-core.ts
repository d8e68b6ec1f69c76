import { fileURLToPath } from 'node:url';
import { MessageChannelMain, utilityProcess } from 'electron';
import type { MessagePortMain } from 'electron';
import { engineEnvironment } from '../../core/duckdb/environment.ts';
import type { Log } from '../../core/log/log.ts';
import { CoreSupervisor } from './core-supervisor.ts';
import { CrashLimit } from './crash-limit.ts';

/**
 * The core's process, not started yet. The only place that forks it.
 * @param ledger the ledger's file
 * @param granted the paths that a core which has just been started is to be told of
 */
export function superviseCore(
  ledger: string,
  granted: () => readonly string[],
  log: Log,
): CoreSupervisor<MessagePortMain> {
  return new CoreSupervisor<MessagePortMain>({
    fork: () =>
      utilityProcess.fork(fileURLToPath(new URL('./core-process.js', import.meta.url)), [], {
        serviceName: 'Enrollment Desk core',
        env: { ...process.env, ENROLL_LEDGER: ledger },
      }),
    forkEngine: () =>
      utilityProcess.fork(fileURLToPath(new URL('./duckdb-process.js', import.meta.url)), [], {
        serviceName: 'Enrollment Desk cost data',
        env: engineEnvironment(process.env),
      }),
    makeChannel: () => new MessageChannelMain(),
    granted,
    limit: new CrashLimit(5, 60_000),
    log,
  });
}
