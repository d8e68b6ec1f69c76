import { expect, test as base } from '@playwright/test';
import type { Browser } from '@playwright/test';
import { startBeside } from './beside.ts';
import type { Beside } from './beside.ts';
import { makeHome } from './desk.ts';
import type { Desk, FirstLedger, Home } from './desk.ts';
import { openInElectron, whyNoElectron } from './electron-desk.ts';
import type { ElectronDesk } from './electron-desk.ts';
import { launchChromium, openInBrowser, whyNoBrowser } from './web-desk.ts';

export { expect };

/** What the tests of a Playwright worker share; neither knows of another test. */
export const sharing = base.extend<
  object,
  {
    /** The program beside the one under test. */
    beside: Beside;
    /** The browser, started when it is first asked for. */
    chrome: () => Promise<Browser>;
  }
>({
  beside: [
    async ({}, use) => {
      const beside = startBeside();
      await use(beside);
      await beside.end();
    },
    { scope: 'worker' },
  ],
  chrome: [
    async ({}, use) => {
      let launched: Promise<Browser> | null = null;
      await use(() => (launched ??= launchChromium()));
      await (await (launched as Promise<Browser> | null))?.close();
    },
    { scope: 'worker' },
  ],
});

/**
 * Tests get a running product in the host that the Playwright project names; what its policy refuses fails them. `ledger` is what is there
 * before it starts.
 */
export const test = sharing.extend<{ desk: Desk; policyIsTested: boolean; ledger: FirstLedger }>({
  ledger: [null, { option: true }],
  policyIsTested: [false, { option: true }],
  desk: async ({ policyIsTested, ledger, beside, chrome }, use, { project }) => {
    const home = await makeHome(ledger, beside);
    const desk = project.name === 'electron' ? await openWatched(home) : await openInBrowser(await chrome(), home);
    await use(desk);
    await desk.close();
    if (!policyIsTested) expect(desk.violations).toEqual([]);
  },
});

async function openWatched(home: Home): Promise<Desk> {
  const desk = await openInElectron(home);
  await desk.loadWatched();
  return desk;
}

/** Tests of the desktop app alone get its window with Playwright's handle on the program. */
export const desktopTest = sharing.extend<{
  desktop: ElectronDesk;
  ledger: FirstLedger;
}>({
  ledger: [null, { option: true }],
  desktop: async ({ ledger, beside }, use) => {
    const home = await makeHome(ledger, beside);
    const desktop = await openInElectron(home);
    await use(desktop);
    await desktop.close();
  },
});

/** Leaves the tests of a file out where their host can't run here, and prints why. */
export function skipWhereImpossible(): void {
  test.beforeAll(({}, { project }) => {
    const reason = project.name === 'electron' ? whyNoElectron() : whyNoBrowser();
    if (reason !== null) console.log(`The ${project.name} tests are skipped: ${reason}.`);
    test.skip(reason !== null, reason ?? '');
  });
}

/** Leaves a test out where it can't be run, and prints why. @param why null: it can be run */
export function skipBecause(why: string | null): void {
  if (why !== null) console.log(`Skipped: ${test.info().title}: ${why}.`);
  test.skip(why !== null, why ?? '');
}
