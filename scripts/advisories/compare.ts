import type { Advisory } from './read-advisories.ts';
import { isIn } from './version-range.ts';

/** A package that the lockfile pins. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** Whether it is shipped with the program; else it builds or tests it. */
  readonly shipped: boolean;
}

/** Every package of a package-lock.json, each version once. */
export function lockedPackages(lock: {
  readonly packages: Readonly<
    Record<string, { readonly name?: string; readonly version?: string; readonly dev?: boolean }>
  >;
}): LockedPackage[] {
  const found = new Map<string, LockedPackage>();
  for (const [folder, { name: alias, version, dev }] of Object.entries(lock.packages)) {
    if (folder === '' || version === undefined) continue;
    const name = alias ?? folder.split('node_modules/').at(-1) ?? folder;
    const key = `${name}@${version}`;
    found.set(key, { name, version, shipped: dev !== true || found.get(key)?.shipped === true });
  }
  return [...found.values()];
}

/**
 * Which of the packages an advisory is about, a sentence each. A range that is not understood counts as one that has the version: better one
 * look too many.
 */
export function affectedPackages(packages: readonly LockedPackage[], advisories: readonly Advisory[]): string[] {
  const sentences = advisories.flatMap(({ id, name, affected, title }) =>
    packages
      .filter((each) => each.name === name)
      .flatMap(({ version, shipped }) => {
        const hits = affected.filter((range) => isIn(version, range) !== false);
        const [hit] = hits;
        if (hit === undefined) return [];
        const doubt = isIn(version, hit) === null ? ` (the range '${hit}' is not understood: look yourself)` : '';
        return [
          `${name}@${version}, ${shipped ? 'shipped' : 'a tool'}: ${id}${title === '' ? '' : `, ${title}`}${doubt}`,
        ];
      }),
  );
  return [...new Set(sentences)].toSorted();
}
