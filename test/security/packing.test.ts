import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

/** What packing is told, before scripts/package.ts adds the flavour. */
function packing(): Record<string, unknown> {
  const path = new URL('../../electron-builder.yml', import.meta.url);
  return parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
}

test('the fuses of the program that is shipped, to the letter', () => {
  expect(packing()['electronFuses']).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
});

test('all is packed into one archive that is checked, and addons alone lie beside it', () => {
  const { asar, asarUnpack, electronFuses } = packing();
  expect(asar).toEqual({ smartUnpack: false });
  expect(asarUnpack).toEqual(['**/*.node', '**/node_modules/@duckdb/node-bindings-*/*duckdb*']);
  expect(electronFuses).toMatchObject({ enableEmbeddedAsarIntegrityValidation: true, onlyLoadAppFromAsar: true });
});
