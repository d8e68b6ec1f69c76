/** The AWS set-up on the sandbox by mouse: plan, apply, a failure in the middle, going on, the waits, the vendor's link, and taking back. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { apply, applyAll, step, vendorLink } from './support/aws-steps.ts';
import { expect, skipWhereImpossible, test } from './support/fixtures.ts';
import { expectSavedFiles } from './support/save-files.ts';

skipWhereImpossible();

/** A customer of an MSP, of whom all is known that the set-up asks for. */
test.use({
  ledger: {
    mpa: {
      id: '012345678901',
      name: 'Northwind',
      scenario: 'customer-of-msp',
      spotOrgId: '606000000001',
      mspAccountId: '098700005432',
    },
  },
});

/** Switches a fault of the sandbox on or off, and closes the list of faults again. */
async function setFault(page: Page, key: string, on: boolean): Promise<void> {
  await page.getByRole('button', { name: /^Faults/ }).click();
  await page.getByRole('checkbox', { name: key }).click();
  await expect(page.getByRole('checkbox', { name: key })).toBeChecked({ checked: on });
  await page.getByRole('button', { name: /^Faults/ }).click();
}

test('from nothing to data in the console, with a failure and a reload in the middle', async ({ desk }, testInfo) => {
  test.setTimeout(600_000);
  const { page } = desk;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('link', { name: 'Northwind' }).first().click();
  await page.getByRole('link', { name: 'AWS set-up' }).first().click();
  await page.getByRole('button', { name: 'Practise in a sandbox' }).click();
  await expect(page.getByText('SANDBOX · simulated AWS account, nothing here is real')).toBeVisible();

  // What helps is a link that leads to where it is done, with the proposal filled in.
  await setFault(page, 'bucket-name-taken', true);
  await page.getByRole('button', { name: 'Look at AWS now' }).click();
  await expect(step(page, 'Report bucket')).toContainText('Blocked');
  await page.getByRole('link', { name: 'AWS set-up › More › Bucket, region, Athena' }).first().click();
  const choices = page.getByRole('dialog');
  await expect(choices.getByLabel('Report bucket')).toHaveValue(/^spotinst-cur-report-\d{12}$/u);
  await choices.getByRole('button', { name: 'Save' }).click();
  await expect(choices).toBeHidden();
  await expect(page.getByText(/--bucket|enroll aws/u)).toHaveCount(0);
  await setFault(page, 'bucket-name-taken', false);

  // A fault is switched on; the plan says what would be done.
  await setFault(page, 'bucket-policy-not-accepted', true);
  await page.getByRole('button', { name: 'Look at AWS now' }).click();
  await expect(step(page, 'Report bucket')).toContainText('3 calls');
  await expectAccessible(page, testInfo);

  // The apply goes as far as it can, and says why no further and what helps.
  await apply(page);
  await expect(step(page, 'Report bucket')).toContainText('In place (simulated)');
  await expect(step(page, 'Cost and Usage Report')).toContainText('Blocked');
  await page.getByRole('link', { name: 'Cost and Usage Report: show', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Copy details' }).first()).toBeVisible();
  await expect(page.getByText(/^AWS said: ValidationException, request /)).toBeVisible();
  await expectAccessible(page, testInfo);

  // The same after a reload; then the fault is mended, and it goes on where it stopped.
  await page.reload();
  await expect(step(page, 'Cost and Usage Report')).toContainText('Blocked');
  await setFault(page, 'bucket-policy-not-accepted', false);
  await page.getByRole('button', { name: 'Look at AWS now' }).click();
  await applyAll(page);
  await expect(step(page, 'First delivery')).toContainText('Waiting');
  await expect(step(page, 'Cost and Usage Report')).toContainText('In place (simulated)');

  // A day passes: the delivery has come, the Athena stack is made.
  await page.getByRole('button', { name: 'Let a day pass' }).click();
  await expect(step(page, 'First delivery')).toContainText('In place (simulated)');
  await applyAll(page);
  await expect(step(page, 'Crawler schedule')).toContainText('In place (simulated)', { timeout: 180_000 });
  await expect(step(page, 'Hand-off mail')).toContainText('Needs you');

  // The mail to the vendor with the very file that is deployed. When it was sent the wait begins; then the link comes.
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Hand-off files…' }).click();
  await expectSavedFiles(desk, testInfo, ['.eml', '.yml']);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'I sent the hand-off mail…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Begin the wait' }).click();
  await expect(step(page, "Vendor's link")).toContainText('Waiting');
  await page.getByRole('button', { name: 'Let a day pass' }).click();
  const link = page.getByRole('button', { name: 'Copy the vendor’s link' });
  await expect(link).toBeVisible();
  const url = await vendorLink(page);

  // What the vendor filled in is seen to be locked.
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'The vendor’s link…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Link').fill(url);
  await expect(dialog.getByRole('table', { name: 'What the vendor has filled in' })).toContainText('locked');
  await page.screenshot({ path: testInfo.outputPath('link.png') });
  await expectAccessible(page, testInfo);
  await dialog.getByRole('button', { name: 'Keep the link' }).click();
  await expect(step(page, "Vendor's link")).toContainText('In place (simulated)');
  await applyAll(page);
  await expect(step(page, 'Extractor stack')).toContainText('In place (simulated)', { timeout: 180_000 });

  // One step is taken back, with its consequences spelled out.
  await page.getByRole('link', { name: 'Crawler schedule: show', exact: true }).click();
  await page.getByRole('button', { name: 'Take this step back…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take back Crawler schedule' }).click();
  await expect(page.getByText('Took back Crawler schedule.', { exact: true })).toBeVisible();
  await expect(step(page, 'Crawler schedule')).toContainText('Needs you');

  // The history says all of it in words.
  await page.getByRole('link', { name: 'History', exact: true }).first().click();
  await page.getByRole('link', { name: /: The hand-off mail was made at .* do not send it\.$/u }).click();
  await expect(page.getByText('Write it to a folder with: AWS set-up › More › Hand-off files')).toBeVisible();
  await expectAccessible(page, testInfo);
});
