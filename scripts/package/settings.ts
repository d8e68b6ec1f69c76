import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is packed: `shipped` as people get it, `test` with the inspector fuse on. */
export type Flavour = 'shipped' | 'test';

/** What the environment says about the package. */
export interface PackageSettings {
  readonly flavour: Flavour;
  /** The unpacked Electron to use, and its version; null: electron-builder downloads the pinned one. */
  readonly runtime: { readonly folder: string; readonly version: string } | null;
  /** Where newer versions are published; null: the program never looks for any. */
  readonly updatesUrl: string | null;
}

/**
 * Reads ENROLL_PACKAGE_FLAVOUR, ELECTRON_OVERRIDE_DIST_PATH and ENROLL_UPDATES_URL; an empty one is as none.
 * @throws Error when one of them can't be followed
 */
export function packageSettings(environment: NodeJS.ProcessEnv): PackageSettings {
  return {
    flavour: flavourOf(environment['ENROLL_PACKAGE_FLAVOUR'] || 'shipped'),
    runtime: runtimeIn(environment['ELECTRON_OVERRIDE_DIST_PATH'] || null),
    updatesUrl: updatesUrl(environment['ENROLL_UPDATES_URL'] || null),
  };
}

function flavourOf(text: string): Flavour {
  if (text === 'shipped' || text === 'test') return text;
  throw new Error(`ENROLL_PACKAGE_FLAVOUR is "${text}"; it can be "shipped" or "test".`);
}

function runtimeIn(folder: string | null): PackageSettings['runtime'] {
  if (folder === null) return null;
  const file = join(folder, 'version');
  if (!existsSync(file)) throw new Error(`ELECTRON_OVERRIDE_DIST_PATH names a folder without Electron (no ${file}).`);
  return { folder, version: readFileSync(file, 'utf8').trim().replace(/^v/, '') };
}

function updatesUrl(text: string | null): string | null {
  if (text === null) return null;
  if (URL.canParse(text) && new URL(text).protocol === 'https:') return text;
  throw new Error(`ENROLL_UPDATES_URL is "${text}"; updates are only taken from an https address.`);
}
