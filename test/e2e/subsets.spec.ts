import type { Page } from '@playwright/test';
import { expectAccessible, expectBothAccessible } from './support/axe.ts';
import { expect, skipWhereImpossible, test } from './support/fixtures.ts';
import { goTo } from './support/places.ts';

skipWhereImpossible();

const MPA = '099999999999';

/** Two subsets: one with three accounts, of which two are labs, and one with one. */
test.use({
  ledger: {
    mpa: { id: MPA, name: 'Northwind' },
    accounts: [
      { id: '111111111111', name: 'Shop', subset: 'Retail' },
      { id: '222222222222', name: 'Shop labs', subset: 'Retail' },
      { id: '333333333333', name: 'Till labs', subset: 'Retail' },
      { id: '444444444444', name: 'Vault', subset: 'Bank' },
    ],
  },
});

async function openSubsets(page: Page): Promise<void> {
  await goTo(page, `${MPA}/subsets`);
  await expect(page.getByRole('grid', { name: 'Subsets of Northwind' })).toContainText('Retail');
}

/** Chooses what is done with the selected subsets. */
async function withSelected(page: Page, button: RegExp, what: string): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('menuitem', { name: what }).click();
}

test('a subset is split by a filter, by selection and by keyboard; two are merged; each is taken back', async ({
  desk,
}, testInfo) => {
  const { page } = desk;
  await openSubsets(page);
  const list = page.getByRole('grid', { name: 'Subsets of Northwind' });
  const dialog = page.getByRole('dialog');

  await page.getByRole('checkbox', { name: 'Retail' }).check();
  await withSelected(page, /With 1 subset/, 'Split…');
  await dialog.getByLabel('Name of the new subset').fill('Retail labs');
  await dialog.getByRole('combobox', { name: 'Find accounts by any field' }).fill('labs');
  await page.keyboard.press('Enter');
  await expect(
    dialog.getByText('All that match the filter go: 2 accounts move into Retail labs, 1 stays in Retail.'),
  ).toBeVisible();
  await expectBothAccessible(page, testInfo);
  await dialog.getByRole('button', { name: 'Move 2 accounts into Retail labs' }).click();
  await expect(page.getByText('Moved 2 accounts of Retail into Retail labs.', { exact: true })).toBeVisible();
  await expect(list.getByRole('row', { name: /Retail labs/ })).toContainText('2');
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expect(list.getByRole('row', { name: /Retail labs/ })).toHaveCount(0);

  // By selection, out of the panel beside the list, with keys alone.
  const retail = list.getByRole('link', { name: 'Retail' });
  await expect(retail).toHaveAttribute('href', /^#\/099999999999\/subsets\?id=\d+$/u);
  await retail.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Split…', exact: true }).focus();
  await page.keyboard.press('Enter');
  await dialog.getByLabel('Name of the new subset').focus();
  await page.keyboard.insertText('Tills');
  await dialog.getByRole('checkbox', { name: '333333333333 Till labs' }).focus();
  await page.keyboard.press('Space');
  const move = dialog.getByRole('button', { name: 'Move 1 account into Tills' });
  await expect(move).toBeEnabled();
  await move.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Moved 1 account of Retail into Tills.', { exact: true })).toBeVisible();
  await expect(list.getByRole('row', { name: /Tills/ })).toContainText('1');

  await page.getByRole('checkbox', { name: 'Bank' }).check();
  await withSelected(page, /With 2 subsets/, 'Merge…');
  await expect(dialog.getByRole('table', { name: 'Subsets that go' })).toBeVisible();
  await expectAccessible(page, testInfo);
  await dialog.getByRole('button', { name: /^Merge into/ }).click();
  await expect(page.getByText(/^Merged 1 subset into/)).toBeVisible();
  await expect(page.getByRole('heading', { name: /Subsets/, level: 1 })).toContainText('2');
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expect(list.getByRole('row', { name: /Bank/ })).toBeVisible();
});

test('a subset leads to its accounts', async ({ desk }) => {
  const { page } = desk;
  await openSubsets(page);
  await page.getByRole('link', { name: 'Retail', exact: true }).click();
  await page.getByRole('link', { name: '3 accounts in it' }).click();
  const accounts = page.getByRole('grid', { name: /^Accounts of/ });
  await expect(accounts.getByRole('row', { name: /111111111111/ })).toBeVisible();
  await expect(page.getByText('3 matches').first()).toBeVisible();
  await expect(accounts.getByRole('row', { name: /444444444444/ })).toHaveCount(0);
});
