/** The main job by keyboard alone: a payer account, its accounts out of a pasted list, a move, the ticket. The mouse is never used. */
import type { Locator, Page } from '@playwright/test';
import { expect, skipWhereImpossible, test } from './support/fixtures.ts';

skipWhereImpossible();

const LIST = [
  'Account Name\tAWS Account Email\tAWS Account ID\tSubset Name\tBilling Workflow Name',
  'Prod\tprod@northwind.example\t111111111111\tRetail\tStandard resale',
  'Sandbox\tsandbox@northwind.example\t000000000013\t\t',
].join('\n');

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

/** Goes on with Tab until something has the focus. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target.first()).toBeVisible();
  for (let press = 0; press < 80; press += 1) {
    if (await hasFocus(target.first())) return;
    await page.keyboard.press(key);
  }
  throw new Error(`the keyboard does not come to ${String(target)}`);
}

/** Goes to a button or field by Tab and presses it. */
async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Goes somewhere by the palette. On the desktop its key is the menu's, which Playwright's keys do not reach: there by its button. */
async function palette(page: Page, text: string): Promise<void> {
  if (test.info().project.name === 'electron') await press(page, page.getByRole('button', { name: 'Search' }));
  else await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.type(text);
  await expect(page.getByRole('dialog').getByRole('listitem').first()).toContainText(text);
  await page.keyboard.press('Enter');
}

test('from an empty ledger to a ticket, without a mouse', async ({ desk }, testInfo) => {
  const { page } = desk;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await palette(page, 'Add payer account');
  const dialog = page.getByRole('dialog');
  await tabTo(page, dialog.getByLabel('Account ID'));
  await page.keyboard.type('0999 9999 9999');
  await tabTo(page, dialog.getByLabel('Name', { exact: true }));
  await page.keyboard.type('Northwind');
  await press(page, dialog.getByRole('button', { name: 'Add payer account' }));
  await expect(page.getByRole('heading', { name: 'Northwind', level: 1 })).toBeVisible();

  await palette(page, 'Import');
  await tabTo(page, page.getByLabel('Cells, with their header'));
  await page.keyboard.insertText(LIST);
  await press(page, page.getByRole('button', { name: 'Use what was pasted' }));
  for (;;) {
    const next = page.getByRole('button', { name: /^(Next|Import \d+ changes|Apply)/ }).last();
    await expect(next).toBeEnabled();
    const words = await next.textContent();
    await press(page, next);
    if (words !== 'Next') break;
  }
  await expect(page.getByText('2 accounts added, 1 subset added, 1 workflow added.').first()).toBeVisible();

  await palette(page, 'Accounts');
  const row = page.getByRole('checkbox', { name: '000000000013 Sandbox' });
  await tabTo(page, page.getByRole('grid', { name: 'Accounts of Northwind' }).getByRole('checkbox').first());
  for (let down = 0; down < 3; down += 1) {
    if (!(await hasFocus(row))) await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Space');
  await expect(row).toBeChecked();
  await tabTo(page, page.getByRole('button', { name: 'Assign 1 account…' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await tabTo(page, dialog.getByRole('radio').first());
  const fresh = dialog.getByRole('radio', { name: 'To a new subset' });
  for (let down = 0; down < 3 && !(await fresh.isChecked()); down += 1) await page.keyboard.press('ArrowDown');
  await tabTo(page, page.getByLabel('Name of the new subset'));
  await page.keyboard.type('Internal');
  await press(page, dialog.getByRole('button', { name: 'Assign 1 account' }));
  await expect(page.getByText('Every account is in a subset.')).toBeVisible();

  // The last change is taken back: in the browser by its key, which on the desktop is the menu's.
  if (test.info().project.name === 'electron')
    await press(page, page.getByRole('button', { name: 'Undo', exact: true }).first());
  else await page.keyboard.press('Control+z');
  await expect(page.getByText('1 account is not in a subset.')).toBeVisible();

  await palette(page, 'Tickets');
  // Within a table the arrows go from cell to cell.
  const ticket = page.getByRole('link', { name: 'Subsets request' });
  await tabTo(page, page.getByRole('grid', { name: 'Tickets' }).locator('[tabindex="0"]'));
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowDown'])
    if (!(await hasFocus(ticket))) await page.keyboard.press(key);
  await page.keyboard.press('Enter');
  await press(page, page.getByRole('button', { name: 'Save files…' }));
  await expect(dialog.getByRole('heading', { name: /^Save files: Subsets request/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.screenshot({ path: testInfo.outputPath('end.png') });
});
