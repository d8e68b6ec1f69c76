/** At 200 % zoom a window of 1280 × 800 has the room of 640 × 400: no page may need scrolling sideways (WCAG 2.2, 1.4.10), nor move by itself. */
import { expect, skipWhereImpossible, test } from './support/fixtures.ts';
import { everyPlace, goTo } from './support/places.ts';

skipWhereImpossible();
test.use({ ledger: { mpa: { id: '099999999999', name: 'Northwind' } } });

test('every page at 200 % zoom, with what it does at hand', async ({ desk }) => {
  const { page } = desk;
  await page.setViewportSize({ width: 640, height: 400 });
  for (const place of everyPlace('099999999999')) {
    await goTo(page, place);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    await expect(page.getByText(/^Reading the/)).toHaveCount(0);
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect.soft(wider, `${place} is wider than its window`).toBeLessThanOrEqual(0);
  }
});

test('nothing moves where less motion is asked for', async ({ desk }) => {
  const { page } = desk;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Add payer account' }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  const moving = await page.evaluate(
    () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
  );
  expect(moving).toBe(0);
});
