/**
 * `npm run screenshots`: a picture of every page, light and dark, of the demo in Chromium. All go into test-results/screenshots, to be
 * looked at; the six of README go into docs/screenshots as well.
 */
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { build } from '../../../scripts/build/build.ts';
import { startBeside } from '../support/beside.ts';
import { makeHome, ROOT } from '../support/desk.ts';
import { launchChromium, openInBrowser, whyNoBrowser } from '../support/web-desk.ts';

const OUT = `${ROOT}test-results/screenshots`;
const README = `${ROOT}docs/screenshots`;
/** The payer accounts of the demo: the MSP with most of the work, and the one whose set-up is rehearsed. */
const MSP = '098700005432';
const REHEARSED = '031200440056';

/** The pages, by the name of their picture. What has `readme` is shown there, in light. */
const PAGES: readonly { name: string; hash: string; readme?: true }[] = [
  { name: 'overview', hash: '#/overview', readme: true },
  { name: 'procedure', hash: `#/${MSP}/procedure`, readme: true },
  { name: 'accounts', hash: `#/${MSP}/accounts`, readme: true },
  { name: 'import', hash: `#/${MSP}/import` },
  { name: 'rules', hash: `#/${MSP}/rules` },
  { name: 'subsets', hash: `#/${MSP}/subsets` },
  { name: 'end-customers', hash: `#/${MSP}/end-customers` },
  { name: 'workflows', hash: `#/${MSP}/workflows`, readme: true },
  { name: 'aws-set-up', hash: `#/${REHEARSED}/aws-set-up`, readme: true },
  { name: 'tickets', hash: `#/${MSP}/tickets`, readme: true },
  { name: 'history-of-one', hash: `#/${MSP}/history` },
  { name: 'history', hash: '#/history' },
  { name: 'settings', hash: '#/settings' },
];

async function main(): Promise<void> {
  const reason = whyNoBrowser();
  if (reason !== null) throw new Error(`No pictures can be made here: ${reason}.`);
  await build();
  rmSync(OUT, { recursive: true, force: true });
  const beside = startBeside();
  const chromium = await launchChromium();
  const desk = await openInBrowser(chromium, await makeHome(null, beside));
  try {
    await desk.page.getByRole('button', { name: 'Open the demo' }).click();
    await desk.page.getByText('This is the demo:').waitFor({ timeout: 120_000 });
    await startSandbox(desk.page);
    for (const colorScheme of ['light', 'dark'] as const) await pictures(desk.page, colorScheme);
  } finally {
    await desk.close();
    await chromium.close();
    await beside.end();
  }
  mkdirSync(README, { recursive: true });
  for (const { name, readme } of PAGES) if (readme) copyFileSync(`${OUT}/light/${name}.png`, `${README}/${name}.png`);
  console.log(`${PAGES.length * 2} pictures in ${OUT}`);
}

async function startSandbox(page: Page): Promise<void> {
  await goTo(page, `#/${REHEARSED}/aws-set-up`);
  await page.getByRole('button', { name: 'Start the sandbox' }).click();
  await page.getByText('AWS has not been asked now').waitFor({ state: 'hidden', timeout: 60_000 });
}

async function pictures(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  for (const { name, hash } of PAGES) {
    await goTo(page, hash);
    await hideFolder(page);
    // Nothing is under the mouse: what shows itself then is not in the picture.
    await page.mouse.move(0, 0);
    await page.waitForTimeout(300);
    await page.screenshot({ path: `${OUT}/${colorScheme}/${name}.png` });
  }
}

/** The demo lies in a folder of this test; in a picture it would name somebody's machine. */
async function hideFolder(page: Page): Promise<void> {
  await page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode())
      if (text.nodeValue !== null) text.nodeValue = text.nodeValue.replace(/^\/.*\/demo$/u, '~/Enrollment Desk/demo');
  });
}

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForTimeout(1000);
}

await main();
