import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What can't be put into a module: the runtime itself, an addon's package, and the updater, which finds its parts at run time. */
const EXTERNAL = ['electron', 'better-sqlite3', 'electron-updater', '@duckdb/node-api'];

/**
 * The processes and threads of the product, each one module of dist/main/ with what it needs at its start; what is needed later is in
 * modules beside it. They all lie in one folder, so that they find each other by import.meta.url.
 */
export default defineConfig({
  publicDir: false,
  logLevel: 'warn',
  ssr: { noExternal: true, external: EXTERNAL },
  build: {
    ssr: true,
    outDir: at('dist/main/'),
    emptyOutDir: true,
    // Electron 33 is the oldest that has to run it.
    target: 'node20.18',
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: {
        desktop: at('main/hosts/desktop/main.ts'),
        web: at('main/hosts/web/main.ts'),
        cli: at('main/hosts/cli/main.ts'),
        'core-process': at('main/hosts/desktop/core-process.ts'),
        'ledger-thread': at('main/core/ledger-thread.ts'),
        'inspect-thread': at('main/core/inspect-thread.ts'),
        'prove-thread': at('main/core/billing/sources/prove-thread.ts'),
        'duckdb-process': at('main/core/duckdb/duckdb-process.ts'),
        'read-thread': at('main/core/spreadsheets/read-thread.ts'),
      },
      external: EXTERNAL,
      preserveEntrySignatures: 'allow-extension',
      output: { entryFileNames: '[name].js', chunkFileNames: 'part-[name]-[hash].js' },
    },
  },
});
