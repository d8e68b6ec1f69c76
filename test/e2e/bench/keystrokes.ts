import type { Page } from '@playwright/test';

/** How often a filter is set. */
const TIMES = 40;

/**
 * From a key in a filter to the picture that shows the rows it asks for, in milliseconds, a value a time: the accounts of a payer
 * account with most of 100,000 (a filter set by Enter), and its 2,000 subsets (a letter typed).
 */
export async function keystrokes(page: Page, mpaId: string): Promise<{ accounts: number[]; subsets: number[] }> {
  return { accounts: await accountsFilter(page, mpaId), subsets: await subsetsFilter(page, mpaId) };
}

async function accountsFilter(page: Page, mpaId: string): Promise<number[]> {
  await goTo(page, `#/${mpaId}/accounts`);
  const grid = page.getByRole('grid', { name: /^Accounts of/ });
  await grid.getByRole('row').nth(5).waitFor();
  const input = page.getByRole('combobox', { name: /filter|find/i }).first();
  const times: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const text = `env-${1000 + time * 997}`;
    await input.fill(text);
    times.push(await timeOf(page, 'Enter', text));
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await grid.getByRole('row').nth(5).waitFor();
  }
  return times;
}

async function subsetsFilter(page: Page, mpaId: string): Promise<number[]> {
  await goTo(page, `#/${mpaId}/subsets`);
  const input = page.getByRole('searchbox').first();
  await page.getByRole('grid').first().getByRole('row').nth(5).waitFor();
  const times: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const last = String(time % 10);
    await input.fill('customer-1');
    await page.waitForTimeout(150);
    times.push(await timeOf(page, last, `customer-1${last}`));
    await input.fill('');
    await page.waitForTimeout(100);
  }
  return times;
}

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
}

/** Presses a key. @returns the time until the next picture after every row of the tables names a text */
async function timeOf(page: Page, key: string, text: string): Promise<number> {
  // Listens before the key is pressed: the two ways into the page do not wait for each other.
  const watching = await page.evaluateHandle(watch, { key, text });
  await page.keyboard.press(key);
  return watching.evaluate(({ time }) => time);
}

/** Runs in the page. */
function watch({ key, text }: { key: string; text: string }): { time: Promise<number> } {
  const time = new Promise<number>((resolve) => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== key) return;
      document.removeEventListener('keydown', pressed, { capture: true });
      const began = performance.now();
      const look = (): void => {
        const rows = [...document.querySelectorAll('[role="grid"] tbody tr')];
        const shown = rows.length > 0 && rows.every((row) => row.textContent?.includes(text));
        if (shown) resolve(performance.now() - began);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    };
    document.addEventListener('keydown', pressed, { capture: true });
  });
  return { time };
}
