import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package that is shipped, and under which licence. */
interface Licensed {
  readonly name: string;
  readonly version: string;
  /** As its author names it: 'MIT', 'Apache-2.0'. */
  readonly licence: string;
  /** Which of the texts is its own; null where the package has none. */
  readonly text: number | null;
}

/** The licences of what is shipped. Many packages share one text, so texts stand once. */
export interface Licences {
  readonly packages: readonly Licensed[];
  readonly texts: readonly string[];
}

/** What is read of a package in package-lock.json. */
interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** package-lock.json, as far as it is read: packages by the folder they lie in. */
export type Lockfile = Readonly<Record<string, Locked>>;

/** The runtime is shipped beside the program; what it is made of itself stands in its own file, LICENSES.chromium.html. */
const RUNTIME = ['electron'];

/** What Vite puts into the page, with all that it needs. */
const BUNDLED = ['@cloudscape-design/components', '@cloudscape-design/global-styles', 'react', 'react-dom', 'zustand'];

/**
 * Collects the licences of every package that is shipped: the program's dependencies and what is bundled into the page, with all that
 * they need.
 * @param root the project's folder
 * @throws Error where a package is not in the lockfile's tree
 */
export function collectLicences(root: string): Licences {
  const manifest = readJson<{ dependencies: Record<string, string> }>(join(root, 'package.json'));
  const lock = readJson<{ packages: Lockfile }>(join(root, 'package-lock.json')).packages;
  const names = [...Object.keys(manifest.dependencies), ...BUNDLED];
  const folders = shippedFolders(lock, names);
  for (const name of RUNTIME) folders.add(`node_modules/${name}`);
  const texts: string[] = [];
  const packages = [...folders].flatMap((folder) => {
    const { version = '', license: licence = 'not named' } = lock[folder] ?? {};
    // Of another system: in the lockfile, and not on this computer.
    if (!existsSync(join(root, folder))) return [];
    const name = folder.split('node_modules/').at(-1) ?? folder;
    return [{ name, version, licence, text: textIndex(texts, licenceText(join(root, folder))) }];
  });
  return { packages: packages.sort(byName), texts };
}

/** The folders of packages and of all that they need, as Node finds them: in their own node_modules, else further out. */
export function shippedFolders(lock: Lockfile, names: readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (name: string, from: string, needed: boolean): void => {
    const folder = resolve(lock, name, from);
    if (folder === null) {
      if (needed) throw new Error(`${name}, which ${from === '' ? 'package.json' : from} needs, is not installed`);
      return;
    }
    if (found.has(folder)) return;
    found.add(folder);
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = lock[folder] ?? {};
    for (const each of Object.keys(dependencies)) visit(each, folder, true);
    for (const each of Object.keys({ ...optionalDependencies, ...peerDependencies })) visit(each, folder, false);
  };
  for (const name of names) visit(name, '', true);
  return found;
}

function resolve(lock: Lockfile, name: string, from: string): string | null {
  const here = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
  if (lock[here]) return here;
  if (from === '') return null;
  return resolve(lock, name, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))));
}

function licenceText(folder: string): string | null {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)(\.|-|$)/iu.test(name));
  return file === undefined ? null : readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
}

function textIndex(texts: string[], text: string | null): number | null {
  if (text === null) return null;
  const known = texts.indexOf(text);
  return known < 0 ? texts.push(text) - 1 : known;
}

function byName(a: Licensed, b: Licensed): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1;
}

function readJson<T>(path: string): T {
  // The project's own files, in npm's form.
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}
