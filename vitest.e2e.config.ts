import { defineConfig } from 'vitest/config';
import { EXEC_ARGV } from './scripts/run.ts';
import { ALIAS, GLOBAL_SETUP, MAX_WORKERS } from './scripts/vitest/settings.ts';

/** End-to-end tests that need other programs but no page: spreadsheets read by LibreOffice, for one. */
export default defineConfig({
  resolve: { alias: ALIAS },
  test: {
    globalSetup: GLOBAL_SETUP,
    include: ['test/e2e/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: MAX_WORKERS,
    execArgv: EXEC_ARGV,
    testTimeout: 600_000,
    hookTimeout: 180_000,
    passWithNoTests: true,
  },
});
