/** The history: found again by text, about what and state, in the address; a past change taken back with what came after it. */
import { expectAccessible } from './support/axe.ts';
import { expect, skipWhereImpossible, test } from './support/fixtures.ts';

skipWhereImpossible();
test.use({ ledger: { mpa: { id: '099999999999', name: 'Northwind' }, subsets: ['Retail', 'Logistics'] } });

test('changes are found by filter, and a past one is taken back', async ({ desk }, testInfo) => {
  const { page } = desk;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('link', { name: 'History' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('History (3)');
  await expectAccessible(page, testInfo);
  await page.screenshot({ path: testInfo.outputPath('history.png') });

  await page.getByRole('button', { name: /^About/ }).click();
  await page.getByRole('option', { name: 'Subsets' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('History (2)');
  await page.getByLabel('Find in what was done, or an account ID').fill('retail');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('History (1)');
  // The filter is in the address, so it is still there.
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('History (1)');
  await page.getByLabel('From').fill('2031-01-01');
  await expect(page.getByText('No change fits the filter')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('History (3)');

  // By keyboard: the change of Retail, and with it the newer one.
  await page
    .getByRole('grid')
    .getByRole('link', { name: /Retail/ })
    .focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Take back 2 changes…' }).click();
  await page.screenshot({ path: testInfo.outputPath('take-back.png') });
  await expectAccessible(page, testInfo);
  await page.getByRole('dialog').getByRole('button', { name: 'Take back 2 changes' }).click();
  await expect(page.getByText('Took back 2 changes. Redo brings them back one by one.', { exact: true })).toBeVisible();
  await expect(page.getByText('Taken back', { exact: true })).toHaveCount(2);

  await page.evaluate(() => localStorage.setItem('enrollment-desk:density', '"compact"'));
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.reload();
  await expect(page.locator('body')).toHaveClass(/awsui-compact-mode/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('History (5)');
  await page.screenshot({ path: testInfo.outputPath('dark-compact.png') });
  await expectAccessible(page, testInfo);
});
