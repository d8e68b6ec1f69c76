import { expect, skipWhereImpossible, test } from './support/fixtures.ts';

skipWhereImpossible();

test('who else works on the ledger is named, for as long as they do', async ({ desk }, testInfo) => {
  const { page } = desk;
  await desk.addMpa('099999999999', 'Northwind');
  await expect(page.getByRole('row', { name: /Northwind/ })).toBeVisible();
  const letGo = desk.holdLedger();
  await expect(page.getByText('kim is changing this ledger with the command line')).toBeVisible();
  await page.screenshot({ path: testInfo.outputPath('held.png') });
  await letGo();
  await expect(page.getByText('Read-only for the moment')).toBeHidden();
});

test.describe('a file that is no ledger', () => {
  test.use({ ledgerText: 'this is no database '.repeat(500) });

  test('is told of, with its code', async ({ desk }, testInfo) => {
    const { page } = desk;
    await expect(page.getByText("The ledger can't be read")).toBeVisible();
    await expect(page.getByText('LEDGER_DAMAGED')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Read again' })).toBeVisible();
    await page.screenshot({ path: testInfo.outputPath('damaged.png') });
  });
});
