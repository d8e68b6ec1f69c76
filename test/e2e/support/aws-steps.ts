import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/** The row of a step in the table of steps. */
export function step(page: Page, name: string): Locator {
  return page
    .getByRole('grid', { name: 'Steps of the AWS set-up' })
    .getByRole('row', { name: new RegExp(`^${name}: show`, 'u') });
}

const APPLY = /^Apply \d+ steps?/u;

/** Applies what the page shows, agreeing to all that is asked, and waits for the end. */
export async function apply(page: Page): Promise<void> {
  await page.getByRole('button', { name: APPLY }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('This is the sandbox: nothing of it is real.');
  for (const consent of await dialog.getByRole('checkbox').all()) await consent.check();
  await dialog.getByRole('button', { name: APPLY }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Look at AWS now' })).toBeEnabled({ timeout: 180_000 });
}

/** Applies for as long as there is something to do: steps that come into view by others are agreed to by themselves. */
export async function applyAll(page: Page): Promise<void> {
  for (let round = 0; round < 5; round += 1) {
    await apply(page);
    if ((await page.getByRole('button', { name: APPLY }).count()) === 0) return;
  }
  throw new Error('there is still something to do after five rounds');
}

/** The vendor's link as it is copied. */
export async function vendorLink(page: Page): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy the vendor’s link' }).click();
  return page.evaluate(() => navigator.clipboard.readText());
}
