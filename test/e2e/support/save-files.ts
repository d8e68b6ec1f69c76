import { mkdirSync, readdirSync } from 'node:fs';
import type { TestInfo } from '@playwright/test';
import { choosing, isDesktop } from './chosen-files.ts';
import type { Desk } from './desk.ts';
import { expect } from './fixtures.ts';

/**
 * Saves the files of the open dialog, and checks which ones come: as downloads of the browser, or in a folder that is chosen in the
 * desktop app.
 * @param files the names of all the files that are to come, or how they end; in any order
 */
export async function expectSavedFiles(desk: Desk, testInfo: TestInfo, files: readonly string[]): Promise<void> {
  const { page } = desk;
  const dialog = page.getByRole('dialog');
  const save = dialog.getByRole('button', { name: 'Save files', exact: true });
  const came: string[] = [];
  let all = (): readonly string[] => came;
  if (isDesktop(desk)) {
    const folder = testInfo.outputPath('saved files');
    mkdirSync(folder, { recursive: true });
    await choosing(desk, folder, () => dialog.getByRole('button', { name: 'Choose…' }).click());
    await expect(dialog.getByLabel('Folder', { exact: true })).toHaveValue(folder);
    all = () => readdirSync(folder);
  } else page.on('download', (download) => came.push(download.suggestedFilename()));
  await save.click();
  await expect(dialog).toHaveCount(0);
  await expect
    .poll(() =>
      all()
        .map((name) => files.find((wanted) => name.endsWith(wanted)) ?? name)
        .toSorted(),
    )
    .toEqual(files.toSorted());
}
