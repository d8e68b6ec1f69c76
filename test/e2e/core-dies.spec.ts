import { expect, skipWhereImpossible, test } from './support/fixtures.ts';

skipWhereImpossible();

test('the core is killed: the page says so or is back, and goes on', async ({ desk }, { project }) => {
  const { page } = desk;
  await desk.addMpa('099999999999', 'Northwind');
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
