/** Every page, in every look: nothing that keeps people with a disability out. */
import { expectBothAccessible, expectReachable } from './support/axe.ts';
import { expect, skipWhereImpossible, test } from './support/fixtures.ts';
import { everyPlace, goTo } from './support/places.ts';

skipWhereImpossible();
test.use({ ledger: { mpa: { id: '099999999999', name: 'Northwind' } } });

for (const density of ['comfortable', 'compact'] as const) {
  test(`every page is accessible, ${density}`, async ({ desk }, testInfo) => {
    test.setTimeout(600_000);
    const { page } = desk;
    // What fades in has no contrast for a moment.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    if (density === 'compact') {
      await page.getByRole('button', { name: 'Appearance' }).click();
      await page.getByRole('menuitemcheckbox', { name: 'Compact' }).click();
      await expect(page.locator('body')).toHaveClass(/awsui-compact-mode/);
    }
    for (const place of everyPlace('099999999999')) {
      await goTo(page, place);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByText(/^Reading the/)).toHaveCount(0);
      if (density === 'compact') await expectReachable(page);
      else await expectBothAccessible(page, testInfo);
    }
  });
}
