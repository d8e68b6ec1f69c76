/** The main job by mouse: a payer account, its accounts out of a pasted list, subsets, the ticket with its files; then everything is still there. */
import { expectAccessible } from './support/axe.ts';
import { expect, skipWhereImpossible, test } from './support/fixtures.ts';
import { expectSavedFiles } from './support/save-files.ts';

skipWhereImpossible();

const LIST = [
  'Account Name\tAWS Account Email\tAWS Account ID\tSubset Name\tBilling Workflow Name',
  'Prod\tprod@northwind.example\t111111111111\tRetail\tStandard resale',
  'Test\ttest@northwind.example\t111111111112\tRetail\tStandard resale',
  'Sandbox\tsandbox@northwind.example\t000000000013\t\t',
].join('\n');

test('from an empty ledger to the files of a ticket', async ({ desk }, testInfo) => {
  const { page } = desk;
  // What fades in has no contrast for a moment.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('button', { name: 'Add payer account' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Account ID').fill('0999 9999 9999');
  await dialog.getByLabel('Name', { exact: true }).fill('Northwind');
  await dialog.getByRole('button', { name: 'Add payer account' }).click();
  await expect(page.getByRole('heading', { name: 'Northwind', level: 1 })).toBeVisible();
  await expectAccessible(page, testInfo);

  await page.getByRole('link', { name: 'Accounts (0)' }).click();
  await page.getByRole('button', { name: 'Import…' }).first().click();
  await page.getByLabel('Cells, with their header').fill(LIST);
  await page.getByRole('button', { name: 'Use what was pasted' }).click();
  await expect(page.getByText('Header in row 1.')).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('grid', { name: 'Columns of the list' })).toContainText('B · AWS Account Email');
  await expectAccessible(page, testInfo);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('table', { name: 'Rows of the list' })).toContainText('000000000013');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Import 5 changes' }).click();
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible();
  await expect(page.getByText('3 accounts added, 1 subset added, 1 workflow added.').first()).toBeVisible();

  await page.getByRole('button', { name: 'Open the accounts' }).click();
  const accounts = page.getByRole('grid', { name: 'Accounts of Northwind' });
  await expect(accounts).toContainText('000000000013');
  await page.getByRole('checkbox', { name: '000000000013 Sandbox' }).check();
  await page.getByRole('button', { name: 'Assign 1 account…' }).click();
  await page.getByRole('radio', { name: 'To a new subset' }).check();
  await page.getByLabel('Name of the new subset').fill('Internal');
  await page.getByRole('dialog').getByRole('button', { name: 'Assign 1 account' }).click();
  await expect(page.getByText('Every account is in a subset.')).toBeVisible();
  await expectAccessible(page, testInfo);
  await expect(page.getByText('Moved 1 account to Internal.', { exact: true })).toBeVisible();
  // One undo takes back the move, and with it the subset that was made for it.
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expect(page.getByText('1 account is not in a subset.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Subsets (1)' })).toBeVisible();

  await page.getByRole('link', { name: 'Procedure' }).click();
  await page.getByRole('button', { name: 'Edit payer account…' }).click();
  await page.getByRole('dialog').getByLabel('Spot Org ID').fill('606000000001');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Changed Northwind.', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Tickets' }).click();
  await page.getByRole('link', { name: 'Subsets request' }).click();
  await expect(page.getByText('606000000001').first()).toBeVisible();
  await page.getByRole('button', { name: 'Save files…' }).click();
  await expectSavedFiles(desk, testInfo, ['.eml', '.txt', '.xlsx']);
  await expectAccessible(page, testInfo);

  // A reload shows the same place.
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Tickets', level: 1 })).toBeVisible();
});
