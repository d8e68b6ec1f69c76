import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

test('npm scripts run under the Node 24 that the project brings, not the one of the machine', () => {
  expect(process.version).toBe(`v${manifest.devDependencies.node}`);
  expect(process.execPath).toContain('node_modules');
  expect(Number(process.versions.napi)).toBeGreaterThanOrEqual(10);
});

test("a test that loads 'electron' is told off", async () => {
  await expect(import('electron')).rejects.toThrow("A unit test loaded 'electron'");
});
