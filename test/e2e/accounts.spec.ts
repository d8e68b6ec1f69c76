import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expectBothAccessible } from './support/axe.ts';
import type { Desk } from './support/desk.ts';
import { expect, skipWhereImpossible, test } from './support/fixtures.ts';
import { goTo } from './support/places.ts';

skipWhereImpossible();

/** A payer account with three accounts, of which one is in no subset. */
test.use({
  ledger: {
    mpa: { id: '099999999999', name: 'Northwind' },
    accounts: [
      {
        id: '111111111111',
        name: 'Prod',
        email: 'prod@northwind.example',
        subset: 'Retail',
        workflow: 'Standard resale',
      },
      {
        id: '111111111112',
        name: 'Test',
        email: 'test@northwind.example',
        subset: 'Retail',
        workflow: 'Standard resale',
      },
      { id: '000000000013', name: 'Sandbox', email: 'sandbox@northwind.example' },
    ],
  },
});

/** Opens its accounts. */
async function openAccounts({ page }: Desk): Promise<void> {
  await goTo(page, '099999999999/accounts');
  await expect(page.getByRole('row', { name: /000000000013/ })).toBeVisible();
}

function sheet(page: Page): Locator {
  return page.getByRole('grid', { name: 'Accounts of Northwind as a spreadsheet' });
}

/** A cell of the sheet. @param row counted from 1, in the order of the account IDs */
function cell(page: Page, row: number, column: number): Locator {
  return sheet(page).locator(`[aria-rowindex="${row + 1}"] > [aria-colindex="${column + 1}"]`);
}
/** The text of such a cell, without what is said about it. */
function text(page: Page, row: number, column: number): Locator {
  return cell(page, row, column).locator('.sheet-text');
}
const NAME = 2;
const EMAIL = 3;
const SUBSET = 4;

/** Puts cells on the clipboard, as a spreadsheet program does, and pastes them. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((given) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', given);
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, text);
}

test('the spreadsheet: pasted, filled down, undone, reviewed with its errors, applied as one change', async ({
  desk,
}, testInfo) => {
  const { page } = desk;
  await openAccounts(desk);
  await page.getByText('Spreadsheet', { exact: true }).click();
  await expect(text(page, 1, 1)).toHaveText('000000000013');

  await cell(page, 1, NAME).click();
  await paste(page, 'Alpha\talpha@northwind.example\r\nBeta\tnobody\r\n');
  await expect(text(page, 1, NAME)).toHaveText('Alpha');
  await expect(cell(page, 2, EMAIL)).toHaveAttribute('aria-invalid', 'true');
  await cell(page, 1, SUBSET).click();
  await page.keyboard.type('Field work');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+d');
  await expect(text(page, 2, SUBSET)).toHaveText('Field work');
  await page.keyboard.press('Control+z');
  await expect(text(page, 2, SUBSET)).toHaveText('Retail');
  // Account IDs are read only.
  await cell(page, 1, 1).click();
  await paste(page, '222222222222');
  await expect(text(page, 1, 1)).toHaveText('000000000013');

  await page.getByRole('button', { name: 'Review 2 changed accounts…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText("1 change can't be taken");
  await expect(dialog).toContainText('‘nobody’: This is not an e-mail address. Write it as name@domain.example');
  await expect(dialog.getByRole('button', { name: 'Change 2 accounts' })).toBeDisabled();
  await page.screenshot({ path: testInfo.outputPath('review.png') });
  await dialog.getByRole('button', { name: 'Leave it out' }).click();
  await expect(dialog).not.toContainText("can't be taken");
  await dialog.getByRole('checkbox', { name: 'Make this subset' }).check();
  await dialog.getByRole('button', { name: 'Change 2 accounts' }).click();
  await expect(page.getByText('Changed 2 accounts.', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Review changes…' })).toBeDisabled();
  await expect(text(page, 1, SUBSET)).toHaveText('Field work');
  await expect(text(page, 2, EMAIL)).toHaveText('prod@northwind.example');

  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(text(page, 1, NAME)).toHaveText('Sandbox');
  await expect(text(page, 1, SUBSET)).toHaveText('');
});

test('the spreadsheet by keyboard; changes outlive a reload, leaving asks', async ({ desk }) => {
  const { page } = desk;
  await openAccounts(desk);
  await page.getByRole('checkbox', { name: 'Spreadsheet' }).press('Space');
  await sheet(page).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('Play ground');
  await page.keyboard.press('Tab');
  await expect(text(page, 1, NAME)).toHaveText('Play ground');
  await page.reload();
  await expect(text(page, 1, NAME)).toHaveText('Play ground');

  // Another page tells that there is something left, and leads back.
  await goTo(page, '099999999999/subsets');
  await expect(page.getByText('1 changed account of Northwind is not applied yet.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Back to the spreadsheet' }).press('Enter');
  await expect(text(page, 1, NAME)).toHaveText('Play ground');

  await page.getByRole('checkbox', { name: 'Spreadsheet (1 changed)' }).press('Space');
  await page.getByRole('dialog').getByRole('button', { name: 'Stay' }).press('Enter');
  await expect(sheet(page)).toBeVisible();
  await page.getByRole('checkbox', { name: 'Spreadsheet (1 changed)' }).press('Space');
  await page.getByRole('dialog').getByRole('button', { name: 'Discard the changes' }).press('Enter');
  await expect(page.getByRole('row', { name: /000000000013 Sandbox/ })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Spreadsheet' }).press('Space');
  await expect(text(page, 1, NAME)).toHaveText('Sandbox');
});

test('a cell of the table is edited in its place', async ({ desk }, testInfo) => {
  const { page } = desk;
  await openAccounts(desk);
  const table = page.getByRole('grid', { name: 'Accounts of Northwind', exact: true });
  await table.getByRole('button', { name: 'Edit name of 000000000013 Sandbox' }).click();
  await expect(table.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('Playground');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Changed the name of 000000000013.', { exact: true })).toBeVisible();
  await expect(page.getByRole('row', { name: /000000000013 Playground/ })).toBeVisible();

  await table.getByRole('button', { name: 'Edit subset of 000000000013 Playground' }).click();
  await page.getByRole('button', { name: 'none' }).click();
  await page.getByRole('option', { name: 'Retail' }).click();
  await page.screenshot({ path: testInfo.outputPath('cell.png') });
  await table.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Changed the subset of 000000000013.', { exact: true })).toBeVisible();
  await expect(page.getByText('Every account is in a subset.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(page.getByText('1 account is not in a subset.')).toBeVisible();
});

test('views: saved, chosen, renamed, removed; there after a reload', async ({ desk }, testInfo) => {
  const { page } = desk;
  await openAccounts(desk);
  const filter = page.getByRole('combobox', { name: 'Find accounts by any field' });
  await filter.fill('sandbox');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 match').first()).toBeVisible();
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save what is shown…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Any field contains "sandbox".');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Sandboxes');
  await page.screenshot({ path: testInfo.outputPath('save-view.png') });
  await dialog.getByRole('button', { name: 'Save view' }).click();
  await expect(page.getByText('Saved the view Sandboxes.', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'View: Sandboxes' }).click();
  await page.getByRole('menuitem', { name: 'Rename Sandboxes…' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('To be sorted');
  await dialog.getByRole('button', { name: 'Rename view' }).click();
  await expect(page.getByRole('button', { name: 'View: To be sorted' })).toBeVisible();

  await page.getByRole('button', { name: 'View: To be sorted' }).click();
  await page.getByRole('menuitem', { name: 'All accounts' }).click();
  await expect(page.getByRole('row', { name: /111111111111/ })).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'To be sorted' }).click();
  await expect(page.getByRole('row', { name: /111111111111/ })).toHaveCount(0);
  await expect(page.getByRole('row', { name: /000000000013/ })).toBeVisible();
  await page.getByRole('button', { name: 'View: To be sorted' }).click();
  await page.screenshot({ path: testInfo.outputPath('views.png') });
  await page.getByRole('menuitem', { name: 'Remove To be sorted' }).click();
  await expect(
    page.getByText('Removed the view To be sorted. What is shown stays as it is.', { exact: true }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(page.getByRole('button', { name: 'View: To be sorted' })).toBeVisible();
});

test('the accounts that match are exported as a file', async ({ desk }, testInfo) => {
  const { page } = desk;
  await openAccounts(desk);
  await page.getByRole('combobox', { name: 'Find accounts by any field' }).fill('sandbox');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Export…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /Comma-separated/ }).check();
  await page.screenshot({ path: testInfo.outputPath('export.png') });
  const downloaded = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download accounts-099999999999.csv' }).click();
  const file = await downloaded;
  expect(file.suggestedFilename()).toBe('accounts-099999999999.csv');
  expect(readFileSync(await file.path(), 'utf8')).toBe(
    '\uFEFFAccount Name,AWS Account Email,AWS Account ID,Subset Name,Billing Workflow Name,End Customer,Status,Joined,Joined By,Note\r\n' +
      'Sandbox,sandbox@northwind.example,000000000013,,,,,,,\r\n',
  );
  await expect(page.getByText('Exported 1 row to accounts-099999999999.csv.', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Export…' }).click();
  await dialog.getByRole('radio', { name: 'A sheet of the vendor' }).check();
  await expect(
    dialog.getByRole('button', { name: 'Download sheet2-subsets-workflows-099999999999.csv' }),
  ).toBeVisible();
  await page.screenshot({ path: testInfo.outputPath('export-sheet.png') });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('link', { name: 'Rules', exact: true }).click();
  await expect(page.getByText('No rules yet')).toBeVisible();
});

test('nothing for axe to find, in dark and in light', async ({ desk }, testInfo) => {
  const { page } = desk;
  await openAccounts(desk);
  await expectBothAccessible(page, testInfo);
  await page.getByText('Spreadsheet', { exact: true }).click();
  await cell(page, 1, EMAIL).click();
  await page.keyboard.type('nobody');
  await page.keyboard.press('Enter');
  await expectBothAccessible(page, testInfo);
  await page.getByRole('button', { name: 'Review 1 changed account…' }).click();
  await expect(page.getByRole('dialog')).toContainText("1 change can't be taken");
  await expectBothAccessible(page, testInfo);
  await page.getByRole('dialog').getByRole('button', { name: 'Leave it out' }).click();
  await expect(page.getByRole('dialog')).toContainText('No change is left in the sheet.');
});
