import { dialog, Notification } from 'electron';
import type { BrowserWindow } from 'electron';
import type { Closing, QuitAnswer } from './quit-guard.ts';

const ANSWERS: readonly QuitAnswer[] = ['when-done', 'cancel-work', 'stay'];

/** Asks what to do with work that is under way. @param what 'Import of accounts.xlsx into Contoso' */
export async function askBeforeClosing(
  window: BrowserWindow | null,
  what: string,
  closing: Closing,
): Promise<QuitAnswer> {
  const verb = closing === 'program' ? 'Quit' : 'Close';
  const options = {
    type: 'question' as const,
    message: `Still under way: ${what}`,
    detail: 'What is cut off changes nothing in the ledger, and has to be done again.',
    buttons: [`${verb} when it is done`, `Cancel it and ${verb.toLowerCase()}`, 'Go on'],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  };
  const { response } = await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
  return ANSWERS[response] ?? 'stay';
}

/** News that stand on the screen; one that nobody holds would be gone before its click. */
const shown = new Set<Notification>();
/** What was just told: of two windows that tell the same only one is heard. */
const told = new Set<string>();
const SAME_MS = 10_000;

/** Shows news beside the system's clock, where the system does that. */
export function showNews(title: string, body: string, clicked: () => void): void {
  const what = `${title}\n${body}`;
  if (told.has(what) || !Notification.isSupported()) return;
  told.add(what);
  setTimeout(() => told.delete(what), SAME_MS);
  const news = new Notification({ title, body });
  shown.add(news);
  news.on('click', () => {
    shown.delete(news);
    clicked();
  });
  news.on('close', () => shown.delete(news));
  news.show();
}
