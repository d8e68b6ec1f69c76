import { AxeBuilder } from '@axe-core/playwright';
import type { Page, TestInfo } from '@playwright/test';
import { expect } from './fixtures.ts';

/** Looks for what keeps people with a disability out (WCAG 2.2 AA); nothing may be found. */
export async function expectAccessible(page: Page, { project }: TestInfo): Promise<void> {
  const builder = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
  // Electron has no second page to run axe in: https://github.com/dequelabs/axe-core-npm/issues/1141
  if (project.name === 'electron') builder.setLegacyMode(true);
  const { violations } = await builder.analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

/** The same in dark and in light; it is light when this is done. */
export async function expectBothAccessible(page: Page, testInfo: TestInfo): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    // What fades in has no contrast for a moment.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('body')).toHaveClass(
      colorScheme === 'dark' ? /awsui-dark-mode/ : /^(?!.*awsui-dark-mode)/,
    );
    await expectAccessible(page, testInfo);
  }
}
