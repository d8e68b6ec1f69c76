import { AxeBuilder } from '@axe-core/playwright';
import type { Page, TestInfo } from '@playwright/test';
import { expect } from './fixtures.ts';

/** What depends on colours alone; all else is the same in the dark. */
const ABOUT_COLOURS = ['color-contrast', 'link-in-text-block'];

/** What depends on the space between things alone. */
const ABOUT_SPACE = ['target-size', 'scrollable-region-focusable'];

/** Nothing but what is wrong is told; in the page itself, because the other way opens a page more for each look. There are no frames. */
const axe = (page: Page): AxeBuilder =>
  new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true);

/** Looks for what keeps people with a disability out (WCAG 2.2 AA); nothing may be found. Not in Electron: its pages are the same. */
export async function expectAccessible(page: Page, { project }: TestInfo): Promise<void> {
  if (project.name === 'electron') return;
  await expectWords(page);
  await expectNothing(axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']));
}

/** What space between things decides, for pages whose rest was looked at in another density. */
export async function expectReachable(page: Page): Promise<void> {
  await expectWords(page);
  await expectNothing(axe(page).withRules(ABOUT_SPACE));
}

/** The same in dark and in light; it is light when this is done. */
export async function expectBothAccessible(page: Page, testInfo: TestInfo): Promise<void> {
  if (testInfo.project.name === 'electron') return;
  // What fades in has no contrast for a moment.
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await expect(page.locator('body')).toHaveClass(/awsui-dark-mode/);
  await expectNothing(axe(page).withRules(ABOUT_COLOURS));
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await expect(page.locator('body')).not.toHaveClass(/awsui-dark-mode/);
  await expectAccessible(page, testInfo);
}

/** A text of the core whose actions nobody has put into words. */
async function expectWords(page: Page): Promise<void> {
  await expect(page.getByText('\u27E6')).toHaveCount(0);
}

/**
 * Nothing that lasts: a table that has come to scroll gets the focus from the kit a moment later, when it has looked how wide it is, and
 * again after each change of its rows.
 */
async function expectNothing(builder: AxeBuilder): Promise<void> {
  await expect(async () => {
    const { violations } = await builder.analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }).toPass({ timeout: 10_000 });
}
