import { describe, expect, test } from 'vitest';
import { checkLayers } from '../../scripts/layers/check-layers.ts';
import { COMMANDS, PACKAGES } from '../../scripts/layers/packages.ts';
import { readDependencies, readSources } from '../../scripts/layers/read-tree.ts';

const ROOT = new URL('../../', import.meta.url);
const LISTED = [...Object.keys(PACKAGES), ...COMMANDS];

/** The breaches of a made-up tree: path to source. */
function breachesOf(tree: Record<string, string>): string[] {
  return checkLayers(
    Object.entries(tree).map(([path, source]) => ({ path, source })),
    LISTED,
  );
}

test('the real tree crosses no layer', () => {
  expect(checkLayers(readSources(ROOT), readDependencies(ROOT))).toEqual([]);
});

describe('a breach is one sentence: place, what is imported, what may be', () => {
  test.each([
    [
      'shared/contract/a.ts',
      "import { readFileSync } from 'node:fs';",
      "shared/contract/a.ts:1 imports 'node:fs', which runs in node and electron only; shared/contract is shared.",
    ],
    [
      'main/core/enrolment/subsets/repo.ts',
      "import Database from 'better-sqlite3';",
      "main/core/enrolment/subsets/repo.ts:1 imports 'better-sqlite3', which only main/core/sqlite/sqlite.ts may import.",
    ],
    [
      'main/core/enrolment/a.ts',
      "export { oc } from '@orpc/contract';",
      "main/core/enrolment/a.ts:1 imports '@orpc/contract', which only shared/contract/, main/rpc/ and renderer/api.ts may import.",
    ],
    [
      'main/core/a.ts',
      "import { app } from 'electron';",
      "main/core/a.ts:1 imports 'electron', which only main/hosts/desktop/, scripts/, test/e2e/, test/architecture/ and test/security/ may import.",
    ],
    [
      'main/hosts/desktop/preload/a.ts',
      "import { join } from 'node:path';",
      "main/hosts/desktop/preload/a.ts:1 imports 'node:path', which runs in node and electron only; main/hosts/desktop/preload is preload.",
    ],
    [
      'renderer/features/a/page.tsx',
      "import Box from '@cloudscape-design/components/box';",
      "renderer/features/a/page.tsx:1 imports '@cloudscape-design/components/box', which only renderer/ui/ may import.",
    ],
    [
      'renderer/app/a.ts',
      "import { createServer } from 'node:http';",
      "renderer/app/a.ts:1 imports 'node:http', which only main/hosts/web/, main/rpc/, main/core/sandbox/ and main/core/aws/sign-in/ may import.",
    ],
    [
      'main/rpc/a.ts',
      "import { useState } from 'react';",
      "main/rpc/a.ts:1 imports 'react', which runs in browser only; main/rpc is node.",
    ],
    ['main/core/a.ts', "import { join } from 'path';", "main/core/a.ts:1 imports 'path'; write 'node:path'."],
    [
      'main/core/a.ts',
      "import { b } from './b.test.ts';",
      'main/core/a.ts:1 imports main/core/b.test.ts; tests are imported by nothing.',
    ],
    ['renderer/app/a.ts', 'export default 1;', 'renderer/app/a.ts:1 has a default export; export it by name.'],
    ['lib/a.ts', '', "lib/a.ts:1 is in no folder that CONTRIBUTING.md, 'Layout and layers', knows."],
    [
      'main/core/a.ts',
      'const a = 1; export { a as default };',
      'main/core/a.ts:1 has a default export; export it by name.',
    ],
  ])('%s: %s', (path, source, sentence) => {
    expect(breachesOf({ [path]: source })).toEqual([sentence]);
  });
});

describe('what nobody has thought about is an error', () => {
  test('a package that no list names', () => {
    expect(breachesOf({ 'main/core/a.ts': "import left from 'left-pad';" })).toEqual([
      "main/core/a.ts:1 imports 'left-pad', a package that scripts/layers/packages.ts does not list: say there where it may run.",
    ]);
  });

  test('a builtin that no list names', () => {
    expect(breachesOf({ 'main/core/a.ts': "import vm from 'node:vm';" })).toEqual([
      "main/core/a.ts:1 imports 'node:vm', a builtin that scripts/layers/packages.ts does not list: say there where it may run.",
    ]);
  });

  test('a dependency of package.json without a rule, and a rule without a dependency', () => {
    const dependencies = [...LISTED.filter((name) => name !== 'zod'), 'left-pad'];
    expect(checkLayers([], dependencies)).toEqual([
      "package.json lists 'left-pad', which scripts/layers/packages.ts does not: say there where it may run.",
      "scripts/layers/packages.ts lists 'zod', which package.json does not: take it out there.",
    ]);
  });
});

describe('every way to import counts', () => {
  test.each([
    ['import()', "\n\nconst m = await import('electron');"],
    ['import type', "\n\nimport type { App } from 'electron';"],
    ["import('…').T", "\n\nexport let app: import('electron').App;"],
    ['export from', "\n\nexport { app } from 'electron';"],
    ['export *', "\n\nexport * from 'electron';"],
    ['require()', "\n\nconst m = require('electron');"],
    ['require.resolve()', "\n\nconst m = require.resolve('electron');"],
    ['a bare import', "\n\nimport 'electron';"],
  ])('%s', (_form, source) => {
    expect(breachesOf({ 'main/core/a.ts': source })).toEqual([
      "main/core/a.ts:3 imports 'electron', which only main/hosts/desktop/, scripts/, test/e2e/, test/architecture/ and test/security/ may import.",
    ]);
  });

  test('not what only looks like one, in a text or a comment', () => {
    expect(breachesOf({ 'main/core/a.ts': "// import 'electron'\nexport const a = \"import 'electron'\";" })).toEqual(
      [],
    );
  });
});

test('files that import each other, types counted in, are a circle; so are three', () => {
  const tree = {
    'main/core/ledger/a.ts': "import type { B } from './b.ts';",
    'main/core/ledger/b.ts': "import { c } from './c.ts'; import type { A } from './a.ts';",
    'main/core/ledger/c.ts': "export type { A } from './a.ts';",
    'main/core/ledger/d.ts': "import { a } from './a.ts';",
    'main/core/ledger/d.test.ts': "import { d } from './d.ts';",
  };
  const [a, b, c] = ['main/core/ledger/a.ts', 'main/core/ledger/b.ts', 'main/core/ledger/c.ts'];
  expect(breachesOf(tree)).toEqual([
    `${a} imports ${b} imports ${c} imports ${a}: a circle. Put what they share into a file of its own.`,
    `${a} imports ${b} imports ${a}: a circle. Put what they share into a file of its own.`,
  ]);
});

test('what points down is allowed', () => {
  expect(
    breachesOf({
      'shared/contract/a.ts': "import { oc } from '@orpc/contract'; import { id } from '../domain/account-id.ts';",
      'main/core/ledger/a.ts':
        "import type { Clock } from '../time/clock.ts'; import { z } from '../../../shared/domain/z.ts';",
      'main/core/sqlite/sqlite.ts': "import Database from 'better-sqlite3';",
      'main/core/enrolment/subsets/service.ts':
        "import { repo } from '../accounts/repo.ts'; import { open } from '../../ledger/open.ts';",
      'main/rpc/router.ts': "import { implement } from '@orpc/server'; import { core } from '../core/core.ts';",
      'main/hosts/cli/main.ts': "import { Command } from 'commander'; import { serve } from '../web/serve.ts';",
      'main/hosts/desktop/window.ts': "import { BrowserWindow } from 'electron';",
      'renderer/api.ts':
        "import { createORPCClient } from '@orpc/client'; import type { c } from '../shared/contract/c.ts';",
      'renderer/ui/box.tsx': "export { Box } from '@cloudscape-design/components/box';",
      'renderer/features/mpas/page.tsx': "import { useState } from 'react'; import { Box } from '../../ui/box.tsx';",
      'main/core/ledger/a.test.ts': "import Database from 'better-sqlite3'; import { test } from 'vitest';",
    }),
  ).toEqual([]);
});
