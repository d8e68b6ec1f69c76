import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The command line as it is built; test/support/build-first.ts sees to it. */
export const COMMAND = join(ROOT, 'dist', 'main', 'cli.js');

/** Its launcher over the sources, which is what `npm run enroll` starts. */
export const LAUNCHER = join(ROOT, 'main', 'hosts', 'cli', 'enroll.mjs');

/** What a program of the test has from the test's own environment: where programs are, its language, its zone and present. */
const KEPT = ['PATH', 'SystemRoot', 'LANG', 'LC_ALL', 'TZ', 'NODE_OPTIONS'];

/** An environment whose data, logs and temporary files are the test's own; compiled code is shared between tests. */
export function homeIn(folder: string): NodeJS.ProcessEnv {
  const keep = Object.fromEntries(KEPT.map((name) => [name, process.env[name]]));
  return {
    ...keep,
    HOME: folder,
    USERPROFILE: folder,
    LOCALAPPDATA: folder,
    APPDATA: folder,
    TMPDIR: folder,
    TEMP: folder,
    XDG_DATA_HOME: join(folder, '.local', 'share'),
    XDG_STATE_HOME: join(folder, '.local', 'state'),
    XDG_CONFIG_HOME: join(folder, '.config'),
    XDG_CACHE_HOME: join(tmpdir(), 'enrollment-desk-test-cache'),
  };
}
