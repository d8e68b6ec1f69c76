import { expect, test as base } from '@playwright/test';
import type { Desk } from './desk.ts';
import { asPackaged, byCommand, openInElectron, whyNoElectron } from './electron-desk.ts';
import type { ElectronDesk } from './electron-desk.ts';
import { openInBrowser, whyNoBrowser } from './web-desk.ts';

export { expect };

/** Tests get a running product in the host that the Playwright project names; what its policy refuses fails them. */
export const test = base.extend<{ desk: Desk; policyIsTested: boolean; ledgerBytes: Uint8Array | null }>({
  ledgerBytes: [null, { option: true }],
  policyIsTested: [false, { option: true }],
  desk: async ({ policyIsTested, ledgerBytes }, use, { project }) => {
    const desk =
      project.name === 'electron' ? await openInElectron(asPackaged(), ledgerBytes) : await openInBrowser(ledgerBytes);
    await use(desk);
    await desk.close();
    if (!policyIsTested) expect(desk.violations).toEqual([]);
  },
});

/** Tests of the desktop app alone get its window with Playwright's handle on the program. */
export const desktopTest = base.extend<{ desktop: ElectronDesk; startedBy: 'package' | 'command' }>({
  startedBy: ['package', { option: true }],
  desktop: async ({ startedBy }, use) => {
    const desktop = await openInElectron(startedBy === 'package' ? asPackaged() : byCommand());
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
