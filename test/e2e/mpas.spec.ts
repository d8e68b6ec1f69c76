import { expect, skipWhereImpossible, test } from './support/fixtures.ts';

skipWhereImpossible();

test('an empty ledger says what to do, and fills while one looks', async ({ desk }, testInfo) => {
  const { page } = desk;
  await expect(page.getByText('Add your first payer account')).toBeVisible();
  await page.screenshot({ path: testInfo.outputPath('empty.png') });

  await desk.addMpa('099999999999', 'Northwind');
  const row = page.getByRole('row', { name: /Northwind/ });
  await expect(row).toContainText('099999999999');
  await expect(row).toContainText('1 of 9 · Sign up with Spot');
  await desk.addMpa('012345678901', 'Contoso');
  await expect(page.getByRole('row', { name: /Contoso/ })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Payer accounts (2)');
  await page.screenshot({ path: testInfo.outputPath('two.png') });
});

const ACCOUNTS = `Account Name,AWS Account Email,AWS Account ID,Subset Name,Billing Workflow Name
Prod,prod@northwind.example,111111111111,Retail,Standard resale
Test,test@northwind.example,111111111112,Retail,Standard resale
Sandbox,sandbox@northwind.example,000000000013,,
`;

test('an import fills the row and the checks', async ({ desk }, testInfo) => {
  const { page } = desk;
  await desk.addMpa('099999999999', 'Northwind');
  const row = page.getByRole('row', { name: /Northwind/ });
  // No Spot Org ID is an error, no accounts yet a hint.
  await expect(row).toContainText('1 error1 hint');

  await desk.enroll('mpa', 'set', '099999999999', '--spot-org', '606000000001');
  await desk.importList(ACCOUNTS);
  await expect(row).toContainText('3 accounts');
  await expect(row).toContainText('1 is not in a subset');
  await expect(row).toContainText('2 warnings');
  await page.screenshot({ path: testInfo.outputPath('imported.png') });
});
