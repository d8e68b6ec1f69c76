/** What makes the desktop app one of its system: menus, dialogs, files from outside, windows, the end of the program. */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { csvOf, USAGE } from '../support/cost-report.ts';
import { choosing } from './support/chosen-files.ts';
import { asPackaged } from './support/electron-desk.ts';
import type { ElectronDesk } from './support/electron-desk.ts';
import { settled } from './support/desk.ts';
import { desktopTest as test, expect, skipWhereImpossible } from './support/fixtures.ts';
import { goTo } from './support/places.ts';

skipWhereImpossible();
test.use({ ledger: { mpa: { id: '099999999999', name: 'Northwind' } } });

const LIST = 'Account ID,Name\n012345678901,Shop\n023456789012,Shop test\n';

/** Writes an account list into the test's folder. */
function writeList({ folder }: ElectronDesk, name: string): string {
  const path = join(folder, name);
  writeFileSync(path, LIST);
  return path;
}

/** Chooses an entry of the native menus. */
function menu({ app }: ElectronDesk, id: string): Promise<void> {
  return app.evaluate(({ Menu }, wanted) => void Menu.getApplicationMenu()?.getMenuItemById(wanted)?.click(), id);
}

/** What a page asks of the program around it, as the page itself does. */
function ask(page: Page, message: object): Promise<unknown> {
  return page.evaluate((text) => {
    const bridge = Reflect.get(window, 'enrollmentDesk') as { ask(message: unknown): Promise<unknown> };
    return bridge.ask(JSON.parse(text)).catch((error: unknown) => `refused: ${String(error)}`);
  }, JSON.stringify(message));
}

async function openNorthwind({ page }: ElectronDesk, place: string): Promise<void> {
  await expect(page.getByRole('row', { name: /Northwind/ })).toBeVisible();
  await goTo(page, `099999999999/${place}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

test('the menus lead to the pages and take a change back', async ({ desktop }) => {
  const { page } = desktop;
  await openNorthwind(desktop, 'procedure');
  await menu(desktop, 'go:accounts');
  await expect.poll(() => page.evaluate(() => location.hash)).toMatch(/^#\/099999999999\/accounts/);
  await menu(desktop, 'back');
  await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/099999999999/procedure');
  await menu(desktop, 'go:overview');
  await expect(page.getByRole('row', { name: /Northwind/ })).toBeVisible();
  await menu(desktop, 'undo');
  await expect(page.getByText('Add your first payer account')).toBeVisible();
});

test('a list is chosen in the system’s dialog, and the core follows that path and no other', async ({ desktop }) => {
  const { page, app } = desktop;
  await openNorthwind(desktop, 'import');
  const path = writeList(desktop, 'accounts.csv');
  await choosing(desktop, path, () => page.getByRole('button', { name: /Choose a file/ }).click());
  await expect(page.getByText('accounts.csv').first()).toBeVisible();
  await expect(page.getByText('012345678901').first()).toBeVisible();
  const recent = await app.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()
      ?.getMenuItemById('open-recent')
      ?.submenu?.items.map(({ label }) => label),
  );
  expect(recent).toEqual(['accounts.csv', '', 'Clear this list']);
  expect(await ask(page, { ask: 'open-file', path: '/etc/passwd' })).toBe(false);
  expect(await ask(page, { ask: 'reveal', path: '/etc/passwd' })).toBe(false);
});

test('a report is added by its folder, read by the engine in a process of its own, and looked at line by line', async ({
  desktop,
}, testInfo) => {
  const { page, folder } = desktop;
  await openNorthwind(desktop, 'cost-data');
  const report = join(folder, 'report');
  mkdirSync(report);
  const lines = [1, 2, 3].map((each) => ({ ...USAGE, identity_line_item_id: `line-${each}` }));
  writeFileSync(join(report, 'october-1.csv.gz'), gzipSync(csvOf(lines)));
  await choosing(desktop, report, () => page.getByRole('button', { name: 'Add a folder…' }).first().click());
  await expect(page.getByText('Read cost data of October 2026: 3 lines.')).toBeVisible();
  await page.getByRole('link', { name: 'October 2026' }).click();
  await expect(page.getByText(/One account with costs not in the ledger: 111111111111/)).toBeVisible();
  await page.screenshot({ path: testInfo.outputPath('cost-data.png') });
  await page.getByRole('button', { name: 'Show the lines' }).click();
  await expect(page.getByRole('dialog').getByText('EUC1-BoxUsage:t3.micro')).toHaveCount(3);
});

test('accounts are exported to the file that the system’s dialog gives', async ({ desktop }) => {
  const { page, app, folder, enroll } = desktop;
  await openNorthwind(desktop, 'accounts');
  await enroll('import', writeList(desktop, 'accounts.csv'), '--yes');
  const path = join(folder, 'chosen.csv');
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
  }, path);
  await page.getByRole('button', { name: 'Export…' }).click();
  await page
    .getByRole('dialog')
    .getByRole('radio', { name: /Comma-separated/ })
    .check();
  await page.getByRole('dialog').getByRole('button', { name: 'Export to a file…' }).click();
  await expect(page.getByText('Exported 2 rows to chosen.csv.', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show in folder' })).toBeVisible();
  expect(readFileSync(path, 'utf8').split('\r\n')[1]).toBe('Shop,,012345678901,,,,,,,');
});

test('a list that a second start is given comes into the open window', async ({ desktop }) => {
  const { page, folder } = desktop;
  await openNorthwind(desktop, 'accounts');
  const path = writeList(desktop, 'from outside.csv');
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), `--user-data-dir=${folder}/profile`, path];
  await promisify(execFile)(asPackaged().executablePath, args, { timeout: 120_000 });
  await expect(page.getByText('from outside.csv').first()).toBeVisible();
  await expect(page.getByText('012345678901').first()).toBeVisible();
});

test('a list is dropped on the window', async ({ desktop }) => {
  const { page } = desktop;
  await openNorthwind(desktop, 'accounts');
  const path = writeList(desktop, 'dropped.csv');
  await page.evaluate(() =>
    document.body.append(Object.assign(document.createElement('input'), { type: 'file', id: 'own' })),
  );
  await page.locator('#own').setInputFiles(path);
  await page.evaluate(() => {
    const [file] = (document.querySelector('#own') as HTMLInputElement).files ?? [];
    if (!file) throw new Error('there is no file');
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(file);
    document.querySelector('#own')?.remove();
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
  await expect(page.getByText('dropped.csv').first()).toBeVisible();
  await expect(page.getByText('012345678901').first()).toBeVisible();
});

test('after a restart it is where it was, and as dark', async ({ desktop }) => {
  await openNorthwind(desktop, 'accounts');
  await ask(desktop.page, { ask: 'set-appearance', appearance: 'dark' });
  await desktop.page.evaluate(() => localStorage.setItem('enrollment-desk:appearance', '"dark"'));
  await desktop.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 1000, height: 700 }),
  );
  const again = await desktop.restart();
  await expect.poll(() => again.page.evaluate(() => location.hash)).toMatch(/^#\/099999999999\/accounts/);
  const window = await again.app.evaluate(({ BrowserWindow, nativeTheme }) => {
    const [only] = BrowserWindow.getAllWindows();
    return { bounds: only?.getBounds(), background: only?.getBackgroundColor(), theme: nativeTheme.themeSource };
  });
  expect(window).toEqual({ bounds: { x: 40, y: 30, width: 1000, height: 700 }, background: '#161D26', theme: 'dark' });
  await again.app.close();
});

test('two windows show one ledger, also after the core has died', async ({ desktop }) => {
  const { app, page } = desktop;
  await expect(page.getByRole('row', { name: /Northwind/ })).toBeVisible();
  const [second] = await Promise.all([app.waitForEvent('window'), menu(desktop, 'new-window')]);
  await settled(second);
  await expect(second.getByRole('row', { name: /Northwind/ })).toBeVisible();
  await menu(desktop, 'undo');
  for (const each of [page, second]) await expect(each.getByText('Add your first payer account')).toBeVisible();
  await desktop.killCore();
  await desktop.addMpa('088888888888', 'Contoso');
  for (const each of [page, second]) await expect(each.getByRole('row', { name: /Contoso/ })).toBeVisible();
});

test.describe('over an empty ledger', () => {
  test.use({ ledger: null });

  test('what waits for a person is counted in the title', async ({ desktop }) => {
    const titles = () =>
      desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((it) => it.getTitle()));
    await expect.poll(titles).toEqual(['Overview · Enrollment Desk']);
    await ask(desktop.page, { ask: 'set-badge', count: 3 });
    expect(await titles()).toEqual(['(3) Overview · Enrollment Desk']);
    await ask(desktop.page, { ask: 'set-badge', count: 0 });
    expect(await titles()).toEqual(['Overview · Enrollment Desk']);
  });
});

test('news stand beside the clock once, and a click leads to their place', async ({ desktop }) => {
  const { app, page } = desktop;
  await openNorthwind(desktop, 'accounts');
  await app.evaluate(({ Notification }) => {
    const told: string[] = [];
    Reflect.set(globalThis, 'told', told);
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: Electron.Notification) {
      told.push(`${this.title} (${this.body})`);
      setTimeout(() => this.emit('click'));
    };
  });
  const news = {
    ask: 'notify',
    title: 'Northwind: a wait is over',
    body: 'The report',
    place: '#/099999999999/procedure',
  };
  await Promise.all([ask(page, news), ask(page, news)]);
  expect(await app.evaluate(() => Reflect.get(globalThis, 'told') as string[])).toEqual([
    'Northwind: a wait is over (The report)',
  ]);
  await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/099999999999/procedure');
});

test('it asks before it cuts work off, and ends when the work is done', async ({ desktop }) => {
  const { app, page } = desktop;
  await expect(page.getByRole('row', { name: /Northwind/ })).toBeVisible();
  await app.evaluate(({ dialog }) => {
    const asked: unknown[] = [];
    Reflect.set(globalThis, 'asked', asked);
    // The first time a person goes on, the second time they wait.
    dialog.showMessageBox = (...given: unknown[]) => {
      asked.push(given.at(-1));
      return Promise.resolve({ response: asked.length === 1 ? 2 : 0, checkboxChecked: false });
    };
  });
  await ask(page, { ask: 'set-busy', text: 'Import of accounts.csv into Northwind' });
  const askedTimes = () => app.evaluate(() => (Reflect.get(globalThis, 'asked') as unknown[]).length);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(askedTimes).toBe(1);
  await app.evaluate(({ app: electron }) => electron.quit());
  await expect.poll(askedTimes).toBe(2);
  expect(await app.evaluate(() => Reflect.get(globalThis, 'asked') as unknown[])).toMatchObject([
    {
      message: 'Still under way: Import of accounts.csv into Northwind',
      buttons: ['Close when it is done', 'Cancel it and close', 'Go on'],
    },
    { buttons: ['Quit when it is done', 'Cancel it and quit', 'Go on'] },
  ]);
  const ended = new Promise((resolve) => app.process().once('exit', resolve));
  await ask(page, { ask: 'set-busy', text: null }).catch(() => 'the page went with the program');
  expect(await ended).toBe(0);
});

test('a message that says nothing known is refused', async ({ desktop }) => {
  const { page } = desktop;
  for (const message of [{ ask: 'format-the-disk' }, { ask: 'set-badge', count: -1 }, { ask: 'pick-folder' }, {}]) {
    expect(await ask(page, message)).toContain('This message is not known.');
  }
});
