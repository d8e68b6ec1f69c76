import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ROOT, bin, runShown } from '../run.ts';

/** Electron's binary, or why there is none. */
export type Runtime = { readonly path: string } | { readonly reason: string };

/** Where the electron package downloads from, unless the person's settings name a mirror. */
const DOWNLOADS = 'https://github.com/electron/electron/releases/download/';

/** How long that host may take to answer at all. */
const PROBE_MS = 4_000;

/** The runtime that is on this computer, without asking for a download. ELECTRON_OVERRIDE_DIST_PATH goes before the package's own. */
export function installedRuntime(environment: NodeJS.ProcessEnv = process.env): Runtime {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const pathFile = join(folder, 'path.txt');
  const file = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : null;
  const override = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override !== undefined && override !== '') {
    const path = join(override, file ?? 'electron');
    return existsSync(path)
      ? { path }
      : { reason: `ELECTRON_OVERRIDE_DIST_PATH names a folder without Electron (${path})` };
  }
  const path = file === null ? null : join(folder, 'dist', file);
  return path !== null && existsSync(path) ? { path } : { reason: 'the Electron runtime is not on this computer' };
}

/** The runtime that is on this computer, downloaded first where it can be. Says so while it downloads. */
export async function obtainRuntime(say: (line: string) => void): Promise<Runtime> {
  const installed = installedRuntime();
  if ('path' in installed || process.env['ELECTRON_OVERRIDE_DIST_PATH']) return installed;
  const host = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'] ?? DOWNLOADS;
  if (!(await answers(host))) {
    return { reason: `${installed.reason} and ${new URL(host).host} can't be reached to download it` };
  }
  say('Downloading the Electron runtime (once, about 120 MB) …');
  const { code } = await runShown(bin('install-electron'), []);
  return code === 0 ? installedRuntime() : { reason: 'the Electron runtime could not be downloaded' };
}

/** Whether there is a display to open a window on. */
export function displayMissing(environment: NodeJS.ProcessEnv = process.env, platform = process.platform): boolean {
  return platform === 'linux' && !environment['DISPLAY'] && !environment['WAYLAND_DISPLAY'];
}

/** The folder that Electron is told to start: the project's root, whose package.json names the emitted main module. */
export const APP_FOLDER = ROOT;

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(PROBE_MS) });
    return true;
  } catch {
    return false;
  }
}
