/**
 * The walk of README's first five minutes, step by step and by mouse, as it is written there. What is clicked is looked up in README first:
 * the walk fails where the app is called otherwise, and where README is.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page, TestInfo } from '@playwright/test';
import { expectBothAccessible } from './support/axe.ts';
import { choosing, isDesktop } from './support/chosen-files.ts';
import { ROOT } from './support/desk.ts';
import type { Desk } from './support/desk.ts';
import type { ElectronDesk } from './support/electron-desk.ts';
import { expect, skipWhereImpossible, test } from './support/fixtures.ts';
import { expectSavedFiles } from './support/save-files.ts';

skipWhereImpossible();

const WALK = /\*\*By mouse\.\*\*(.*)\*\*On the command line\.\*\*/su
  .exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))?.[1]
  ?.replaceAll(/\s+/gu, ' ');

/** A name as README's walk has it. @param mark how it stands there: ** for buttons, * for places, ` for files and keys */
function said(name: string, mark: '**' | '*' | '`'): string {
  expect(WALK).toContain(`${mark}${name}${mark}`);
  return name;
}

const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name: said(name, '**'), exact: true }).first();

/** Goes to a page by its link at the side; its count stands behind its name. */
async function goTo(page: Page, name: string): Promise<void> {
  const link = new RegExp(`^${said(name, '*')}( \\(\\d+\\))?$`, 'u');
  await page.getByRole('navigation').getByRole('link', { name: link }).first().click();
}

test('README’s five minutes, by mouse', async ({ desk }, testInfo) => {
  test.setTimeout(600_000);
  const { page } = desk;
  // Nothing moves, so that nothing is clicked or looked at while it does.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const walk: readonly [string, () => Promise<void>][] = [
    ['the demo', () => openTheDemo(page)],
    ['1 import', () => importTheLists(desk)],
    ['2 workflows', () => addARule(page)],
    ['3 tickets', () => sendATicket(desk, testInfo)],
    ['4 sandbox', () => rehearse(page)],
    ['5 history', () => takeBackAndLeave(page)],
  ];
  for (const [name, walked] of walk) {
    await test.step(name, walked);
    await page.screenshot({ path: testInfo.outputPath(`${name}.png`) });
    await expectBothAccessible(page, testInfo);
  }
});

async function openTheDemo(page: Page): Promise<void> {
  await button(page, 'Open the demo').click();
  await expect(page.getByText('This is the demo:')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Payer accounts (3)');
}

async function importTheLists(desk: Desk): Promise<void> {
  const { page } = desk;
  const heading = (name: string) => page.getByRole('heading', { name, level: 1 });
  const next = async (title: string): Promise<void> => {
    await button(page, 'Next').click();
    await expect(heading(title)).toBeVisible();
  };
  // The bar over every page names the folder.
  const folder = await page.locator('.copyable').filter({ hasText: /demo$/ }).textContent();
  const choose = (name: string): Promise<void> =>
    choosing(desk, join(folder ?? '', 'account-lists', name), () => button(page, 'Choose a file…').click());

  if (isDesktop(desk)) await showTheFolder(desk, folder);
  await page
    .getByRole('grid', { name: 'Payer accounts' })
    .getByRole('link', { name: said('Example MSP', '*') })
    .click();
  await goTo(page, 'Accounts');
  await button(page, 'Import…').click();
  said('account-lists/msp-with-mistakes.csv', '`');
  await choose('msp-with-mistakes.csv');
  await expect(page.getByText('Header in row 1. 4 rows below it.')).toBeVisible();
  await next('Columns');
  await next(said('Rows', '*'));
  await expect(page.getByRole('button', { name: 'Wrong (4)', exact: true })).toBeVisible();
  const rows = page.getByRole('table', { name: 'Rows of the list' });
  for (const why of [
    'The spreadsheet has rounded the ID: of its 12 digits only the first 6 are left.',
    'The ID has lost digits: 1 leading zero put back, it would be 075757578575.',
    'The row has no account ID.',
    'This is not an e-mail address.',
  ]) {
    await expect(rows).toContainText(why);
  }
  await button(page, 'Next').click();
  await expect(
    page.getByText("4 rows can't be imported as they are. Put them right, or leave them out."),
  ).toBeVisible();
  await button(page, 'Cancel the import').click();
  await expect(heading('Source')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Accounts (18)' })).toBeVisible();

  await choose(said('msp-billing-team.xlsx', '`'));
  await expect(page.getByText('Header in row 1. 18 rows below it.')).toBeVisible();
  await next('Columns');
  await next('Rows');
  await next(said('Changes', '*'));
  await expect(
    page.getByText('The list says what the ledger has already: importing it changes nothing.'),
  ).toBeVisible();
  await expect(page.getByRole('tab')).toHaveText(['Unchanged (18)']);
}

/** The folder is shown by the system's file manager; a test can only see that it is asked to. */
async function showTheFolder({ app, page }: ElectronDesk, folder: string | null): Promise<void> {
  await app.evaluate(({ shell }) => {
    shell.showItemInFolder = (path) => void Reflect.set(globalThis, 'shown', path);
  });
  await button(page, 'Show the folder').click();
  await expect.poll(() => app.evaluate(() => Reflect.get(globalThis, 'shown') as unknown)).toBe(folder);
}

async function addARule(page: Page): Promise<void> {
  await goTo(page, 'Workflows');
  await button(page, 'Add rule').click();
  await page
    .getByRole('list', { name: 'Rules to add' })
    .getByRole('button', { name: new RegExp(`^${said('Remove taxes', '**')}`, 'u') })
    .click();
  await expect(page.getByTestId('vendor-text')).toHaveText(
    [
      'Public sector:\n',
      '1. Replace RI Discount with public on-demand price when RIs are purchased by any account',
      '2. Replace free tier usage with the first, billable rate',
      '3. Discount Amazon S3 by 2% when the usage occurs on Tuesdays in any US-East data center in the summer months of an odd-numbered year',
      '4. Remove taxes',
    ].join('\n'),
  );
  await expect(
    page.getByRole('button', { name: /^Rule 4 removes charges that .* has changed already/u }),
  ).toBeVisible();
  const save = new RegExp(`^${said('Save for 2 subsets', '**')} \\(6 accounts\\)$`, 'u');
  await page.getByRole('button', { name: save }).click();
  await expect(page.getByText('Saved Public sector for 2 subsets.', { exact: true })).toBeVisible();
  await expect(page.getByText('As it is saved')).toBeVisible();
}

async function sendATicket(desk: Desk, testInfo: TestInfo): Promise<void> {
  const { page } = desk;
  const request = page.getByRole('link', { name: said('Subsets request', '*') });
  await goTo(page, 'Tickets');
  await request.click();
  await expect(page.getByText('please create the subsets from the accounts and subset names')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Rows of the sheet' })).toContainText('091410978425');
  await button(page, 'Save files…').click();
  await expectSavedFiles(desk, testInfo, [
    'subsets-098700005432.txt',
    'sheet1-subsets-098700005432.xlsx',
    'subsets-098700005432.eml',
  ]);
  await button(page, 'I sent it…').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Begin the wait' }).click();
  await expect(page.getByText("'Subsets request' was sent; the wait has begun.", { exact: true })).toBeVisible();
  await expect(page.getByRole('row', { name: /Subsets request/ })).toContainText('in 7 days');

  await goTo(page, 'Subsets');
  await page.getByRole('link', { name: said('Fabrikam', '*'), exact: true }).click();
  expect(WALK).toContain('write Fabrikam Inc,');
  await page.getByLabel('Name', { exact: true }).fill('Fabrikam Inc');
  await button(page, 'Rename').click();
  await expect(page.getByText('Renamed Fabrikam to Fabrikam Inc.', { exact: true })).toBeVisible();
  await goTo(page, 'Tickets');
  await request.click();
  await expect(page.getByText('1 change since it was sent')).toBeVisible();
  await expect(page.getByRole('list', { name: 'What is different' }).getByRole('listitem')).toHaveText([
    'Subset renamed: Fabrikam → Fabrikam Inc',
  ]);
}

async function rehearse(page: Page): Promise<void> {
  await goTo(page, 'Overview');
  await page
    .getByRole('grid', { name: 'Payer accounts' })
    .getByRole('link', { name: said('Tailspin Bakery', '*') })
    .click();
  await goTo(page, 'AWS set-up');
  await expect(page.getByText('The sandbox does not run.')).toBeVisible();
  await button(page, 'Start the sandbox').click();
  await expect(page.getByText('The sandbox account of this computer. Nothing of it is real.')).toBeVisible();
  await expect(page.getByText('AWS has not been asked now')).toBeHidden();
  await expect(page.getByText('Everything is in place in the sandbox, and nothing in AWS.')).toBeVisible();

  const clock = page.getByText('In the sandbox it is').locator('time');
  const now = async () => Date.parse((await clock.getAttribute('datetime')) ?? '');
  const before = await now();
  await button(page, 'Let a day pass').click();
  await expect.poll(async () => Math.floor((await now()) / 60_000 - before / 60_000)).toBeGreaterThanOrEqual(24 * 60);
  await expect(button(page, 'Look at AWS now')).toBeEnabled();
  await page.getByRole('button', { name: `${said('Faults', '**')} (0 switched on)` }).click();
  await page.getByRole('checkbox', { name: said('billing-access-off', '`') }).click();
  await expect(page.getByRole('button', { name: 'Faults (1 switched on)' })).toBeVisible();
  await button(page, 'Look at AWS now').click();
  const step = page
    .getByRole('grid', { name: 'Steps of the AWS set-up' })
    .getByRole('row', { name: /IAM access to bill/ });
  await expect(step).toContainText('Blocked');
  await expect(page.getByText('Only the root user of the account can switch it on').first()).toBeVisible();
}

async function takeBackAndLeave(page: Page): Promise<void> {
  await goTo(page, 'Overview');
  await goTo(page, 'History');
  const undo = `${said('Undo', '**')}: Renamed the subset Fabrikam to Fabrikam Inc`;
  await page.getByRole('button', { name: undo }).click();
  const taken = page
    .getByRole('row', { name: /Renamed the subset Fabrikam to Fabrikam Inc/ })
    .filter({ hasText: 'Taken back' });
  await expect(taken).toBeVisible();
  await button(page, 'Go back to your ledger').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Payer accounts (0)');
  await expect(page.getByText('Add your first payer account')).toBeVisible();
  await goTo(page, 'History');
  await expect(page.getByText('Nothing was changed yet')).toBeVisible();
}
