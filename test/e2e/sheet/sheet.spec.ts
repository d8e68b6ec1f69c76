/** The sheet by itself, in Chromium under the product's policy: what hands, screen readers and clipboards meet. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { watchPolicy } from '../support/desk.ts';
import { expect, sharing, skipWhereImpossible } from '../support/fixtures.ts';
import { serveSheet } from './serve-sheet.ts';
import type { SheetServer } from './serve-sheet.ts';

interface OpenedSheet {
  readonly page: Page;
  readonly grid: Locator;
  /** The cell of a row as it is numbered, and of a column by its title. */
  readonly cell: (row: number, column: keyof typeof COLUMNS) => Locator;
  /** The edits that the page holds. */
  readonly edits: () => Promise<Record<string, Record<string, string>>>;
  readonly press: (...keys: string[]) => Promise<void>;
  readonly status: Locator;
}

const COLUMNS = { 'Account ID': 2, Name: 3, 'E-mail': 4, Subset: 5, Workflow: 6 } as const;

const test = sharing.extend<{ query: string; sheet: OpenedSheet }, { server: SheetServer }>({
  server: [
    async ({}, use) => {
      const server = await serveSheet();
      await use(server);
      server.close();
    },
    { scope: 'worker' },
  ],
  query: ['', { option: true }],
  sheet: async ({ server, chrome, query }, use) => {
    const context = await (await chrome()).newContext({ viewport: { width: 1280, height: 800 } });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    const violations = await watchPolicy(page);
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await page.goto(`${server.address}?${query}`);
    const grid = page.getByRole('grid', { name: 'Accounts' });
    await grid.waitFor();
    await use({
      page,
      grid,
      cell: (row, column) => grid.locator(`[aria-rowindex="${row + 1}"] > [aria-colindex="${COLUMNS[column]}"]`),
      edits: () => page.evaluate(() => Object.fromEntries(globalThis.sheetEdits)),
      press: async (...keys) => {
        for (const key of keys) await page.keyboard.press(key);
      },
      status: page.getByRole('status'),
    });
    await context.close();
    expect(violations).toEqual([]);
    expect(errors).toEqual([]);
  },
});

skipWhereImpossible();

/** Puts a text onto the real clipboard. */
async function toClipboard(page: Page, text: string): Promise<void> {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
}

/** What the clipboard holds. */
async function fromClipboard(page: Page): Promise<{ text: string; html: string }> {
  return page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (type: string): Promise<string> => (await item?.getType(type))?.text() ?? '';
    return { text: await read('text/plain'), html: await read('text/html') };
  });
}

test('typing, Tab, Enter, F2 and Escape work as in a spreadsheet', async ({ sheet }) => {
  const { page, cell, edits, press } = sheet;
  await cell(1, 'Name').click();
  await page.keyboard.type('Zwölf');
  await press('Tab');
  await page.keyboard.type('zwoelf@northwind.example');
  await press('Enter');
  expect(await edits()).toEqual({ '000000000013': { name: 'Zwölf', email: 'zwoelf@northwind.example' } });
  await expect(cell(2, 'E-mail')).toHaveClass(/is-focused/);

  await press('F2');
  await expect(page.getByRole('textbox', { name: 'E-mail, row 2' })).toBeFocused();
  await page.keyboard.type('x');
  await press('Escape');
  await expect(sheet.grid).toBeFocused();
  await expect(cell(2, 'E-mail')).toHaveText('account-2@northwind.example');
  await page.keyboard.type('y');
  await press('ArrowDown', 'ArrowUp');
  await expect(cell(2, 'E-mail')).toContainText('y');
  await press('Delete');
  expect((await edits())['000000000050']).toEqual({ email: '' });
});

test('what is wrong and what was changed is told to eyes and to screen readers', async ({ sheet }) => {
  const { cell, page, press } = sheet;
  await cell(3, 'E-mail').click();
  await page.keyboard.type('nobody');
  await press('Enter', 'ArrowUp');
  const wrong = cell(3, 'E-mail');
  const reason = "This is no e-mail address: it has no @. Changed; it was 'account-3@northwind.example'.";
  await expect(wrong).toHaveAttribute('aria-invalid', 'true');
  await expect(wrong).toHaveAccessibleDescription(reason);
  await expect(page.getByText(`E-mail, row 3: ${reason}`)).toBeVisible();
  await expect(cell(2, 'Subset')).toHaveAccessibleDescription('This subset is closed.');
  await expect(cell(3, 'Account ID')).toHaveAttribute('aria-readonly', 'true');
});

test('an account ID is not changed, also not by typing', async ({ sheet }) => {
  await sheet.cell(1, 'Account ID').click();
  await sheet.page.keyboard.type('1');
  await expect(sheet.status).toHaveText('This column can’t be changed here.');
  await expect(sheet.grid).toBeFocused();
  expect(await sheet.edits()).toEqual({});
});

test('options are offered and taken in their own spelling', async ({ sheet }) => {
  await sheet.cell(1, 'Subset').click();
  await sheet.page.keyboard.type('health CARE');
  await expect(sheet.page.getByRole('combobox', { name: 'Subset, row 1' })).toBeFocused();
  await sheet.press('Enter');
  expect(await sheet.edits()).toEqual({ '000000000013': { subset: 'Health care' } });
});

test('ranges by keys and by pointer are told as selected', async ({ sheet }) => {
  const { cell, grid, page, press } = sheet;
  await cell(2, 'Name').click();
  await press('Shift+ArrowDown', 'Shift+ArrowRight');
  await expect(grid.locator('td[aria-selected="true"]')).toHaveCount(4);
  await cell(5, 'Workflow').click({ modifiers: ['Shift'] });
  await expect(page.getByText('4 × 4 cells selected')).toBeVisible();

  await cell(2, 'Name').hover();
  await page.mouse.down();
  await cell(4, 'E-mail').hover();
  await page.mouse.up();
  await expect(grid.locator('td[aria-selected="true"]')).toHaveCount(6);
  await grid.getByRole('columnheader', { name: 'Subset' }).click();
  await expect(page.getByText('40 × 1 cells selected')).toBeVisible();
  await grid.getByRole('rowheader', { name: '3', exact: true }).click();
  await expect(page.getByText('1 × 7 cells selected')).toBeVisible();
  await press('Control+a');
  await expect(page.getByText('40 × 7 cells selected')).toBeVisible();
});

test('copy, cut, paste, fill down, undo and redo', async ({ sheet }) => {
  const { cell, edits, page, press, status } = sheet;
  await cell(1, 'Account ID').click();
  await press('Shift+ArrowRight', 'Control+c');
  await expect(status).toHaveText('Copied 1 × 2 cells.');
  const copied = await fromClipboard(page);
  expect(copied.text).toBe('000000000013\tAccount 1\r\n');
  expect(copied.html).toContain('<td');

  await cell(2, 'Account ID').click();
  await press('Control+v');
  await expect(status).toHaveText('Pasted: 1 cell changed. 1 read-only cell was left alone.');
  await press('ArrowRight', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Control+d');
  await expect(status).toHaveText('Filled down: 2 cells changed.');
  expect(await edits()).toEqual({
    '000000000050': { name: 'Account 1' },
    '000000000087': { name: 'Account 1' },
    '000000000124': { name: 'Account 1' },
  });
  await press('Control+x');
  await expect(cell(2, 'Name')).toHaveAttribute('aria-invalid', 'true');
  await press('Control+z', 'Control+z', 'Control+z');
  expect(await edits()).toEqual({});
  await press('Control+y');
  expect(await edits()).toEqual({ '000000000050': { name: 'Account 1' } });
  await press('Control+Shift+z', 'Control+z');
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await edits()).toEqual({});
  expect((await fromClipboard(page)).text).toBe('Account 1\r\nAccount 1\r\nAccount 1\r\n');
});

test('edits that are discarded outside leave nothing to undo', async ({ sheet }) => {
  await sheet.cell(1, 'Name').click();
  await sheet.page.keyboard.type('x');
  await sheet.page.getByRole('button', { name: 'Discard changes' }).click();
  expect(await sheet.edits()).toEqual({});
  await sheet.page.getByRole('button', { name: 'Undo' }).click();
  await expect(sheet.status).toHaveText('There is nothing to undo.');
});

test('a clipboard of a spreadsheet: quotes, tabs, line ends, zeros, and numbers shown short', async ({ sheet }) => {
  const { cell, edits, page, press } = sheet;
  await cell(1, 'Name').click();
  await toClipboard(page, '"two\nlines"\t"a ""b"""\r\n000000000013\ta@b\r\n');
  await press('Control+v');
  await expect(cell(1, 'Name')).toContainText('two ⏎ lines');
  expect(await edits()).toEqual({
    '000000000013': { name: 'two\nlines', email: 'a "b"' },
    '000000000050': { name: '000000000013', email: 'a@b' },
  });

  await cell(3, 'Name').click();
  // Chromium strips what a page writes to the clipboard; a spreadsheet's own table says the number behind what it shows.
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '1.23457E+11\r\n');
    clipboardData.setData('text/html', '<table><tr><td sdval="123456789012">1.23457E+11</td></tr></table>');
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  expect((await edits())['000000000087']).toEqual({ name: '123456789012' });
});

test('Tab goes on; after Escape it leaves', async ({ sheet }) => {
  const { cell, grid, page, press } = sheet;
  await cell(1, 'Name').click();
  await press('Tab', 'Shift+Tab', 'Shift+Tab');
  await expect(cell(1, 'Account ID')).toHaveClass(/is-focused/);
  await press('Escape', 'Tab');
  await expect(page.getByRole('button', { name: 'Discard changes' })).toBeFocused();
  await press('Shift+Tab');
  await expect(grid).toBeFocused();
  await press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Fill down' })).toBeFocused();
});

test('the cell that has the focus is in the page wherever one scrolls, and keys go back to it', async ({ sheet }) => {
  const { cell, grid, page, press } = sheet;
  await cell(1, 'Name').click();
  await press('Control+End');
  await expect(grid.getByRole('row', { name: /^40 / })).toBeInViewport();
  await expect(grid.getByRole('columnheader', { name: 'Name' })).toBeInViewport();
  await press('Control+Home');
  await expect(cell(1, 'Account ID')).toBeInViewport();
  const focused = await grid.getAttribute('aria-activedescendant');
  await page.mouse.move(600, 400);
  await page.mouse.wheel(0, 5000);
  await expect(cell(1, 'Account ID')).not.toBeInViewport();
  await expect(page.locator(`[id="${focused ?? ''}"]`)).toHaveCount(1);
  await press('ArrowDown');
  await expect(cell(2, 'Account ID')).toBeInViewport();
});

test('the roles that a screen reader hears', async ({ sheet }) => {
  await expect(sheet.grid).toHaveAttribute('aria-rowcount', '41');
  await expect(sheet.grid).toHaveAttribute('aria-colcount', '8');
  await expect(sheet.grid).toMatchAriaSnapshot(`
    - grid "Accounts":
      - rowgroup:
        - row "Row Account ID Name E-mail Subset Workflow Spot console e-mail Note":
          - columnheader "Row"
          - columnheader "Account ID"
      - rowgroup:
        - row /1 000000000013 Account 1 .*/:
          - rowheader "1"
          - gridcell "000000000013"
          - gridcell "Account 1"
  `);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing for axe to find, ${colorScheme}`, async ({ sheet }, testInfo) => {
    test.slow();
    const { cell, page, press } = sheet;
    await page.emulateMedia({ colorScheme });
    await cell(2, 'Name').click();
    await page.keyboard.type('Changed');
    await press('Tab');
    await page.keyboard.type('nobody');
    await press('Enter', 'ArrowUp', 'Shift+ArrowDown', 'Shift+ArrowLeft');
    await page.screenshot({ path: testInfo.outputPath(`${colorScheme}.png`) });
    const builder = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
    const found = async () =>
      (await builder.analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
    expect(await found()).toEqual([]);
    await press('F2');
    expect(await found()).toEqual([]);
  });
}
