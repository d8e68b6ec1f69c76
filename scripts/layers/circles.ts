import { posix } from 'node:path';
import type { ReadFile } from './read-imports.ts';

/**
 * The circles of files, tests aside, that import each other, imports of types counted in.
 * @returns one sentence a circle, its files in the order in which they import each other
 */
export function circlesOf(files: readonly ReadFile[]): string[] {
  const own = files.filter(({ path }) => /^(shared|main|renderer|scripts)\//.test(path) && !/\.test\.tsx?$/.test(path));
  const paths = new Set(own.map(({ path }) => path));
  const imports = new Map(own.map((file) => [file.path, importedBy(file, paths)]));
  const done = new Set<string>();
  const found = new Map<string, string>();
  const walk = (path: string, way: readonly string[]): void => {
    const from = way.indexOf(path);
    if (from >= 0) {
      const circle = way.slice(from);
      found.set([...circle].sort().join(), sentence(circle));
    } else if (!done.has(path)) {
      for (const next of imports.get(path) ?? []) walk(next, [...way, path]);
      done.add(path);
    }
  };
  for (const path of paths) walk(path, []);
  return [...found.values()];
}

function importedBy({ path, imports }: ReadFile, paths: ReadonlySet<string>): string[] {
  const targets = imports.map(({ specifier }) => posix.normalize(posix.join(posix.dirname(path), specifier)));
  return [...new Set(targets)].filter((target) => paths.has(target) && target !== path);
}

function sentence(circle: readonly string[]): string {
  return `${[...circle, circle[0]].join(' imports ')}: a circle. Put what they share into a file of its own.`;
}
