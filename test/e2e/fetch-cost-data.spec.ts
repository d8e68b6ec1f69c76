/** Cost data from AWS by mouse: the set-up in the sandbox to its end, days pass, a month is fetched and looked at. */
import { apply, applyAll, step, vendorLink } from './support/aws-steps.ts';
import { expectAccessible } from './support/axe.ts';
import { expect, skipWhereImpossible, test } from './support/fixtures.ts';

skipWhereImpossible();

test.use({
  ledger: { mpa: { id: '012345678901', name: 'Northwind', scenario: 'enterprise', spotOrgId: '606000000001' } },
});

test('a month is fetched from the bucket of the sandbox, and its health is shown', async ({ desk }, testInfo) => {
  test.setTimeout(600_000);
  const { page } = desk;
  const dialog = page.getByRole('dialog');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('link', { name: 'Northwind' }).first().click();
  await page.getByRole('link', { name: 'Cost data' }).first().click();
  // Nothing is known yet of where its report would be.
  await page.getByRole('button', { name: 'Fetch from AWS…' }).first().click();
  await expect(page.getByText(/No AWS profile is known for Northwind/u).first()).toBeVisible();

  await page.getByRole('link', { name: 'AWS set-up' }).first().click();
  await page.getByRole('button', { name: 'Practise in a sandbox' }).click();
  await page.getByRole('button', { name: 'Look at AWS now' }).click();
  await apply(page);
  await page.getByRole('button', { name: 'Let a day pass' }).click();
  await expect(step(page, 'First delivery')).toContainText('In place (simulated)');
  const url = await vendorLink(page);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'The vendor’s link…' }).click();
  await dialog.getByLabel('Link').fill(url);
  await dialog.getByRole('button', { name: 'Keep the link' }).click();
  await applyAll(page);
  await expect(step(page, 'Access role stack')).toContainText('In place (simulated)', { timeout: 180_000 });
  await page.getByRole('button', { name: 'Let a day pass' }).click();
  await page.screenshot({ path: testInfo.outputPath('set-up.png') });

  await page.getByRole('link', { name: 'Cost data' }).first().click();
  await page.getByRole('button', { name: 'Fetch from AWS…' }).first().click();
  await expect(dialog).toContainText(/2 files, \d+\.\d MB, delivered/u);
  await expectAccessible(page, testInfo);
  await page.screenshot({ path: testInfo.outputPath('months.png') });
  await dialog.getByRole('button', { name: 'Download and read' }).click();
  await expect(page.getByText(/^Read cost data of \w+ \d{4}: [\d,]+ lines\./u)).toBeVisible();
  await page
    .getByRole('link', { name: /^\w+ \d{4}$/u })
    .first()
    .click();
  await expect(page.getByText(/AWS has not invoiced all of it yet/u).first()).toBeVisible();
  await expect(page.getByText('SavingsPlanNegation').first()).toBeVisible();
  await page.screenshot({ path: testInfo.outputPath('health.png') });
  await expectAccessible(page, testInfo);
});
