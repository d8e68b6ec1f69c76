import type { BrowserWindow, IpcMain, WebContents, WebFrameMain } from 'electron';
import { z } from 'zod';
import { deskAskSchema } from '../../../shared/contract/desktop.ts';
import type { DeskAsk } from '../../../shared/contract/desktop.ts';
import type { PageOrigin } from './app-url.ts';
import { isTrustedSender } from './sender.ts';

/** Who may send messages, and what becomes of them. */
export interface MessagesParts {
  readonly page: PageOrigin;
  /** The window of a page, by the ID of its contents; null of a stranger. */
  readonly windowOf: (contentsId: number) => BrowserWindow | null;
  readonly connect: (sender: WebContents) => void;
  readonly answer: (window: BrowserWindow, message: DeskAsk) => Promise<unknown>;
  /** Takes paths that were dropped on a page; gives those that are there. */
  readonly drop: (paths: string[]) => Promise<string[]>;
  readonly refused: (what: string) => void;
}

const dropSchema = z.array(z.string().max(4096)).max(1000);

/**
 * Takes the messages of our own pages, and of nobody else; each is looked at before anything is done. The only place that does.
 * @see Electron's security guide, item 17
 */
export function takeMessages(
  ipcMain: Pick<IpcMain, 'handle'>,
  { page, windowOf, connect, answer, drop, refused }: MessagesParts,
): void {
  const trusted = (event: { sender: WebContents; senderFrame: WebFrameMain | null }): BrowserWindow => {
    const { sender, senderFrame } = event;
    const window = windowOf(sender.id);
    if (window && isTrustedSender(senderFrame, sender.id, { page, windowId: window.webContents.id })) return window;
    refused('a message from a stranger');
    throw new Error('This page is not known.');
  };
  const read = <T>(schema: z.ZodType<T>, message: unknown): T => {
    const { success, data } = schema.safeParse(message);
    if (success) return data;
    refused('a message that says nothing known');
    throw new Error('This message is not known.');
  };

  ipcMain.handle('core:connect', (event) => {
    trusted(event);
    connect(event.sender);
  });
  ipcMain.handle('desk:ask', (event, message: unknown) => answer(trusted(event), read(deskAskSchema, message)));
  ipcMain.handle('desk:drop', (event, paths: unknown) => {
    trusted(event);
    return drop(read(dropSchema, paths));
  });
}
