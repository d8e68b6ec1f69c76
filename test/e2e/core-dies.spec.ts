import { byCommand, openInElectron } from './support/electron-desk.ts';
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

test('the desktop app starts by the electron command as well', async ({}, { project }) => {
  test.skip(project.name !== 'electron', 'it is about Electron');
  const desk = await openInElectron(byCommand());
  await desk.addMpa('099999999999', 'Northwind');
  await expect(desk.page.getByRole('row', { name: /Northwind/ })).toBeVisible();
  await desk.close();
  expect(desk.violations).toEqual([]);
});

test('the window is sandboxed and knows nothing of Node', async ({ desk }, { project }) => {
  test.skip(project.name !== 'electron', 'it is about Electron');
  expect(
    await desk.page.evaluate(() => ({
      require: typeof Reflect.get(window, 'require'),
      process: typeof Reflect.get(window, 'process'),
      bridge: Object.keys(Reflect.get(window, 'enrollmentDesk') as object),
    })),
  ).toEqual({ require: 'undefined', process: 'undefined', bridge: ['connect'] });
});
