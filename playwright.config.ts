import { defineConfig } from '@playwright/test';

/** The same suite twice: in Chromium over the web host, and in Electron. */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/playwright',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  workers: 1,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'list',
  use: { trace: 'off', screenshot: 'only-on-failure' },
  projects: [
    { name: 'web', testIgnore: ['**/desktop.spec.ts', '**/native.spec.ts', '**/packaged.spec.ts'] },
    { name: 'electron' },
  ],
});
