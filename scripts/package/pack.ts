import { Arch, build, Platform } from 'electron-builder';
import type { Configuration } from 'electron-builder';
import { ROOT } from '../run.ts';
import type { Flavour, PackageSettings } from './settings.ts';

/** The folder that a flavour is packed into. */
export function outputFolder(flavour: Flavour): string {
  return `${ROOT}${flavour === 'shipped' ? 'release' : 'test-results/packaged'}`;
}

/**
 * Packs dist/ for this machine by electron-builder.yml.
 * @param options installers: the system's own installers too; without it the unpacked app alone
 * @returns the folder that has it
 * @throws Error of electron-builder, for instance when Electron's runtime can't be downloaded
 */
export async function pack(settings: PackageSettings, { installers }: { installers: boolean }): Promise<string> {
  const output = outputFolder(settings.flavour);
  const target = Platform.current().createTarget(installers ? null : 'dir', archOfThisMachine());
  await build({ projectDir: ROOT, targets: target, publish: 'never', config: additions(settings, output) });
  return output;
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
