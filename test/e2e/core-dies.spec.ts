import { expect, skipBecause, skipWhereImpossible, test } from './support/fixtures.ts';

skipWhereImpossible();
test.use({ ledger: { mpa: { id: '099999999999', name: 'Northwind' } } });

test('the core is killed: the page says so or is back, and goes on', async ({ desk }, { project }) => {
  const { page } = desk;
  await expect(page.getByRole('row', { name: /Northwind/ })).toBeVisible();
  await desk.killCore();

  if (project.name === 'web') {
    // Nobody starts the web host again; the page tells, and keeps what it showed.
    await expect(page.getByText('Not connected')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Connect again' })).toBeVisible();
    await expect(page.getByRole('row', { name: /Northwind/ })).toBeVisible();
    return;
  }
  await desk.addMpa('012345678901', 'Contoso');
  await expect(page.getByRole('row', { name: /Contoso/ })).toBeVisible();
  await expect(page.getByText('Not connected')).toBeHidden();
});

test('the core is killed while it imports: all of it or nothing is in the ledger, and the page says how it ended', async ({
  desk,
}, { project }) => {
  skipBecause(project.name === 'web' ? 'nobody starts the web host again' : null);
  const { page } = desk;
  await page.getByRole('link', { name: 'Northwind' }).click();
  await page.getByRole('link', { name: 'Accounts (0)' }).click();
  await page.getByRole('button', { name: 'Import…' }).first().click();
  // A long list is taken as soon as it is pasted.
  const rows = Array.from({ length: 20_000 }, (_row, row) => `Account ${row}\t${String(100_000_000_000 + row)}`);
  await page.getByLabel('Cells, with their header').evaluate(
    (field, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    `Account Name\tAWS Account ID\n${rows.join('\n')}`,
  );
  const go = page.getByRole('button', { name: /^(Next|Import 20,000 changes)$/ }).last();
  while ((await go.textContent()) === 'Next') await go.click();
  await go.click();
  await desk.killCore();

  // It says that it failed, or it was done a moment before.
  await expect(page.getByText(/Imported|did not answer|ended while|Not connected|stopped/).first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole('link', { name: /^Accounts \((0|20,000)\)$/ })).toBeVisible();
});
