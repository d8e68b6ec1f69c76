import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

test('npm scripts run under the Node that the project brings, and where it brings none under 24 or later', () => {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const brought = Object.entries(manifest.optionalDependencies).find(
    ([name]) => name === `node-${system}-${process.arch}`,
  );
  if (brought === undefined) expect(Number(process.versions.node.split('.')[0])).toBeGreaterThanOrEqual(24);
  else expect([process.version, process.execPath.includes(brought[0])]).toEqual([`v${brought[1]}`, true]);
  expect(Number(process.versions.napi)).toBeGreaterThanOrEqual(10);
});

test("a test that loads 'electron' is told off", async () => {
  await expect(import('electron')).rejects.toThrow("A unit test loaded 'electron'");
});
