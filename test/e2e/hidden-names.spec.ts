/** Names that hide something or run from right to left, as a browser draws them. */
import { expect, skipWhereImpossible, test } from './support/fixtures.ts';
import { goTo } from './support/places.ts';

skipWhereImpossible();

const MPA = '099999999999';

test.use({
  ledger: {
    mpa: { id: MPA, name: 'Northwind \u202EdtL' },
    accounts: [
      { id: '111111111111', name: 'Contoso \u202Efdp.exe', subset: '\u05E9\u05DC\u05D5\u05DD 12' },
      { id: '222222222222', name: 'Fab\u200Brikam\u00AD 👩‍🚀', subset: 'Retail\u2066' },
    ],
  },
});

test('what hides is seen, and nothing on the page is turned by a name', async ({ desk }) => {
  const { page } = desk;
  await goTo(page, `${MPA}/accounts`);
  const accounts = page.getByRole('grid', { name: 'Accounts of Northwind ⟨U+202E⟩dtL' });
  await expect(accounts.getByText('Contoso ⟨U+202E⟩fdp.exe', { exact: true })).toBeVisible();
  await expect(accounts.getByText('Fabrikam⟨U+00AD⟩ 👩‍🚀', { exact: true })).toBeVisible();
  await expect(page).toHaveTitle(/Northwind ⟨U\+202E⟩dtL/u);

  await goTo(page, `${MPA}/subsets`);
  const hebrew = page.getByRole('link', { name: '\u05E9\u05DC\u05D5\u05DD 12' });
  await expect(hebrew).toBeVisible();
  expect(await hebrew.locator('bdi').evaluate((name) => getComputedStyle(name).unicodeBidi)).toBe('isolate');
  expect(await hebrew.evaluate((link) => getComputedStyle(link).unicodeBidi)).toBe('isolate');
  await expect(page.getByRole('link', { name: 'Retail⟨U+2066⟩' })).toBeVisible();
  const turning = await page.evaluate(() =>
    /[\u202A-\u202E\u2066-\u2069\u00AD]/u.test(document.documentElement.outerHTML),
  );
  expect(turning).toBe(false);
});
