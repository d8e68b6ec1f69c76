import type { Environment } from './places.ts';

/** Where a package or a Node builtin may be imported. */
export interface LoadRule {
  readonly environments: readonly Environment[];
  /** Prefixes (ending in '/') and exact files that alone may import it. Tests are exempt, unless a test file is named here. */
  readonly only?: readonly string[];
}

const NODE: readonly Environment[] = ['node', 'electron'];
const ANYWHERE: readonly Environment[] = ['shared', 'node', 'electron', 'browser'];
const BROWSER: readonly Environment[] = ['browser'];
const TOOLS: readonly Environment[] = ['tool'];
const TESTS: readonly Environment[] = ['test'];

const ORPC = ['shared/contract/', 'main/rpc/', 'renderer/api.ts'];
const SPREADSHEETS = ['main/core/spreadsheets/'];
const AWS = ['main/core/aws/'];
const AWS_WIRE = ['main/core/aws/', 'main/core/sandbox/'];

/**
 * Every package of package.json, with where it may run. One that is missing here is an error: adding a dependency
 * means deciding that. Scripts may load what Node may; tests may load all but what names other test files in `only`.
 */
export const PACKAGES: Readonly<Record<string, LoadRule>> = {
  // the product
  '@aws-sdk/client-account': { environments: NODE, only: AWS },
  '@aws-sdk/client-cloudformation': { environments: NODE, only: AWS },
  '@aws-sdk/client-glue': { environments: NODE, only: AWS },
  '@aws-sdk/client-iam': { environments: NODE, only: AWS },
  '@aws-sdk/client-lambda': { environments: NODE, only: AWS },
  '@aws-sdk/client-organizations': { environments: NODE, only: AWS },
  '@aws-sdk/client-s3': { environments: NODE, only: AWS },
  '@aws-sdk/client-sso-oidc': { environments: NODE, only: AWS },
  '@aws-sdk/client-sts': { environments: NODE, only: AWS },
  '@aws-sdk/credential-providers': { environments: NODE, only: AWS },
  '@smithy/core': { environments: NODE, only: AWS_WIRE },
  '@smithy/node-http-handler': { environments: NODE, only: AWS },
  '@smithy/signature-v4': { environments: NODE, only: AWS_WIRE },
  '@smithy/types': { environments: NODE, only: AWS_WIRE },
  '@cloudscape-design/components': { environments: BROWSER, only: ['renderer/ui/'] },
  '@cloudscape-design/global-styles': { environments: BROWSER, only: ['renderer/ui/'] },
  '@orpc/client': { environments: ANYWHERE, only: [...ORPC, 'renderer/session/queries.ts'] },
  '@orpc/contract': { environments: ANYWHERE, only: ORPC },
  '@orpc/server': { environments: NODE, only: ORPC },
  '@orpc/tanstack-query': { environments: BROWSER, only: ['renderer/session/', 'test/'] },
  '@tanstack/react-query': { environments: BROWSER, only: ['renderer/session/', 'test/'] },
  '@duckdb/node-api': { environments: NODE, only: ['main/core/duckdb/', 'test/bench/'] },
  'better-sqlite3': { environments: NODE, only: ['main/core/sqlite/sqlite.ts'] },
  commander: { environments: NODE, only: ['main/hosts/cli/'] },
  'env-paths': { environments: NODE },
  nodemailer: {
    environments: ['shared', ...NODE],
    only: ['shared/domain/mail-address.ts', 'main/core/files/mail-draft.ts'],
  },
  react: { environments: BROWSER },
  'react-dom': { environments: BROWSER },
  'rotating-file-stream': { environments: NODE },
  saxes: { environments: NODE, only: [...SPREADSHEETS, 'main/core/sandbox/protocols/'] },
  'string-width': { environments: NODE },
  yauzl: { environments: NODE, only: [...SPREADSHEETS, 'main/core/billing/sources/'] },
  yazl: { environments: NODE, only: SPREADSHEETS },
  yaml: { environments: NODE, only: ['main/core/templates/', 'main/hosts/desktop/updates.ts'] },
  zod: { environments: ANYWHERE },
  zustand: { environments: BROWSER },
  // Electron: its own places only; the end-to-end tests ask it for the path of its binary
  electron: {
    environments: ['electron', 'preload'],
    only: ['main/hosts/desktop/', 'scripts/', 'test/e2e/', 'test/architecture/', 'test/security/'],
  },
  'electron-updater': { environments: ['electron'], only: ['main/hosts/desktop/updates.ts'] },
  // tests and tools
  '@axe-core/playwright': { environments: TESTS, only: ['test/e2e/'] },
  '@electron/asar': { environments: TESTS, only: ['test/e2e/'] },
  '@electron/fuses': { environments: TESTS, only: ['test/e2e/'] },
  '@playwright/test': { environments: TESTS, only: ['test/e2e/', 'playwright.config.ts'] },
  '@testing-library/react': { environments: TESTS, only: ['test/components/'] },
  '@testing-library/user-event': { environments: TESTS, only: ['test/components/'] },
  '@vitejs/plugin-react': { environments: TOOLS },
  'electron-builder': { environments: TOOLS, only: ['scripts/package/'] },
  exceljs: { environments: TESTS },
  'fast-check': { environments: TESTS },
  'oxc-parser': { environments: TOOLS },
  papaparse: { environments: TESTS },
  vite: { environments: TOOLS },
  vitest: { environments: ['test', 'tool'] },
};

/** Packages that nothing imports: command-line tools, type declarations, and what another package is made for. */
export const COMMANDS: readonly string[] = [
  '@testing-library/dom',
  '@types/better-sqlite3',
  '@types/node',
  '@types/nodemailer',
  '@types/papaparse',
  '@types/react',
  '@types/react-dom',
  '@types/yauzl',
  '@types/yazl',
  'happy-dom',
  'knip',
  'oxlint',
  'oxlint-tsgolint',
  'prettier',
  'typescript',
];

const HTTP = ['main/hosts/web/', 'main/rpc/', 'main/core/sandbox/', 'main/core/aws/sign-in/'];

/** The Node builtins in use (without 'node:'), with where they may be loaded. Tests and scripts may load any of Node's. */
export const BUILTINS: Readonly<Record<string, LoadRule>> = {
  async_hooks: { environments: NODE },
  buffer: { environments: NODE },
  // The ledger asks macOS for its volumes; a profile may have a program that gives its credentials; DuckDB has a process of its own.
  child_process: {
    environments: NODE,
    only: [
      'main/hosts/',
      'main/core/aws/profiles/credential-process.ts',
      'main/core/aws/sign-in/',
      'main/core/duckdb/start-engine.ts',
      'main/core/ledger/network-share.ts',
    ],
  },
  crypto: { environments: NODE },
  events: { environments: NODE },
  fs: { environments: NODE },
  'fs/promises': { environments: NODE },
  http: { environments: NODE, only: HTTP },
  module: { environments: NODE, only: ['main/core/sqlite/sqlite.ts', 'main/hosts/'] },
  net: { environments: NODE, only: HTTP },
  os: { environments: NODE },
  path: { environments: NODE },
  perf_hooks: { environments: NODE },
  process: { environments: NODE },
  readline: { environments: NODE, only: ['main/hosts/cli/'] },
  'readline/promises': { environments: NODE, only: ['main/hosts/cli/'] },
  stream: { environments: NODE },
  'stream/consumers': { environments: NODE },
  'stream/promises': { environments: NODE },
  'stream/web': { environments: NODE },
  string_decoder: { environments: NODE },
  timers: { environments: NODE },
  'timers/promises': { environments: NODE },
  url: { environments: NODE },
  util: { environments: NODE },
  v8: { environments: NODE },
  worker_threads: { environments: NODE },
  zlib: { environments: NODE },
};
