import type { Locator, Page } from '@playwright/test';
import { samplePath } from '../samples/files.ts';
import { expectAccessible, expectBothAccessible } from './support/axe.ts';
import { choosing } from './support/chosen-files.ts';
import { expect, skipWhereImpossible, test } from './support/fixtures.ts';
import { goTo } from './support/places.ts';

skipWhereImpossible();
test.use({ ledger: { mpa: { id: '099999999999', name: 'Northwind' } } });

/** As a customer sends it: a title above, headers of their own, IDs eaten by Excel, a status in German, an account said twice. */
const MESSY = `Unsere Konten;;;;
;;;;
Kto;Account Name;AWS Account Email;Status;Bereich
111122223333;one;one@northwind.example;Aktiv;Retail
22223333444;two;two@northwind.example;Aktiv;Retail
1.21212E+11;three;three@northwind.example;ACTIVE;Retail
333344445555;four;four@northwind.example;ACTIVE;Bank
333344445555;four;four@northwind.example;ACTIVE;Retail
444455556666;five;nobody;ACTIVE;Bank
`;
const SECOND = `Kto;Account Name;AWS Account Email;Status;Bereich
111122223333;one renamed;one@northwind.example;ACTIVE;Bank
022223333444;two renamed;two@northwind.example;ACTIVE;Retail
777788889999;seven;seven@northwind.example;ACTIVE;Retail
`;

async function openImport(page: Page): Promise<void> {
  await goTo(page, '099999999999/import');
  await expect(page.getByRole('heading', { name: 'Source', level: 1 })).toBeVisible();
}

async function paste(page: Page, text: string): Promise<void> {
  await page.getByLabel('Cells, with their header').fill(text);
  await page.getByRole('button', { name: 'Use what was pasted' }).click();
  await expect(page.getByRole('heading', { name: 'Sheet and header', level: 1 })).toBeVisible();
}

async function next(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
}

/** A counter of rows, by which they are filtered. */
function counter(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}

/** Chooses what a column means. */
async function setMeaning(page: Page, column: string, meaning: string): Promise<void> {
  await page.getByRole('button', { name: `Meaning of the column ${column}` }).click();
  await page.getByRole('option', { name: meaning, exact: true }).click();
}

/** Writes into a cell of the rows. */
async function write(page: Page, cell: string, text: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${cell}:`) }).click();
  await page.getByLabel(cell, { exact: true }).fill(text);
  await page.keyboard.press('Enter');
}

test('a messy list: header, columns, faults put right in place, changes, result, undo', async ({ desk }, testInfo) => {
  const { page } = desk;
  await openImport(page);
  await paste(page, MESSY);

  await expect(page.getByText('Header in row 3. 6 rows below it.')).toBeVisible();
  await expectBothAccessible(page, testInfo);
  await page.getByRole('cell', { name: '111122223333' }).click();
  await expect(page.getByText('Header in row 4.')).toBeVisible();
  await page.getByRole('button', { name: 'Row 3 is the header' }).click();
  await expect(page.getByText('Header in row 3.')).toBeVisible();

  await next(page, 'Columns');
  const columns = page.getByRole('grid', { name: 'Columns of the list' });
  await setMeaning(page, 'Bereich', 'Subset Name');
  await expect(columns.getByRole('row', { name: /Bereich/ })).toContainText('chosen by you');
  await expectAccessible(page, testInfo);
  await page.getByRole('button', { name: 'Back' }).click();
  await page.reload();
  // The import goes on where it was, and what was said about it stands.
  await expect(page.getByText('Header in row 3.')).toBeVisible();
  await next(page, 'Columns');
  await expect(columns.getByRole('row', { name: /Bereich/ })).toContainText('chosen by you');

  await next(page, 'Rows');
  const rows = page.getByRole('table', { name: 'Rows of the list' });
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page.getByText("5 rows can't be imported as they are.")).toBeVisible();
  await counter(page, 'Wrong (5)').click();
  await expect(rows).toContainText('The spreadsheet has rounded the ID');
  await expectBothAccessible(page, testInfo);
  await page.getByRole('button', { name: 'Accept: row 5' }).click();
  await expect(counter(page, 'Wrong (4)')).toBeVisible();
  await page.getByRole('button', { name: 'Leave out: row 8' }).click();
  await expect(counter(page, 'Wrong (2)')).toBeVisible();
  await write(page, 'AWS Account Email of row 9', 'five@northwind.example');
  await expect(counter(page, 'Wrong (1)')).toBeVisible();
  await counter(page, 'Warnings (2)').click();
  await write(page, 'Status of row 4', 'ACTIVE');
  await expect(page.getByText("Row 4 has 'ACTIVE' now. 1 other row has 'Aktiv' in Status too.")).toBeVisible();
  await page.getByRole('button', { name: 'Write it in all 2 rows' }).click();
  await expect(counter(page, 'Warnings (0)')).toBeVisible();
  await counter(page, 'Edited (3)').click();
  await expect(rows).toContainText("Status was written by hand; in the file it is 'Aktiv'.");
  await page.getByRole('checkbox', { name: /Leave out 1 row/ }).check();

  await next(page, 'Changes');
  await expect(page.getByRole('tab', { name: 'New accounts (4)' })).toBeVisible();
  await expectBothAccessible(page, testInfo);
  await page.getByRole('button', { name: 'Import 6 changes' }).click();
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible();
  await expect(page.getByText('4 accounts added, 2 subsets added, 2 rows left out.').first()).toBeVisible();
  await expectAccessible(page, testInfo);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the rows that were left out' }).click();
  expect((await download).suggestedFilename()).toBe('rejected-rows.xlsx');

  // A second list of the same shape: its columns are remembered, and the preview says what becomes what.
  await page.getByRole('button', { name: 'Import another list' }).click();
  await paste(page, SECOND);
  await next(page, 'Columns');
  await expect(page.getByText('2 columns mean what you chose for an earlier file')).toHaveCount(0);
  await expect(columns.getByRole('row', { name: /Bereich/ })).toContainText('as you chose for an earlier file');
  await next(page, 'Rows');
  await next(page, 'Changes');
  await page.getByRole('tab', { name: 'Moved (1)' }).click();
  await expect(page.getByRole('grid', { name: 'Moved' })).toContainText('Subset Name: Retail → Bank');
  await page.getByRole('tab', { name: 'Changed (1)' }).click();
  await expect(page.getByRole('grid', { name: 'Changed' })).toContainText('Account Name: two → two renamed');
  await page.getByRole('tab', { name: 'Not in the list (2)' }).click();
  await expect(page.getByText('Nothing happens to accounts that are in the ledger and not in the list.')).toBeVisible();
  await page.getByRole('button', { name: 'Import 3 changes' }).click();
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo the import' }).click();
  await expect(page.getByRole('heading', { name: 'Import taken back' })).toBeVisible();
  await page.getByRole('button', { name: 'Open the accounts' }).click();
  await expect(page.getByRole('grid', { name: 'Accounts of Northwind' })).toContainText('two');
  await expect(page.getByRole('grid', { name: 'Accounts of Northwind' })).not.toContainText('two renamed');
});

test('by keyboard alone: header, a cell, import', async ({ desk }) => {
  const { page } = desk;
  await openImport(page);
  await page.getByLabel('Cells, with their header').focus();
  await page.keyboard.insertText('A title\nAccount ID\tSubset Name\n111122223333\tRetail\n1.2E+11\tRetail\n');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Header in row 2.')).toBeVisible();
  await page.getByRole('button', { name: 'Row 2 is the header' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: 'Row 3 is the header' })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.getByRole('navigation', { name: 'Steps of the import' }).getByRole('button', { name: 'Rows' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Rows', level: 1 })).toBeVisible();
  const first = page.getByRole('button', { name: 'AWS Account ID of row 3: 111122223333. Write into it' });
  await first.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.insertText('000000000013');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /AWS Account ID of row 4: 1.2E\+11/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.insertText('000000000013');
  await page.keyboard.press('Enter');
  await expect(counter(page, 'Edited (1)')).toBeVisible();
  await page.getByRole('button', { name: 'Next', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'New accounts (2)' })).toBeVisible();
  await page.getByRole('button', { name: 'Import 3 changes' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 accounts added, 1 subset added.').first()).toBeVisible();
});

test('a workbook that a billing team keeps: its sheets, another one, an import cancelled', async ({ desk }) => {
  const { page } = desk;
  await openImport(page);
  await choosing(desk, samplePath('billing-team-mapping.xlsx'), () =>
    page.getByRole('button', { name: 'Choose a file…' }).click(),
  );
  await expect(page.getByRole('heading', { name: 'Sheet and header', level: 1 })).toBeVisible();
  const tabs = page.getByRole('tablist', { name: 'Sheets of the file' }).getByRole('tab');
  await expect(tabs).toHaveText([/Mapping 2026/, /Notes/]);
  const found = page.getByText(/Header in row 4/);
  await expect(found).toBeVisible();
  const chosen = await page.getByRole('tab', { selected: true }).textContent();
  for (const at of [1, 0]) {
    await tabs.nth(at).click();
    await expect(tabs.nth(at)).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('table', { name: /^Cells of / })).toBeVisible();
  }
  await page.getByRole('tab', { name: chosen ?? '' }).click();
  await expect(found).toBeVisible();
  await page.getByRole('button', { name: 'Cancel the import' }).click();
  await expect(page.getByRole('heading', { name: 'Source', level: 1 })).toBeVisible();
  await expect(page.getByText(/^Open: /)).toHaveCount(0);
});

test('an import that was closed elsewhere goes on where it was once the list is chosen again', async ({ desk }) => {
  const { page } = desk;
  await openImport(page);
  await paste(page, MESSY);
  await next(page, 'Columns');
  await setMeaning(page, 'Bereich', 'Subset Name');
  await next(page, 'Rows');
  await page.getByRole('button', { name: 'Leave out: row 4' }).click();
  await expect(counter(page, 'Left out (1)')).toBeVisible();

  const other = await page.context().newPage();
  await other.goto(page.url());
  await expect(other.getByRole('heading', { name: 'Rows', level: 1 })).toBeVisible();
  await other.getByRole('button', { name: 'Cancel the import' }).click();
  await expect(other.getByRole('heading', { name: 'Source', level: 1 })).toBeVisible();
  // It stays open: a page that is closed takes back what it has just asked for. Another one sees when it is done.
  const third = await page.context().newPage();
  await expect(async () => {
    await third.goto(page.url());
    await expect(third.getByRole('heading', { name: 'Source', level: 1 })).toBeVisible({ timeout: 5_000 });
  }).toPass();

  await page.getByRole('button', { name: 'Leave out: row 9' }).click();
  await expect(page.getByText('The import of the pasted cells can go on')).toBeVisible();
  await page.getByLabel('Cells, with their header').fill(MESSY);
  await page.getByRole('button', { name: 'Use what was pasted' }).click();
  await expect(page.getByRole('heading', { name: 'Rows', level: 1 })).toBeVisible();
  await expect(counter(page, 'Left out (1)')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Rows of the list' })).toContainText('Retail');
});

test('a file is dropped on the page; another one asks before it takes its place', async ({ desk }) => {
  const { page } = desk;
  await openImport(page);
  const drop = async (selector: string, name: string, text: string): Promise<void> => {
    const dataTransfer = await page.evaluateHandle(
      ([file, content]) => {
        const data = new DataTransfer();
        data.items.add(new File([content], file, { type: 'text/csv' }));
        return data;
      },
      [name, text] as const,
    );
    await page.dispatchEvent(selector, 'drop', { dataTransfer });
  };
  await drop('.drop-zone', 'first.csv', 'Account ID;Subset Name\n111122223333;Retail\n');
  await expect(page.getByRole('table', { name: /^Cells of / })).toContainText('111122223333');
  await drop('main', 'second.csv', 'Account ID;Subset Name\n444455556666;Bank\n');
  await expect(page.getByRole('dialog')).toContainText('What you said about first.csv is forgotten');
  await page.getByRole('button', { name: 'Import the other list' }).click();
  await expect(page.getByRole('table', { name: /^Cells of / })).toContainText('444455556666');
  await next(page, 'Columns');
  await expect(page.getByText('second.csv: header in row 1, 1 row.')).toBeVisible();
});
