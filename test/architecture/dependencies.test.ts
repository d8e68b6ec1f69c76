import { expect, test } from 'vitest';
import lock from '../../package-lock.json' with { type: 'json' };
import manifest from '../../package.json' with { type: 'json' };

interface Locked {
  version?: string;
  optionalDependencies?: Readonly<Record<string, string>>;
}

const packages: Readonly<Record<string, Locked>> = lock.packages;

/** Name and version of every installed copy of a package, also of nested ones. */
function copies(matches: (name: string) => boolean): [name: string, version: string | undefined][] {
  return Object.entries(packages)
    .map(([path, { version }]) => [path.split('node_modules/').at(-1) ?? '', version] as [string, string | undefined])
    .filter(([name]) => matches(name));
}

test('every pin of package.json is an exact version', () => {
  const pins = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.overrides });
  expect(pins.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

test('every @orpc package of the lockfile is 1.16.1, and its MessagePort adapter is there', async () => {
  const orpc = copies((name) => name.startsWith('@orpc/'));
  expect(orpc.map(([name]) => name)).toContain('@orpc/client');
  expect(orpc.filter(([, version]) => version !== '1.16.1')).toEqual([]);
  expect(await import('@orpc/client/message-port')).toHaveProperty('RPCLink');
  expect(await import('@orpc/server/message-port')).toHaveProperty('RPCHandler');
});

test('only one copy of React and one of zod is installed', () => {
  expect(
    copies((name) => ['react', 'react-dom', 'zod'].includes(name))
      .map(([name]) => name)
      .sort(),
  ).toEqual(['react', 'react-dom', 'zod']);
});

test('the only install script that is wanted is the one that brings Node', () => {
  expect(manifest.allowScripts).toEqual({ node: true });
});

test('npm ci works: each package for another platform is locked too, also where a registry did not show it', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
    ),
  );
  expect(missing).toEqual([]);
});
