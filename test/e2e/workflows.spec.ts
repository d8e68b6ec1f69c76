import type { Page } from '@playwright/test';
import { expectBothAccessible } from './support/axe.ts';
import type { Desk } from './support/desk.ts';
import { expect, skipWhereImpossible, test } from './support/fixtures.ts';
import { goTo } from './support/places.ts';

skipWhereImpossible();

/** A payer account with a workflow that one subset has. */
test.use({
  ledger: {
    mpa: { id: '099999999999', name: 'Northwind' },
    accounts: [
      { id: '111111111111', name: 'Prod', subset: 'Retail', workflow: 'Standard resale' },
      { id: '111111111112', name: 'Test', subset: 'Retail', workflow: 'Standard resale' },
    ],
  },
});

/** Opens its workflows. */
async function openWorkflows({ page }: Desk): Promise<void> {
  await goTo(page, '099999999999/workflows');
  await expect(page.getByRole('heading', { level: 2, name: 'Standard resale (0)' })).toBeVisible();
}

function vendorText(page: Page): ReturnType<Page['getByTestId']> {
  return page.getByTestId('vendor-text');
}

async function addRule(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Add rule' }).click();
  await page.getByRole('list', { name: 'Rules to add' }).getByRole('button', { name }).click();
}

test('rules by mouse: added, filled in, dragged, saved for its subsets, undone', async ({ desk }, testInfo) => {
  const { page } = desk;
  await openWorkflows(desk);
  await expect(vendorText(page)).toHaveText('Standard resale:\n\nNo billing rules (raw data)');

  await addRule(page, /^Uplift/);
  const save = page.getByRole('button', { name: 'Save for 1 subset (2 accounts)' });
  await expect(save).toBeDisabled();
  await expect(vendorText(page)).toContainText('1. (rule 1 is not complete)');
  await expect(page.getByRole('textbox', { name: 'Percentage' })).toBeFocused();
  await page.keyboard.type('3');
  await addRule(page, /^Remove taxes/);
  await expect(vendorText(page)).toHaveText(
    'Standard resale:\n\n1. Uplift the price of all services by 3%\n2. Remove taxes',
  );

  // The finding leads to its rule.
  await page.getByRole('button', { name: /^Rule 2 removes charges/ }).click();
  await expect(page.getByRole('heading', { level: 3, name: '2. Remove taxes' })).toBeFocused();

  const from = await page.getByRole('button', { name: /^Move rule 2 by/ }).boundingBox();
  const to = await page.getByRole('button', { name: /^Move rule 1 by/ }).boundingBox();
  await page.mouse.move((from?.x ?? 0) + 8, (from?.y ?? 0) + 8);
  await page.mouse.down();
  await page.mouse.move((to?.x ?? 0) + 8, (to?.y ?? 0) + 40, { steps: 3 });
  await page.mouse.move((to?.x ?? 0) + 8, (to?.y ?? 0) - 4, { steps: 3 });
  await page.screenshot({ path: testInfo.outputPath('dragged.png') });
  await page.mouse.up();
  const text = 'Standard resale:\n\n1. Remove taxes\n2. Uplift the price of all services by 3%';
  await expect(vendorText(page)).toHaveText(text);
  await expect(page.getByText('Nothing found')).toBeVisible();

  await save.click();
  await expect(page.getByText('Saved Standard resale for 1 subset.', { exact: true })).toBeVisible();
  await expect(page.getByText('As it is saved')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(vendorText(page)).toHaveText('Standard resale:\n\nNo billing rules (raw data)');
});

test('rules by keyboard; the draft outlives a reload until it is discarded', async ({ desk }) => {
  const { page } = desk;
  await openWorkflows(desk);
  await page.getByRole('button', { name: 'Add rule' }).focus();
  for (const name of [/^Remove taxes/, /^In your own words/]) {
    await page.getByRole('button', { name: 'Add rule' }).press('Enter');
    await page.getByRole('searchbox', { name: /^Find rules/ }).fill(name.source.slice(1));
    await page.getByRole('list', { name: 'Rules to add' }).getByRole('button', { name }).press('Enter');
    await expect(page.getByRole('list', { name: 'Rules to add' })).toHaveCount(0);
  }
  await expect(page.getByRole('textbox', { name: 'What the rule does' })).toBeFocused();
  await page.keyboard.type('Round up to full dollars');
  await page.getByRole('button', { name: /^Move rule 2 by/ }).press('ArrowUp');
  await expect(page.getByRole('button', { name: /^Move rule 1 by/ })).toBeFocused();
  await expect(page.getByText('Rule 2 is now rule 1 of 2.')).toHaveAttribute('aria-live', 'polite');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByText('Rule 1 is the first already.')).toBeAttached();
  const text = 'Standard resale:\n\n1. Round up to full dollars\n2. Remove taxes';
  await expect(vendorText(page)).toHaveText(text);

  await page.reload();
  await expect(vendorText(page)).toHaveText(text);
  await page.getByRole('button', { name: 'Remove rule 2' }).press('Enter');
  await expect(vendorText(page)).toHaveText('Standard resale:\n\n1. Round up to full dollars');
  await expect(page.getByRole('button', { name: 'Put it back' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(vendorText(page)).toHaveText(text);
  await expect(page.getByRole('heading', { level: 3, name: '2. Remove taxes' })).toBeFocused();

  await page.getByRole('button', { name: 'Discard edits' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Discard edits' }).press('Enter');
  await expect(vendorText(page)).toHaveText('Standard resale:\n\nNo billing rules (raw data)');
});

test('versions side by side, and a workflow in use is not removed', async ({ desk }, testInfo) => {
  const { page } = desk;
  await openWorkflows(desk);
  await addRule(page, /^Remove taxes/);
  await page.getByRole('button', { name: /^Save for/ }).click();
  await expect(page.getByText('As it is saved')).toBeVisible();
  await addRule(page, /^Remove credits/);

  await page.getByRole('button', { name: 'With this workflow' }).click();
  await page.getByRole('menuitem', { name: /^Compare versions/ }).click();
  const rules = page.getByRole('dialog').getByRole('table');
  await expect(rules.getByRole('row', { name: /Remove taxes/ })).toContainText('Same');
  await expect(rules.getByRole('row', { name: /Remove EDP Discount/ })).toContainText('Added');
  await page.screenshot({ path: testInfo.outputPath('versions.png') });
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();

  await page.getByRole('button', { name: 'With this workflow' }).click();
  await page.getByRole('menuitem', { name: /^Remove/ }).click();
  await expect(page.getByRole('dialog')).toContainText('1 subset has this workflow');
  await expect(page.getByRole('button', { name: /^Remove it and leave 1 subset/ })).toBeDisabled();
  await page.getByRole('dialog').getByRole('link', { name: 'Retail' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Subsets/ })).toBeVisible();
});

test('nothing for axe to find, in dark and in light', async ({ desk }, testInfo) => {
  const { page } = desk;
  await openWorkflows(desk);
  await addRule(page, /^Uplift/);
  await addRule(page, /^Replace RI discounts/);
  await expect(page.getByRole('heading', { level: 3, name: /^2. Replace RI Discount/ })).toBeFocused();
  await expectBothAccessible(page, testInfo);
});
