/** The demo from the screen: opened, walked through by mouse, its AWS set-up rehearsed, left again; the own ledger knows nothing of it. */
import { expectAccessible } from './support/axe.ts';
import { expect, skipWhereImpossible, test } from './support/fixtures.ts';

skipWhereImpossible();
test.beforeEach(({ desk }) => desk.page.emulateMedia({ reducedMotion: 'reduce' }));

test('from an empty ledger into the demo, around in it, and back', async ({ desk }, testInfo) => {
  const { page } = desk;
  await expect(page.getByRole('heading', { name: 'Look around in a demo' })).toBeVisible();
  await expectAccessible(page, testInfo);
  await page.getByRole('button', { name: 'Open the demo' }).click();
  await expect(page.getByText('Making the demo')).toBeVisible();
  await expect(page.getByText('This is the demo:')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Payer accounts (3)');
  await expect(page.getByRole('row', { name: /Alpine Group/ })).toContainText('2 of 9 · Connect the payer account');
  await page.screenshot({ path: testInfo.outputPath('demo.png') });
  await expectAccessible(page, testInfo);

  await page.getByRole('grid').getByText('Tailspin Bakery').click();
  await page.getByRole('link', { name: 'AWS set-up' }).click();
  await page.getByRole('button', { name: 'Start the sandbox' }).click();
  await expect(page.getByText('Everything is in place in the sandbox, and nothing in AWS.')).toBeVisible();
  await expect(page.getByText('AWS has not been asked now')).toBeHidden();
  await page.screenshot({ path: testInfo.outputPath('sandbox.png') });

  await page.getByRole('button', { name: 'Go back to your ledger' }).click();
  await expect(page.getByRole('heading', { name: 'Add your first payer account' })).toBeVisible();
  await expect(page.getByText('This is the demo:')).toBeHidden();

  // By keyboard, from everywhere; it is made already.
  await page.getByRole('button', { name: 'Search', exact: true }).press('Enter');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('demo');
  await expect(page.getByRole('button', { name: /^Look around in a demo/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Payer accounts (3)');

  // Dark and compact.
  await page.evaluate(() => localStorage.setItem('enrollment-desk:density', '"compact"'));
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.reload();
  await expect(page.locator('body')).toHaveClass(/awsui-compact-mode/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Payer accounts (3)');
  await page.screenshot({ path: testInfo.outputPath('dark-compact.png') });
  await expectAccessible(page, testInfo);
});

test.describe('with a payer account of one’s own', () => {
  test.use({ ledger: { mpa: { id: '099999999999', name: 'Northwind' } } });

  test('it is rehearsed in the sandbox, and goes back', async ({ desk }, testInfo) => {
    const { page } = desk;
    await page.getByRole('grid').getByText('Northwind').click();
    await page.getByRole('link', { name: 'AWS set-up' }).click();
    await page.getByRole('button', { name: 'Practise in a sandbox' }).click();
    await expect(page.getByRole('note', { name: 'Sandbox' })).toContainText('nothing here is real');
    await expect(page.getByText('In the sandbox it is')).toBeVisible();
    await page.getByRole('button', { name: 'Look at AWS now' }).click();
    await expect(page.getByRole('button', { name: /^Apply \d+ steps?…$/ })).toBeVisible();
    await page.screenshot({ path: testInfo.outputPath('practise.png') });
    await expectAccessible(page, testInfo);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(page.getByRole('note', { name: 'Sandbox' })).toBeHidden();
    await expect(page.getByRole('button', { name: 'Practise in a sandbox' })).toBeVisible();
  });
});
