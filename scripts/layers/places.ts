/** Where code runs; decides which packages and Node builtins it may load. */
export type Environment = 'shared' | 'node' | 'electron' | 'preload' | 'browser' | 'test' | 'tool';

/** A part of the tree with one set of rules. */
export interface Place {
  /** As CONTRIBUTING.md writes it; also how a breach names it. */
  readonly name: string;
  readonly environment: Environment;
  /** A path prefix that ends in '/', or one exact file. */
  readonly path: string;
  /** Prefixes and exact files that it may import, besides itself. A trailing '*' means: files directly in that folder. */
  readonly mayImport: readonly string[];
}

/**
 * CONTRIBUTING.md, 'Layout and layers', as a table. The first place whose path fits is a file's place, so the
 * narrower come first.
 */
export const PLACES: readonly Place[] = [
  place('shared/domain', 'shared', []),
  place('shared/contract', 'shared', ['shared/domain/']),

  place('main/core/ledger', 'node', ['shared/', 'main/core/*', 'main/core/runtime/']),
  place('main/core/spreadsheets', 'node', ['shared/', 'main/core/*']),
  place('main/core', 'node', ['shared/']),
  place('main/rpc', 'node', ['shared/', 'main/core/']),
  place('main/hosts/bundle', 'node', ['shared/']),
  place('main/hosts/setup', 'node', ['shared/', 'main/core/', 'main/rpc/']),
  place('main/hosts/web', 'node', ['shared/', 'main/core/', 'main/rpc/', 'main/hosts/setup/', 'main/hosts/bundle/']),
  place('main/hosts/cli', 'node', ['shared/', 'main/core/', 'main/rpc/', 'main/hosts/setup/', 'main/hosts/web/']),
  place('main/hosts/desktop/preload', 'preload', []),
  place('main/hosts/desktop', 'electron', [
    'shared/',
    'main/core/',
    'main/rpc/',
    'main/hosts/setup/',
    'main/hosts/bundle/',
  ]),

  place('renderer/ui', 'browser', ['shared/']),
  place('renderer/session', 'browser', ['shared/', 'renderer/api.ts', 'renderer/host.ts']),
  place('renderer/features', 'browser', [
    'shared/',
    'renderer/ui/',
    'renderer/session/',
    'renderer/api.ts',
    'renderer/host.ts',
  ]),
  place('renderer/app', 'browser', [
    'shared/',
    'renderer/ui/',
    'renderer/session/',
    'renderer/features/',
    'renderer/api.ts',
    'renderer/host.ts',
  ]),
  { name: 'renderer/api.ts', environment: 'browser', path: 'renderer/api.ts', mayImport: ['shared/'] },
  {
    name: 'renderer/host.ts',
    environment: 'browser',
    path: 'renderer/host.ts',
    mayImport: ['shared/', 'renderer/host/'],
  },
  place('renderer/host', 'browser', ['shared/', 'renderer/host.ts']),
  place('renderer', 'browser', ['shared/']),

  place('test', 'test', ['shared/', 'main/', 'renderer/', 'scripts/']),
  // What the linter loads has a default export, as a tool's config has.
  { name: 'tool configs', environment: 'tool', path: 'scripts/lint/', mayImport: [] },
  place('scripts', 'tool', []),
];

/** Tests beside the code may use what the tests in test/ may. */
const TESTS_BESIDE_CODE: Place = {
  ...place('test', 'test', ['shared/', 'main/', 'renderer/', 'scripts/']),
  name: 'tests',
};

/** Configs at the top level: vite.config.ts and the like. */
const CONFIGS: Place = { name: 'tool configs', environment: 'tool', path: '', mayImport: ['scripts/'] };

/** The place of a file, or undefined where CONTRIBUTING.md knows no such folder. */
export function placeOf(path: string): Place | undefined {
  if (/\.test\.tsx?$/.test(path)) return TESTS_BESIDE_CODE;
  if (/^[^/]+\.config\.ts$/.test(path)) return CONFIGS;
  return PLACES.find((candidate) => isUnder(path, candidate.path));
}

/** Whether a place may import a file of the project. */
export function mayImportFile(from: Place, target: string): boolean {
  return [from.path, ...from.mayImport].some((allowed) => isUnder(target, allowed));
}

/** Whether a path is under one of the forms that `mayImport` knows. */
export function isUnder(path: string, allowed: string): boolean {
  if (allowed.endsWith('/*')) {
    const folder = allowed.slice(0, -1);
    return path.startsWith(folder) && !path.slice(folder.length).includes('/');
  }
  return allowed.endsWith('/') ? path.startsWith(allowed) : path === allowed;
}

function place(name: string, environment: Environment, mayImport: readonly string[]): Place {
  return { name, environment, path: `${name}/`, mayImport };
}
