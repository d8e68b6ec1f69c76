/** Cost data in a browser, which can name no file of the computer: files and folders are sent in pieces. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { csvOf, USAGE } from '../support/cost-report.ts';
import { expectBothAccessible } from './support/axe.ts';
import { choosing } from './support/chosen-files.ts';
import { expect, skipWhereImpossible, test } from './support/fixtures.ts';
import { goTo } from './support/places.ts';

skipWhereImpossible();
test.use({ ledger: { mpa: { id: '099999999999', name: 'Northwind' } } });

const LINES = 40_000;
const MANIFEST = {
  assemblyId: 'a-10',
  account: '099999999999',
  reportName: 'cur',
  billingPeriod: { start: '20261001T000000.000Z' },
  reportKeys: ['cur/20261001-20261101/a-10/cur-1.csv', 'cur/20261001-20261101/a-10/cur-2.csv'],
};

let folder: string;
/** A delivery as it lies in the bucket, of 40,001 lines: its first file takes two pieces. */
let report: string;

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'enrollment-desk-report-'));
  report = join(folder, 'cur');
  const month = join(report, '20261001-20261101');
  mkdirSync(join(month, 'a-10'), { recursive: true });
  const lines = Array.from({ length: LINES }, (_, at) => ({ ...USAGE, identity_line_item_id: `line-${at}` }));
  writeFileSync(join(month, 'a-10', 'cur-1.csv'), csvOf(lines));
  writeFileSync(join(month, 'a-10', 'cur-2.csv'), csvOf([{ ...USAGE, identity_line_item_id: 'last' }]));
  writeFileSync(join(month, 'cur-Manifest.json'), JSON.stringify(MANIFEST));
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Drops a file or folder of the computer on the middle of the page, as a person does. */
async function dropOn(page: Page, path: string): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await browser.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data });
}

/** How many pieces the page has sent. */
function countPieces(page: Page): () => number {
  let pieces = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/costData/sendPiece')) pieces += 1;
  });
  return () => pieces;
}

test('a folder is chosen and sent in pieces; its month stands in the calendar', async ({ desk }, testInfo) => {
  const { page } = desk;
  const pieces = countPieces(page);
  await goTo(page, '099999999999/cost-data');
  await expect(page.getByText('No cost data yet')).toBeVisible();
  await choosing(desk, report, () => page.getByRole('button', { name: 'Add a folder…' }).first().click());
  await expect(page.getByText('Read cost data of October 2026: 40,001 lines.')).toBeVisible();
  // Two of the first file, one of the second, one of the manifest.
  expect(pieces()).toBe(4);
  await page.getByRole('button', { name: 'October 2026: final' }).click();
  await expect(page.getByText('Files (2)')).toBeVisible();
  await expect(page.getByRole('row', { name: /October 2026/ })).toContainText('Can’t be proven');
  await expectBothAccessible(page, testInfo);

  await page.getByRole('button', { name: 'Show the lines' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('row')).toHaveCount(51);
  const shownPage = (number: number): Promise<void> =>
    expect(dialog.getByRole('button', { name: `Page ${number}`, exact: true })).toHaveAttribute('aria-current', 'true');
  await dialog.getByRole('button', { name: 'Next page' }).click();
  await shownPage(2);
  await dialog.getByRole('button', { name: 'Next page' }).click();
  await shownPage(3);
  await dialog.getByRole('button', { name: 'Previous page' }).click();
  await shownPage(2);
  await dialog.getByRole('combobox', { name: 'Find lines by any column' }).fill('Product = AmazonS3');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('No line fits')).toBeVisible();
  await expectBothAccessible(page, testInfo);
  // The condition is in the address: it is there after a reload, too.
  await page.reload();
  await expect(dialog.getByText('No line fits')).toBeVisible();
  await dialog.getByRole('button', { name: 'Show all lines' }).click();
  await expect(dialog.getByRole('row')).toHaveCount(51);
  expect(left(desk.folder)).toEqual([]);
});

test('a file and a folder are dropped on the page', async ({ desk }) => {
  const { page } = desk;
  const pieces = countPieces(page);
  await goTo(page, '099999999999/cost-data');
  await expect(page.getByText('No cost data yet')).toBeVisible();
  await dropOn(page, join(report, '20261001-20261101', 'a-10', 'cur-1.csv'));
  await expect(page.getByText('Read cost data of October 2026: 40,000 lines.')).toBeVisible();
  expect(pieces()).toBe(2);
  await dropOn(page, report);
  await expect(page.getByText('Read cost data of October 2026: 40,001 lines.')).toBeVisible();
  expect(pieces()).toBe(6);
});

test('cancelled half way, nothing that was sent stays', async ({ desk }) => {
  const { page } = desk;
  let held = (): void => undefined;
  const second = new Promise<void>((resolve) => (held = resolve));
  let pieces = 0;
  await page.route('**/costData/sendPiece', async (route) => {
    pieces += 1;
    if (pieces === 1) await route.continue();
    else held();
  });
  await goTo(page, '099999999999/cost-data');
  const file = join(report, '20261001-20261101', 'a-10', 'cur-1.csv');
  await choosing(desk, file, () => page.getByRole('button', { name: 'Add files…' }).first().click());
  await second;
  expect(left(desk.folder)).toEqual(['cur-1.csv']);
  await page.getByRole('button', { name: 'Cancel: Reading cost data of Northwind' }).click();
  await expect(page.getByRole('region', { name: 'Work under way' })).toHaveCount(0);
  await expect.poll(() => left(desk.folder)).toEqual([]);
  await expect(page.getByText('No cost data yet')).toBeVisible();
});

/** The files of reports that lie in the folders of the program. */
function left(home: string): string[] {
  return readdirSync(home, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?:\.csv|anifest\.json)$/.test(entry.name))
    .map(({ name }) => name);
}
