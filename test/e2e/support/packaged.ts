import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { ROOT } from './desk.ts';
import type { Home } from './desk.ts';
import { switches } from './electron-desk.ts';
import { endOf, within } from './window-from-outside.ts';

/** An unpacked app as `npm run package` makes it. */
export interface Packaged {
  readonly binary: string;
  readonly resources: string;
}

/** Runs `npm run package` for a flavour. @param folder where to */
export async function packFlavour(flavour: 'shipped' | 'test', folder: string): Promise<Packaged> {
  rmSync(folder, { recursive: true, force: true });
  await promisify(execFile)(process.execPath, [`${ROOT}scripts/package.ts`, `--out=${folder}`], {
    env: { ...process.env, ENROLL_PACKAGE_FLAVOUR: flavour, ENROLL_UPDATES_URL: '' },
    maxBuffer: 16 * 1024 * 1024,
  });
  const unpacked = readdirSync(folder).find((name) => name.endsWith('-unpacked'));
  if (unpacked === undefined) throw new Error(`Nothing was packed into ${folder}.`);
  return {
    binary: join(folder, unpacked, 'enrollment-desk'),
    resources: join(folder, unpacked, 'resources'),
  };
}

/** The files in the archive, with '/' between folders. */
export function archived({ resources }: Packaged): string[] {
  return listPackage(join(resources, 'app.asar'), { isPack: false }).map((path) => path.replaceAll('\\', '/'));
}

/** The files of the resources folder that are not in an archive, from there. */
export function besideArchive({ resources }: Packaged): string[] {
  return readdirSync(resources, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(resources.length + 1))
    .sort();
}

/** The fuses of the binary by name, on or off. */
export async function fusesOf({ binary }: Packaged): Promise<Record<string, boolean>> {
  const wire = await getCurrentFuseWire(binary);
  const fuses: Record<string, boolean> = {};
  for (const [key, state] of Object.entries(wire)) {
    const fuse = FuseV1Options[Number(key)];
    if (fuse !== undefined) fuses[fuse] = state === FuseState.ENABLE;
  }
  return fuses;
}

/** What a start did that was asked to be another program. */
export interface Misuse {
  /** It started as the app after all: its ledger was made. */
  readonly startedAsApp: boolean;
  /** ELECTRON_RUN_AS_NODE made it run a script. */
  readonly ranAsNode: boolean;
  /** NODE_OPTIONS made it load a module. */
  readonly tookNodeOptions: boolean;
  /** --inspect opened a debugger. */
  readonly listened: boolean;
}

/** Starts the app in every way that would make it run foreign code, waits until it is there, and ends it. */
export async function misuse({ binary }: Packaged, home: Home): Promise<Misuse> {
  const folder = mkdtempSync(join(tmpdir(), 'enrollment-desk-misuse-'));
  const [byNode, byOptions, module] = ['node', 'options', 'module.cjs'].map((name) => join(folder, name));
  writeFileSync(String(module), `require('node:fs').writeFileSync(${JSON.stringify(byOptions)}, '')`);
  const child = spawn(
    binary,
    ['--inspect=0', ...switches(home), `--eval=require('node:fs').writeFileSync(${JSON.stringify(byNode)}, '')`],
    { env: { ...home.environment, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require=${module}` }, stdio: 'pipe' },
  );
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ledger = join(home.folder, 'ledger.db');
  await Promise.race([ended, within(30_000, () => existsSync(ledger) || undefined).catch(() => undefined)]);
  await endOf(child, ended);
  const seen = {
    startedAsApp: existsSync(ledger),
    ranAsNode: existsSync(String(byNode)),
    tookNodeOptions: existsSync(String(byOptions)),
    listened: said.includes('Debugger listening'),
  };
  home.remove();
  rmSync(folder, { recursive: true });
  return seen;
}
