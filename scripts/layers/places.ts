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

/** What the root of the core puts together and starts. */
const STARTED = [
  'time',
  'files',
  'log',
  'duckdb',
  'ledger',
  'runtime',
  'history',
  'enrolment',
  'billing',
  'aws',
  'sandbox',
  'about',
  'demo',
];

/**
 * CONTRIBUTING.md, 'Layout and layers', as a table. The first place whose path fits is a file's place, so the
 * narrower come first.
 */
export const PLACES: readonly Place[] = [
  place('shared/domain', 'shared', []),
  place('shared/contract', 'shared', ['shared/domain/']),

  // The core's zones, from the ground up: none knows one that comes after it.
  zone('time', []),
  zone('files', []),
  zone('log', ['time/', 'files/']),
  zone('sqlite', ['files/']),
  zone('duckdb', ['files/']),
  zone('ledger', ['time/', 'files/', 'sqlite/']),
  zone('runtime', ['time/', 'files/', 'log/', 'sqlite/', 'duckdb/', 'ledger/']),
  zone('spreadsheets', ['files/', 'runtime/start-thread.ts']),
  zone('templates', []),
  zone('history', ['sqlite/', 'ledger/', 'runtime/']),
  zone('enrolment', ['time/', 'files/', 'sqlite/', 'ledger/', 'runtime/', 'spreadsheets/']),
  // These two know each other by the wire alone.
  zone('aws', ['time/', 'files/', 'log/', 'runtime/', 'templates/']),
  zone('sandbox', ['time/', 'files/', 'sqlite/', 'duckdb/', 'runtime/', 'templates/']),
  zone('billing', ['time/', 'files/', 'sqlite/', 'duckdb/', 'ledger/', 'runtime/', 'spreadsheets/', 'aws/']),
  zone('diagnose', ['time/', 'files/', 'log/', 'sqlite/', 'ledger/']),
  zone('about', ['runtime/', 'diagnose/']),
  zone('demo', ['runtime/']),
  {
    name: 'main/core',
    environment: 'node',
    path: 'main/core/*',
    mayImport: ['shared/', ...STARTED.map((name) => `main/core/${name}/`)],
  },
  zone('rehearsals', ['*', 'time/', 'files/', 'log/', 'sqlite/', 'duckdb/', 'ledger/', 'spreadsheets/', 'sandbox/']),

  place('main/rpc', 'node', ['shared/', 'main/core/*', 'main/core/files/', 'main/core/log/', 'main/core/runtime/']),
  place('main/hosts/bundle', 'node', ['shared/']),
  // Hosts ask the features by the contract alone; of the core they see what opens it, and what is no feature.
  host('setup', ['*', 'files/', 'log/', 'rehearsals/', 'runtime/'], ['main/rpc/']),
  host('web', ['files/', 'log/', 'time/'], ['main/rpc/', 'main/hosts/setup/', 'main/hosts/bundle/']),
  host(
    'cli',
    ['*', 'diagnose/', 'files/', 'log/', 'rehearsals/', 'sandbox/', 'time/'],
    ['main/rpc/', 'main/hosts/setup/', 'main/hosts/web/'],
  ),
  place('main/hosts/desktop/preload', 'preload', []),
  {
    ...host('desktop', ['files/', 'log/', 'duckdb/'], ['main/rpc/', 'main/hosts/setup/', 'main/hosts/bundle/']),
    environment: 'electron',
  },

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
  { name: 'renderer/host.ts', environment: 'browser', path: 'renderer/host.ts', mayImport: ['shared/'] },
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

/** A folder of the core. @param mayImport besides shared/, inside the core */
function zone(name: string, mayImport: readonly string[]): Place {
  return place(`main/core/${name}`, 'node', ['shared/', ...mayImport.map((path) => `main/core/${path}`)]);
}

/** A host. @param core inside the core @param others beside it */
function host(name: string, core: readonly string[], others: readonly string[]): Place {
  return place(`main/hosts/${name}`, 'node', ['shared/', ...core.map((path) => `main/core/${path}`), ...others]);
}

function place(name: string, environment: Environment, mayImport: readonly string[]): Place {
  return { name, environment, path: `${name}/`, mayImport };
}
