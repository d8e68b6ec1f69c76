import { expect } from '@playwright/test';
import type { Page, TestInfo } from '@playwright/test';

/**
 * Saves the files of the open dialog, and checks which ones come. In Electron the dialog that asks where to is the
 * system's own: that files are written where it says is tested by native.spec.ts; here it is only seen to be offered.
 * @param endings the endings of all the files that are to come, in any order
 */
export async function expectSavedFiles(page: Page, { project }: TestInfo, endings: readonly string[]): Promise<void> {
  const dialog = page.getByRole('dialog');
  if (project.name === 'electron') {
    await expect(dialog.getByRole('button', { name: 'Choose…' })).toBeVisible();
    await page.keyboard.press('Escape');
    return;
  }
  const names: string[] = [];
  page.on('download', (download) => names.push(download.suggestedFilename()));
  await dialog.getByRole('button', { name: 'Save files' }).click();
  await expect
    .poll(() => ({ files: names.length, endings: new Set(names.map((name) => name.split('.').at(-1))) }))
    .toEqual({ files: endings.length, endings: new Set(endings) });
}
