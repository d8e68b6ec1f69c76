import { describe, expect, test } from 'vitest';
import { checkLayers } from '../../scripts/layers/check-layers.ts';
import { COMMANDS, PACKAGES } from '../../scripts/layers/packages.ts';
import { mayImportFile, placeOf, PLACES } from '../../scripts/layers/places.ts';

const LISTED = [...Object.keys(PACKAGES), ...COMMANDS];

/** Each place, an import that breaks its rule, and what is said to it. */
const BROKEN: readonly (readonly [path: string, source: string, sentence: string])[] = [
  [
    'shared/domain/a.ts',
    "import { b } from '../contract/index.ts';",
    'shared/domain/a.ts:1 imports shared/contract/index.ts; shared/domain may import shared/domain/.',
  ],
  [
    'shared/contract/a.ts',
    "import { b } from '../../main/core/core.ts';",
    'shared/contract/a.ts:1 imports main/core/core.ts; shared/contract may import shared/contract/ and shared/domain/.',
  ],
  [
    'main/core/time/a.ts',
    "import { b } from '../ledger/context.ts';",
    'main/core/time/a.ts:1 imports main/core/ledger/context.ts; main/core/time may import main/core/time/ and shared/.',
  ],
  [
    'main/core/files/a.ts',
    "import { b } from '../sqlite/sqlite.ts';",
    'main/core/files/a.ts:1 imports main/core/sqlite/sqlite.ts; main/core/files may import main/core/files/ and shared/.',
  ],
  [
    'main/core/log/a.ts',
    "import { b } from '../ledger/context.ts';",
    'main/core/log/a.ts:1 imports main/core/ledger/context.ts; main/core/log may import main/core/log/, shared/, main/core/time/ and main/core/files/.',
  ],
  [
    'main/core/sqlite/a.ts',
    "import { b } from '../ledger/lock.ts';",
    'main/core/sqlite/a.ts:1 imports main/core/ledger/lock.ts; main/core/sqlite may import main/core/sqlite/, shared/ and main/core/files/.',
  ],
  [
    'main/core/duckdb/a.ts',
    "import { b } from '../billing/a.ts';",
    'main/core/duckdb/a.ts:1 imports main/core/billing/a.ts; main/core/duckdb may import main/core/duckdb/, shared/ and main/core/files/.',
  ],
  [
    'main/core/ledger/a.ts',
    "import { b } from '../runtime/procedure.ts';",
    'main/core/ledger/a.ts:1 imports main/core/runtime/procedure.ts; main/core/ledger may import main/core/ledger/, shared/, main/core/time/, main/core/files/ and main/core/sqlite/.',
  ],
  [
    'main/core/runtime/a.ts',
    "import { b } from '../enrolment/subsets/repo.ts';",
    'main/core/runtime/a.ts:1 imports main/core/enrolment/subsets/repo.ts; main/core/runtime may import main/core/runtime/, shared/, main/core/time/, main/core/files/, main/core/log/, main/core/sqlite/, main/core/duckdb/ and main/core/ledger/.',
  ],
  [
    'main/core/spreadsheets/a.ts',
    "import type { b } from '../ledger/context.ts';",
    'main/core/spreadsheets/a.ts:1 imports main/core/ledger/context.ts; main/core/spreadsheets may import main/core/spreadsheets/, shared/, main/core/files/ and main/core/runtime/start-thread.ts.',
  ],
  [
    'main/core/templates/a.ts',
    "import { b } from '../sandbox/world.ts';",
    'main/core/templates/a.ts:1 imports main/core/sandbox/world.ts; main/core/templates may import main/core/templates/ and shared/.',
  ],
  [
    'main/core/history/a.ts',
    "import { b } from '../enrolment/mpas/repo.ts';",
    'main/core/history/a.ts:1 imports main/core/enrolment/mpas/repo.ts; main/core/history may import main/core/history/, shared/, main/core/sqlite/, main/core/ledger/ and main/core/runtime/.',
  ],
  [
    'main/core/enrolment/a.ts',
    "import { b } from '../aws/index.ts';",
    'main/core/enrolment/a.ts:1 imports main/core/aws/index.ts; main/core/enrolment may import main/core/enrolment/, shared/, main/core/time/, main/core/files/, main/core/sqlite/, main/core/ledger/, main/core/runtime/ and main/core/spreadsheets/.',
  ],
  [
    'main/core/billing/a.ts',
    "import { b } from '../sandbox/world-file.ts';",
    'main/core/billing/a.ts:1 imports main/core/sandbox/world-file.ts; main/core/billing may import main/core/billing/, shared/, main/core/time/, main/core/files/, main/core/sqlite/, main/core/duckdb/, main/core/ledger/, main/core/runtime/, main/core/spreadsheets/ and main/core/aws/.',
  ],
  [
    'main/core/aws/a.ts',
    "import { b } from '../sandbox/world-file.ts';",
    'main/core/aws/a.ts:1 imports main/core/sandbox/world-file.ts; main/core/aws may import main/core/aws/, shared/, main/core/time/, main/core/files/, main/core/log/, main/core/runtime/ and main/core/templates/.',
  ],
  [
    'main/core/sandbox/a.ts',
    "import { b } from '../ledger/lock.ts';",
    'main/core/sandbox/a.ts:1 imports main/core/ledger/lock.ts; main/core/sandbox may import main/core/sandbox/, shared/, main/core/time/, main/core/files/, main/core/sqlite/, main/core/duckdb/, main/core/runtime/ and main/core/templates/.',
  ],
  [
    'main/core/diagnose/a.ts',
    "import { b } from '../aws/index.ts';",
    'main/core/diagnose/a.ts:1 imports main/core/aws/index.ts; main/core/diagnose may import main/core/diagnose/, shared/, main/core/time/, main/core/files/, main/core/log/, main/core/sqlite/ and main/core/ledger/.',
  ],
  [
    'main/core/about/a.ts',
    "import { b } from '../ledger/lock.ts';",
    'main/core/about/a.ts:1 imports main/core/ledger/lock.ts; main/core/about may import main/core/about/, shared/, main/core/runtime/ and main/core/diagnose/.',
  ],
  [
    'main/core/demo/a.ts',
    "import { b } from '../rehearsals/demo/demo.ts';",
    'main/core/demo/a.ts:1 imports main/core/rehearsals/demo/demo.ts; main/core/demo may import main/core/demo/, shared/ and main/core/runtime/.',
  ],
  [
    'main/core/core.ts',
    "import { b } from './rehearsals/demo/demo.ts';",
    'main/core/core.ts:1 imports main/core/rehearsals/demo/demo.ts; main/core may import main/core/*, shared/, main/core/time/, main/core/files/, main/core/log/, main/core/duckdb/, main/core/ledger/, main/core/runtime/, main/core/history/, main/core/enrolment/, main/core/billing/, main/core/aws/, main/core/sandbox/, main/core/about/ and main/core/demo/.',
  ],
  [
    'main/core/a.ts',
    "import { b } from './sqlite/sqlite.ts';",
    'main/core/a.ts:1 imports main/core/sqlite/sqlite.ts; main/core may import main/core/*, shared/, main/core/time/, main/core/files/, main/core/log/, main/core/duckdb/, main/core/ledger/, main/core/runtime/, main/core/history/, main/core/enrolment/, main/core/billing/, main/core/aws/, main/core/sandbox/, main/core/about/ and main/core/demo/.',
  ],
  [
    'main/core/rehearsals/a.ts',
    "import { b } from '../aws/index.ts';",
    'main/core/rehearsals/a.ts:1 imports main/core/aws/index.ts; main/core/rehearsals may import main/core/rehearsals/, shared/, main/core/*, main/core/time/, main/core/files/, main/core/log/, main/core/sqlite/, main/core/duckdb/, main/core/ledger/, main/core/spreadsheets/ and main/core/sandbox/.',
  ],
  [
    'main/rpc/a.ts',
    "import { b } from '../core/enrolment/subsets/service.ts';",
    'main/rpc/a.ts:1 imports main/core/enrolment/subsets/service.ts; main/rpc may import main/rpc/, shared/, main/core/*, main/core/files/, main/core/log/ and main/core/runtime/.',
  ],
  [
    'main/hosts/bundle/a.ts',
    "import { b } from '../web/serve.ts';",
    'main/hosts/bundle/a.ts:1 imports main/hosts/web/serve.ts; main/hosts/bundle may import main/hosts/bundle/ and shared/.',
  ],
  [
    'main/hosts/setup/a.ts',
    "import { b } from '../cli/cli.ts';",
    'main/hosts/setup/a.ts:1 imports main/hosts/cli/cli.ts; main/hosts/setup may import main/hosts/setup/, shared/, main/core/*, main/core/files/, main/core/log/, main/core/rehearsals/, main/core/runtime/ and main/rpc/.',
  ],
  [
    'main/hosts/web/a.ts',
    "import { b } from '../../core/core.ts';",
    'main/hosts/web/a.ts:1 imports main/core/core.ts; main/hosts/web may import main/hosts/web/, shared/, main/core/files/, main/core/log/, main/core/time/, main/rpc/, main/hosts/setup/ and main/hosts/bundle/.',
  ],
  [
    'main/hosts/cli/a.ts',
    "import { b } from '../../core/enrolment/subsets/service.ts';",
    'main/hosts/cli/a.ts:1 imports main/core/enrolment/subsets/service.ts; main/hosts/cli may import main/hosts/cli/, shared/, main/core/*, main/core/diagnose/, main/core/files/, main/core/log/, main/core/rehearsals/, main/core/sandbox/, main/core/time/, main/rpc/, main/hosts/setup/ and main/hosts/web/.',
  ],
  [
    'main/hosts/desktop/preload/a.ts',
    "import { b } from '../window.ts';",
    'main/hosts/desktop/preload/a.ts:1 imports main/hosts/desktop/window.ts; main/hosts/desktop/preload may import main/hosts/desktop/preload/.',
  ],
  [
    'main/hosts/desktop/a.ts',
    "import { b } from '../../core/ledger/lock.ts';",
    'main/hosts/desktop/a.ts:1 imports main/core/ledger/lock.ts; main/hosts/desktop may import main/hosts/desktop/, shared/, main/core/files/, main/core/log/, main/core/duckdb/, main/rpc/, main/hosts/setup/ and main/hosts/bundle/.',
  ],
  [
    'renderer/ui/a.ts',
    "import { b } from '../session/act.ts';",
    'renderer/ui/a.ts:1 imports renderer/session/act.ts; renderer/ui may import renderer/ui/ and shared/.',
  ],
  [
    'renderer/session/a.ts',
    "import { b } from '../features/a.ts';",
    'renderer/session/a.ts:1 imports renderer/features/a.ts; renderer/session may import renderer/session/, shared/, renderer/api.ts and renderer/host.ts.',
  ],
  [
    'renderer/features/a.ts',
    "import { b } from '../app/app.tsx';",
    'renderer/features/a.ts:1 imports renderer/app/app.tsx; renderer/features may import renderer/features/, shared/, renderer/ui/, renderer/session/, renderer/api.ts and renderer/host.ts.',
  ],
  [
    'renderer/app/a.ts',
    "import { b } from '../../main/core/core.ts';",
    'renderer/app/a.ts:1 imports main/core/core.ts; renderer/app may import renderer/app/, shared/, renderer/ui/, renderer/session/, renderer/features/, renderer/api.ts and renderer/host.ts.',
  ],
  [
    'renderer/api.ts',
    "import { b } from './session/act.ts';",
    'renderer/api.ts:1 imports renderer/session/act.ts; renderer/api.ts may import renderer/api.ts and shared/.',
  ],
  [
    'renderer/host.ts',
    "import { b } from './session/act.ts';",
    'renderer/host.ts:1 imports renderer/session/act.ts; renderer/host.ts may import renderer/host.ts and shared/.',
  ],
  [
    'renderer/host/a.ts',
    "import { b } from '../session/act.ts';",
    'renderer/host/a.ts:1 imports renderer/session/act.ts; renderer/host may import renderer/host/, shared/ and renderer/host.ts.',
  ],
  [
    'renderer/a.ts',
    "import { b } from '../main/rpc/context.ts';",
    'renderer/a.ts:1 imports main/rpc/context.ts; renderer may import renderer/ and shared/.',
  ],
  [
    'scripts/lint/a.ts',
    "import { b } from '../run.ts';",
    'scripts/lint/a.ts:1 imports scripts/run.ts; tool configs may import scripts/lint/.',
  ],
  [
    'scripts/a.ts',
    "import { b } from '../main/core/core.ts';",
    'scripts/a.ts:1 imports main/core/core.ts; scripts may import scripts/.',
  ],
];

describe('every rule of a place, broken once', () => {
  test.each(BROKEN)('%s: %s', (path, source, sentence) => {
    expect(checkLayers([{ path, source }], LISTED)).toEqual([sentence]);
  });

  test('no place is forgotten; tests alone may import what they like', () => {
    const broken = new Set(BROKEN.map(([path]) => placeOf(path)?.name));
    expect(PLACES.filter(({ name }) => !broken.has(name)).map(({ name }) => name)).toEqual(['test']);
  });

  test('a folder of the core that is no zone is refused', () => {
    expect(checkLayers([{ path: 'main/core/else/a.ts', source: '' }], LISTED)).toEqual([
      "main/core/else/a.ts:1 is in no folder that CONTRIBUTING.md, 'Layout and layers', knows.",
    ]);
  });
});

test('no zone of main/ can come to know one that knows it', () => {
  const zones = PLACES.filter(({ name }) => name.startsWith('main/'));
  const file = ({ path }: { path: string }): string => path.replace(/\*?$/u, 'a.ts');
  const knows = new Map(
    zones.map((zone) => [
      zone.name,
      zones.filter((other) => other !== zone && mayImportFile(zone, file(other))).map(({ name }) => name),
    ]),
  );
  const reach = (name: string, seen: Set<string>): Set<string> => {
    for (const next of knows.get(name) ?? []) if (!seen.has(next)) reach(next, seen.add(next));
    return seen;
  };
  expect(zones.map(({ name }) => name).filter((name) => reach(name, new Set()).has(name))).toEqual([]);
});
