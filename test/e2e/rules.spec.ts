import { expectBothAccessible } from './support/axe.ts';
import type { Desk } from './support/desk.ts';
import type { LedgerContent } from './support/ledger-content.ts';
import { expect, skipWhereImpossible, test } from './support/fixtures.ts';
import { goTo } from './support/places.ts';

skipWhereImpossible();

/** A payer account with a subset and three accounts that are in none. */
const ACCOUNTS: LedgerContent = {
  mpa: { id: '099999999999', name: 'Northwind' },
  accounts: [
    { id: '111111111111', name: 'contoso-prod', email: 'aws+prod@contoso.example', subset: 'Contoso' },
    { id: '111111111112', name: 'contoso-dev', email: 'aws+dev@contoso.example' },
    { id: '000000000013', name: 'fabrikam-prod', email: 'aws+prod@fabrikam.example' },
    { id: '000000000014', name: 'sandbox', email: 'sandbox@northwind.example' },
  ],
};

/** Opens its rules. */
async function openRules({ page }: Desk): Promise<void> {
  await goTo(page, '099999999999/rules');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Assignment rules (2)');
}

test.describe('by mouse', () => {
  test.use({
    ledger: {
      ...ACCOUNTS,
      rules: [
        ['name', 'starts-with', 'contoso-', 'Contoso'],
        ['email', 'ends-with', '.example', 'Rest'],
      ],
    },
  });

  test('rules are dragged, applied, and each is taken back', async ({ desk }) => {
    const { page } = desk;
    const dialog = page.getByRole('dialog');
    await openRules(desk);
    await expect(page.getByText('Fits 2 accounts: 2 would be assigned.')).toBeVisible();

    // Dragged to the front it takes all; the first rule has none left.
    const from = await page.getByRole('button', { name: /^Move rule 2 by/ }).boundingBox();
    const to = await page.getByRole('button', { name: /^Move rule 1 by/ }).boundingBox();
    await page.mouse.move((from?.x ?? 0) + 8, (from?.y ?? 0) + 8);
    await page.mouse.down();
    await page.mouse.move((to?.x ?? 0) + 8, (to?.y ?? 0) + 30, { steps: 3 });
    await page.mouse.move((to?.x ?? 0) + 8, (to?.y ?? 0) - 6, { steps: 3 });
    await page.mouse.up();
    await expect(page.getByText('Fits 4 accounts: 3 would be assigned, 1 stays in another subset.')).toBeVisible();
    await expect(page.getByText('No account is left for it')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await expect(page.getByRole('heading', { level: 3, name: /^1. Name starts with/ })).toBeVisible();

    await page.getByRole('button', { name: 'Assign 3 accounts…' }).click();
    await expect(dialog).toContainText('2 accounts to Rest');
    await expect(dialog).toContainText('1 account to Contoso');
    await dialog.getByRole('button', { name: 'Assign 3 accounts' }).click();
    await expect(page.getByText('Assigned 3 accounts by the rules.', { exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Apply', exact: true })).toBeDisabled();
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await expect(page.getByRole('button', { name: 'Assign 3 accounts…' })).toBeEnabled();
  });
});

test.describe('with two rules', () => {
  test.use({
    ledger: {
      ...ACCOUNTS,
      rules: [
        ['name', 'contains', 'prod', 'Contoso'],
        ['id', 'starts-with', '0000', 'Contoso'],
      ],
    },
  });

  test('rules by keyboard: moved, changed, removed', async ({ desk }) => {
    const { page } = desk;
    await openRules(desk);
    await page.getByRole('button', { name: /^Move rule 2 by/ }).press('ArrowUp');
    await expect(page.getByRole('heading', { level: 3, name: /^1. ID starts with/ })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Move rule 1 by/ })).toBeFocused();
    await expect(page.getByText('Rule 2 is now rule 1 of 2.')).toHaveAttribute('aria-live', 'polite');

    await page.getByRole('button', { name: 'Change rule 1' }).press('Enter');
    const value = page.getByRole('dialog').getByRole('textbox', { name: 'With' });
    await value.fill('00000000001');
    await expect(page.getByRole('dialog')).toContainText('Fits 2 accounts: 2 would be assigned.');
    await page.getByRole('dialog').getByRole('button', { name: 'Save rule' }).press('Enter');
    await expect(page.getByRole('heading', { level: 3, name: /^1. ID starts with "00000000001"/ })).toBeVisible();

    await page.getByRole('button', { name: 'Remove rule 1' }).press('Enter');
    await expect(page.getByText('Removed rule 1. Accounts stay where they are.', { exact: true })).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('(1)');
    // What was offered before fades away: only the last change can be taken back.
    const undo = page.getByRole('button', { name: 'Undo' });
    await expect(undo).toHaveCount(1);
    await undo.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('(2)');
  });

  test('nothing for axe to find, in dark and in light', async ({ desk }, testInfo) => {
    const { page } = desk;
    await openRules(desk);
    await page.getByRole('button', { name: 'Examples of rule 1' }).click();
    await page.getByRole('button', { name: /^No rule fits 1 account/ }).click();
    await expectBothAccessible(page, testInfo);
    await page.getByRole('button', { name: 'Change rule 1' }).click();
    await expect(page.getByRole('dialog')).toContainText('Fits 2 accounts');
    await expectBothAccessible(page, testInfo);
  });
});
