import type { Desk } from './desk.ts';
import type { ElectronDesk } from './electron-desk.ts';

/**
 * Lets a person choose a file or a folder. The browser's dialog is answered by Playwright; the desktop app's is the system's
 * own, which a test can't click in: it is answered in its place, and the app goes on as after a real one.
 * @param path what is chosen
 * @param click opens the dialog
 */
export async function choosing(desk: Desk, path: string, click: () => Promise<void>): Promise<void> {
  if (isDesktop(desk)) {
    await desk.app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, path);
    await click();
    return;
  }
  const chooser = desk.page.waitForEvent('filechooser');
  await click();
  await (await chooser).setFiles(path);
}

/** Whether the desk is the desktop app. */
export function isDesktop(desk: Desk): desk is ElectronDesk {
  return 'app' in desk;
}
