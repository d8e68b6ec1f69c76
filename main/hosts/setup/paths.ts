import { join } from 'node:path';
// First: env-paths asks for the home as it is loaded.
import './home.ts';
import envPaths from 'env-paths';
import { usablePath } from '../../core/files/usable-path.ts';

/** Where the product keeps things; every host looks in the same places. */
const paths = (): ReturnType<typeof envPaths> => envPaths('Enrollment Desk', { suffix: '' });

/**
 * The ledger to open: what was asked for by option, else ENROLL_LEDGER, else `ledger.db` in the operating system's data folder.
 * @param asked the value of --ledger; a relative one is seen from the current folder
 * @throws AppError INVALID_INPUT for a name that is no file's.
 */
export function ledgerPath(asked?: string, environment: NodeJS.ProcessEnv = process.env): string {
  return chosen('--ledger', asked, 'ENROLL_LEDGER', environment) ?? join(paths().data, 'ledger.db');
}

/**
 * Where the sandbox account keeps its state: what was asked for by option, else ENROLL_SANDBOX, else `sandbox` in the operating
 * system's data folder.
 * @param asked the value of --dir; a relative one is seen from the current folder
 * @throws AppError INVALID_INPUT for a name that is no folder's.
 */
export function sandboxFolder(asked?: string, environment: NodeJS.ProcessEnv = process.env): string {
  return chosen('--dir', asked, 'ENROLL_SANDBOX', environment) ?? join(paths().data, 'sandbox');
}

/** What was said by option or else by the environment, as a whole path; null where nothing was. */
function chosen(
  option: string,
  asked: string | undefined,
  name: string,
  environment: NodeJS.ProcessEnv,
): string | null {
  if (asked !== undefined) return usablePath(asked, option);
  const set = environment[name];
  return set ? usablePath(set, name) : null;
}

/** Where the demo of a host that stays is: a folder of its own, so that nothing of it mixes with the ledger. */
export function demoFolder(): string {
  return join(paths().data, 'demo');
}

/** The operating system's folder for the product's data, the ledger among it. */
export function dataFolder(): string {
  return paths().data;
}

/** The operating system's folder for logs. */
export function logFolder(): string {
  return paths().log;
}

/** The operating system's folder for what can be made again. */
export function cacheFolder(): string {
  return paths().cache;
}
