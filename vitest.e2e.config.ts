import { defineConfig } from 'vitest/config';
import { EXEC_ARGV } from './scripts/run.ts';

/** End-to-end tests that need other programs but no page: spreadsheets read by LibreOffice, for one. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: '100%',
    execArgv: EXEC_ARGV,
    testTimeout: 600_000,
    hookTimeout: 180_000,
    passWithNoTests: true,
  },
});
