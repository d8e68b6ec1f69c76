import { expect, skipWhereImpossible, test } from './support/fixtures.ts';

skipWhereImpossible();
test.use({ ledger: { mpa: { id: '099999999999', name: 'Northwind' } } });

test('the token is out of the address, no cookie is kept, and a new tab is let in by the open one', async ({
  desk,
}) => {
  const { page } = desk;
  await expect(page.getByRole('row', { name: /Northwind/ })).toBeVisible();
  expect(page.url()).not.toContain('launch');
  expect(await page.context().cookies()).toEqual([]);
  const { origin } = new URL(page.url());
  const tab = await page.context().newPage();
  await tab.goto(origin);
  await expect(tab.getByRole('row', { name: /Northwind/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('row', { name: /Northwind/ })).toBeVisible();
});

test('another browser is told how to get an address', async ({ desk, chrome }) => {
  const stranger = await (await chrome()).newContext();
  const page = await stranger.newPage();
  await page.goto(new URL(desk.page.url()).origin);
  await expect(page.getByText('This page is not signed in')).toBeVisible();
  await expect(page.getByText(/it prints a new address/)).toBeVisible();
  await stranger.close();
});

test('the session is ended by its button: every page says so and shows nothing any more', async ({ desk }) => {
  const { page } = desk;
  const tab = await page.context().newPage();
  await tab.goto(new URL(page.url()).origin);
  await expect(tab.getByRole('row', { name: /Northwind/ })).toBeVisible();
  await page.getByRole('button', { name: 'End session' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'End session' }).click();
  for (const each of [page, tab]) {
    await expect(each.getByText('The session has ended')).toBeVisible();
    await expect(each.getByText(/Northwind/)).toHaveCount(0);
  }
  await page.reload();
  await expect(page.getByText('This page is not signed in')).toBeVisible();
});
