import { Arch, build, Platform } from 'electron-builder';
import type { Configuration } from 'electron-builder';
import { ROOT } from '../run.ts';
import type { PackageSettings } from './settings.ts';

/** Where it is packed to, and whether the system's installers are made, too. */
interface PackOptions {
  readonly output: string;
  readonly installers: boolean;
}

/**
 * Packs dist/ for this machine by electron-builder.yml.
 * @returns the folder of the unpacked app; the installers are beside it
 * @throws Error of electron-builder, for instance when Electron's runtime can't be downloaded
 */
export async function pack(settings: PackageSettings, { output, installers }: PackOptions): Promise<string> {
  const targets = Platform.current().createTarget(installers ? null : 'dir', archOfThisMachine());
  let folder = output;
  const noteFolder = ({ appOutDir }: { appOutDir: string }): void => {
    folder = appOutDir;
  };
  await build({
    projectDir: ROOT,
    targets,
    publish: 'never',
    config: { ...additions(settings, output), afterPack: noteFolder },
  });
  return folder;
}

/** What the environment adds to electron-builder.yml. */
export function additions({ flavour, runtime, updatesUrl }: PackageSettings, output: string): Configuration {
  return {
    directories: { output },
    electronFuses: { enableNodeCliInspectArguments: flavour === 'test' },
    ...(runtime && { electronDist: runtime.folder, electronVersion: runtime.version }),
    ...(updatesUrl !== null && { publish: { provider: 'generic', url: updatesUrl } }),
  };
}

function archOfThisMachine(): Arch {
  return process.arch === 'arm64' ? Arch.arm64 : Arch.x64;
}
