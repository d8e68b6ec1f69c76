import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { makeHome, settled, watchPolicy } from './support/desk.ts';
import { asPackaged, byCommand, shownText } from './support/electron-desk.ts';
import { desktopTest as test, expect, skipWhereImpossible } from './support/fixtures.ts';
import { openFromOutside } from './support/window-from-outside.ts';

skipWhereImpossible();

test('the page knows nothing of Node, and the bridge is three functions', async ({ desktop }) => {
  expect(
    await desktop.page.evaluate(() => ({
      require: typeof Reflect.get(window, 'require'),
      process: typeof Reflect.get(window, 'process'),
      bridge: Object.keys(Reflect.get(window, 'enrollmentDesk') as object),
    })),
  ).toEqual({ require: 'undefined', process: 'undefined', bridge: ['connect', 'ask', 'drop'] });
});

test('the page can neither leave its address nor open a window', async ({ desktop }) => {
  const { app, page } = desktop;
  await expect(page.getByText('Add your first payer account')).toBeVisible();
  expect(await page.evaluate(() => window.open('https://docs.example.com/'))).toBeNull();
  for (const address of ['file:///etc/passwd', 'https://example.com/', 'app://other/index.html']) {
    await app.evaluate(
      ({ webContents }, to) => void webContents.getAllWebContents()[0]?.executeJavaScript(`location.assign('${to}')`),
      address,
    );
    await expect.poll(() => shownText(app)).toContain('Add your first payer account');
  }
  const addresses = await app.evaluate(({ webContents }) => webContents.getAllWebContents().map((it) => it.getURL()));
  expect(addresses).toEqual(['app://bundle/index.html']);
});

test.describe('with a payer account', () => {
  test.use({ ledger: { mpa: { id: '099999999999', name: 'Northwind' } } });

  test('a page that crashes is loaded anew', async ({ desktop }) => {
    await expect(desktop.page.getByRole('row', { name: /Northwind/ })).toBeVisible();
    await desktop.app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.forcefullyCrashRenderer());
    await expect.poll(() => shownText(desktop.app)).toContain('Northwind');
  });
});

test('a second start shows the first window and ends', async ({ desktop }) => {
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), `--user-data-dir=${desktop.folder}/profile`];
  await promisify(execFile)(asPackaged().executablePath, args, { timeout: 120_000 });
  expect(await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('it starts by the electron command as well', async ({ beside }) => {
  const home = await makeHome(null, beside);
  const { page, close } = await openFromOutside(byCommand(), home);
  try {
    const violations = await watchPolicy(page);
    await page.reload();
    await settled(page);
    await home.addMpa('099999999999', 'Northwind');
    await expect(page.getByRole('row', { name: /Northwind/ })).toBeVisible();
    expect(violations).toEqual([]);
  } finally {
    await close();
  }
});
