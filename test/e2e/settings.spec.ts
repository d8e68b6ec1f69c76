/** Settings: the looks (kept over a reload), the ledger's place, a backup, who signs, updates, and what runs here with its licences. */
import { expectAccessible } from './support/axe.ts';
import { expect, skipWhereImpossible, test } from './support/fixtures.ts';

skipWhereImpossible();
test.beforeEach(async ({ desk: { page } }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
});

test('the looks are chosen and kept, and axe finds nothing in any', async ({ desk: { page } }, testInfo) => {
  await expectAccessible(page, testInfo);
  await page.getByRole('radio', { name: 'Compact' }).check();
  await expect(page.locator('body')).toHaveClass(/awsui-compact-mode/);
  await expectAccessible(page, testInfo);
  await page.screenshot({ path: testInfo.outputPath('compact.png'), fullPage: false });
  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect(page.locator('body')).toHaveClass(/awsui-dark-mode/);
  await expectAccessible(page, testInfo);
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Compact' })).toBeChecked();
  await expect(page.locator('body')).toHaveClass(/awsui-compact-mode/);
  await expect(page.locator('body')).toHaveClass(/awsui-dark-mode/);

  // The same choice stands in the bar over every page.
  await page.getByRole('button', { name: 'Appearance' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Light' }).click();
  await expect(page.locator('body')).not.toHaveClass(/awsui-dark-mode/);
  await expect(page.getByRole('radio', { name: 'Light' })).toBeChecked();
});

test('where the ledger is, a backup of it, updates, versions and licences', async ({ desk: { page } }, testInfo) => {
  await expect(page.getByText('ledger.db').first()).toBeVisible();
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByRole('heading', { name: 'Backups (1)' })).toBeVisible();
  await expect(page.getByText(/^Not looked for: /)).toBeVisible();
  await expect(page.getByText('0.1.0', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Show the licences…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Find a package or a licence').fill('better-sqlite3');
  await expect(dialog.getByText('1 package').first()).toBeVisible();
  await dialog.getByRole('button', { name: /^better-sqlite3 / }).click();
  await expect(dialog.getByText(/Permission is hereby granted, free of charge/)).toBeVisible();
  await page.screenshot({ path: testInfo.outputPath('licences.png') });
  await expectAccessible(page, testInfo);
});
