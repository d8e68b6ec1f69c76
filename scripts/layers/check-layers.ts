import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { circlesOf } from './circles.ts';
import { BUILTINS, COMMANDS, PACKAGES, type LoadRule } from './packages.ts';
import { isUnder, mayImportFile, placeOf, type Place } from './places.ts';
import { readImports, type Import, type ReadFile } from './read-imports.ts';
import type { SourceFile } from './source-file.ts';

/**
 * Checks every import of every file against CONTRIBUTING.md, 'Layout and layers'.
 * @param files all TypeScript sources of the project
 * @param dependencies the names of package.json's dependencies and devDependencies
 * @returns one sentence a breach, in the order of the files; empty when all is well
 */
export function checkLayers(files: readonly SourceFile[], dependencies: readonly string[]): string[] {
  const read = files.map(({ path, source }) => ({ path, ...readImports(path, source) }));
  return [...checkPackageList(dependencies), ...read.flatMap(checkFile), ...circlesOf(read)];
}

function checkPackageList(dependencies: readonly string[]): string[] {
  const known = new Set([...Object.keys(PACKAGES), ...COMMANDS]);
  const listed = new Set(dependencies);
  return [
    ...dependencies
      .filter((name) => !known.has(name))
      .map(
        (name) =>
          `package.json lists '${name}', which scripts/layers/packages.ts does not: say there where it may run.`,
      ),
    ...[...known]
      .filter((name) => !listed.has(name))
      .map((name) => `scripts/layers/packages.ts lists '${name}', which package.json does not: take it out there.`),
  ];
}

function checkFile({ path, imports, defaultExportLine }: ReadFile): string[] {
  const place = placeOf(path);
  if (place === undefined) return [`${path}:1 is in no folder that CONTRIBUTING.md, 'Layout and layers', knows.`];
  const breaches = imports.map((found) => checkImport(path, place, found)).filter((sentence) => sentence !== undefined);
  if (defaultExportLine !== undefined && place.name !== 'tool configs') {
    breaches.push(`${path}:${defaultExportLine} has a default export; export it by name.`);
  }
  return breaches;
}

function checkImport(path: string, place: Place, { specifier, line }: Import): string | undefined {
  const says = `${path}:${line} imports`;
  if (specifier.startsWith('.')) return checkFileImport(path, place, specifier, says);
  if (isBuiltin(specifier)) return checkBuiltin(path, place, specifier, says);
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  const rule = PACKAGES[name];
  if (rule === undefined) {
    return `${says} '${specifier}', a package that scripts/layers/packages.ts does not list: say there where it may run.`;
  }
  return checkLoad(path, place, `'${specifier}'`, rule, says);
}

function checkFileImport(path: string, place: Place, specifier: string, says: string): string | undefined {
  const target = posix.normalize(posix.join(posix.dirname(path), specifier));
  if (/\.test\.tsx?$/.test(target)) return `${says} ${target}; tests are imported by nothing.`;
  if (place.environment === 'test' || mayImportFile(place, target)) return undefined;
  return `${says} ${target}; ${place.name} may import ${list([place.path, ...place.mayImport])}.`;
}

function checkBuiltin(path: string, place: Place, specifier: string, says: string): string | undefined {
  if (!specifier.startsWith('node:')) return `${says} '${specifier}'; write 'node:${specifier}'.`;
  if (place.environment === 'test' || place.environment === 'tool') return undefined;
  const rule = BUILTINS[specifier.slice('node:'.length)];
  if (rule === undefined) {
    return `${says} '${specifier}', a builtin that scripts/layers/packages.ts does not list: say there where it may run.`;
  }
  return checkLoad(path, place, `'${specifier}'`, rule, says);
}

function checkLoad(path: string, place: Place, what: string, rule: LoadRule, says: string): string | undefined {
  const { environments, only } = rule;
  const named = only?.some((allowed) => isUnder(path, allowed)) === true;
  if (place.environment === 'test') {
    const keptFromTests = only?.some((allowed) => allowed.startsWith('test/')) === true;
    if (named || !keptFromTests) return undefined;
  }
  if (place.environment === 'tool' && (named || environments.includes('tool') || environments.includes('node'))) {
    return undefined;
  }
  if (only !== undefined && !named) return `${says} ${what}, which only ${list(only)} may import.`;
  if (environments.includes(place.environment)) return undefined;
  return `${says} ${what}, which runs in ${list(environments)} only; ${place.name} is ${place.environment}.`;
}

/** 'a', 'a and b', 'a, b and c'. */
function list(words: readonly string[]): string {
  const last = words.at(-1) ?? 'nothing';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
