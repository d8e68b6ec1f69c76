import type { Page } from '@playwright/test';
import { LEDGER_PAGES, MPA_PAGES } from '../../../renderer/session/route.ts';

/** Every page of the app, as its address names it: 'overview', '099999999999/accounts'. @param mpaId whose pages */
export function everyPlace(mpaId: string): string[] {
  return [...LEDGER_PAGES, ...MPA_PAGES.map((page) => `${mpaId}/${page}`)];
}

/** Goes to such a place without loading the app anew. */
export async function goTo(page: Page, place: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#/${place}`);
}
