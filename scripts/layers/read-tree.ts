import { readdirSync, readFileSync } from 'node:fs';
import type { SourceFile } from './source-file.ts';

const FOLDERS = ['shared', 'main', 'renderer', 'test', 'scripts'];

/** All TypeScript sources under a project's root, in a stable order. Type declarations (`.d.ts`) are left out. */
export function readSources(root: URL): SourceFile[] {
  const configs = readdirSync(root).filter((name) => name.endsWith('.config.ts'));
  const sources = FOLDERS.flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  );
  return [...configs, ...sources]
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
    .sort()
    .map((path) => ({ path, source: readFileSync(new URL(path, root), 'utf8') }));
}

/** The names of a project's dependencies and devDependencies. */
export function readDependencies(root: URL): string[] {
  const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
    dependencies?: Record<string, string>;
    devDependencies?: Record<string, string>;
  };
  return Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
}
