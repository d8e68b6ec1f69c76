import { defineConfig } from '@playwright/test';

/** What the desktop app has alone: its windows, menus, dialogs and files, and the packed program. */
const DESKTOP_ALONE = ['**/desktop.spec.ts', '**/native.spec.ts', '**/packaged.spec.ts'];

/**
 * What both hosts are asked, because the answer depends on the host:
 * - core-dies, ledger-states: who starts the core again, who holds the ledger's lock, what is told of a ledger that can't be opened;
 * - webrtc: what keeps the page from sending by it is each host's own;
 * - policy: the page's policy is sent by each host in its own way (headers of HTTP, a protocol of the app's own);
 * - fetch-cost-data: the engine of cost data and the sandbox's are a process of Electron's there, and of Node's here;
 * - main-job: the whole path through the product over each transport (HTTP, message ports), with files saved by each host's means;
 * - readme-walk: what README says, which says it of both.
 * All other pages are the same code over the same contract in both: they are looked at in Chromium, which starts sooner.
 */
const BOTH = ['core-dies', 'ledger-states', 'policy', 'webrtc', 'fetch-cost-data', 'main-job', 'readme-walk'].map(
  (name) => `**/${name}.spec.ts`,
);

/** Page specs in Chromium over the web host; a smaller set in Electron. Each test has a ledger, a port and a home folder of its own. */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/playwright',
  timeout: 300_000,
  expect: { timeout: 60_000 },
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'list',
  use: { trace: 'off', screenshot: 'only-on-failure' },
  projects: [
    { name: 'electron', testMatch: [...DESKTOP_ALONE, ...BOTH] },
    { name: 'web', testIgnore: DESKTOP_ALONE },
  ],
});
