import type { BrowserWindow, Dialog, FileFilter, NativeTheme, Shell } from 'electron';
import type { DeskAsk, DeskTold, Updates } from '../../../shared/contract/desktop.ts';
import { isFile, isOpenable } from './account-list-files.ts';
import type { DeskMemory } from './desk-state.ts';
import type { Files } from './files.ts';
import type { QuitGuard } from './quit-guard.ts';

/** What the answers are made of; Electron's own parts as far as they are used. */
export interface AsksParts {
  readonly dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>;
  readonly shell: Pick<Shell, 'openPath' | 'showItemInFolder'>;
  readonly nativeTheme: Pick<NativeTheme, 'themeSource'>;
  readonly files: Files;
  /** What the program keeps itself (the ledger, the demo's folder): it may be shown in its folder, and no more. */
  readonly isOwn: (path: string) => boolean;
  readonly memory: DeskMemory;
  readonly updates: () => Promise<Updates>;
  readonly guard: QuitGuard;
  readonly openOutside: (address: string) => void;
  readonly setBadge: (count: number) => void;
  readonly openWindow: (place: string) => void;
  /** Shows news; its click is told to `clicked`. */
  readonly showNews: (title: string, body: string, clicked: () => void) => void;
  readonly tell: (window: BrowserWindow, told: DeskTold) => void;
}

type Answer = string | readonly string[] | boolean | Updates | null;

/** Answers what a page asks. @param window the page's own */
export async function answerAsk(parts: AsksParts, window: BrowserWindow, message: DeskAsk): Promise<Answer> {
  const { guard, nativeTheme, memory } = parts;
  switch (message.ask) {
    case 'pick-files':
      return pickFiles(parts, window, message);
    case 'pick-save-file':
      return pickSaveFile(parts, window, message);
    case 'pick-folder':
      return pickFolder(parts, window, message.title);
    case 'reveal':
      if (!parts.isOwn(message.path) && !parts.files.grants.cover(message.path)) return false;
      parts.shell.showItemInFolder(message.path);
      return true;
    case 'open-file':
      return openFile(parts, message.path);
    case 'open-outside':
      parts.openOutside(message.url);
      return null;
    case 'notify':
      parts.showNews(message.title, message.body, () => {
        window.show();
        window.focus();
        parts.tell(window, { told: 'go', place: message.place });
      });
      return null;
    case 'set-badge':
      parts.setBadge(message.count);
      return null;
    case 'set-appearance':
      nativeTheme.themeSource = message.appearance;
      if (memory.state.appearance !== message.appearance) memory.change({ appearance: message.appearance });
      return null;
    case 'set-busy':
      guard.setBusy(window.webContents.id, message.text);
      return null;
    case 'edit':
      window.webContents[message.what]();
      return null;
    case 'new-window':
      parts.openWindow(message.place);
      return null;
    case 'updates':
      return parts.updates();
  }
}

type PickFilesAsk = Extract<DeskAsk, { ask: 'pick-files' }>;

async function pickFiles(
  parts: AsksParts,
  window: BrowserWindow,
  { title, filters, multiple }: PickFilesAsk,
): Promise<string[] | null> {
  const paths = await pick(parts, window, title, filters, multiple ? ['openFile', 'multiSelections'] : ['openFile']);
  if (paths) await parts.files.give(paths);
  return paths;
}

async function pickFolder(parts: AsksParts, window: BrowserWindow, title: string): Promise<string | null> {
  const [folder] = (await pick(parts, window, title, [], ['openDirectory', 'createDirectory'])) ?? [];
  if (folder === undefined) return null;
  await parts.files.giveFolder(folder);
  return folder;
}

type OpenProperty = 'openFile' | 'openDirectory' | 'multiSelections' | 'createDirectory';

async function pick(
  { dialog }: AsksParts,
  window: BrowserWindow,
  title: string,
  filters: FileFilter[],
  properties: OpenProperty[],
): Promise<string[] | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { title, message: title, filters, properties });
  return canceled || filePaths.length === 0 ? null : filePaths;
}

type PickSaveFileAsk = Extract<DeskAsk, { ask: 'pick-save-file' }>;

async function pickSaveFile(
  { dialog, files }: AsksParts,
  window: BrowserWindow,
  { title, suggestedName, filters }: PickSaveFileAsk,
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, { title, defaultPath: suggestedName, filters });
  if (canceled || filePath === '') return null;
  await files.give([filePath]);
  return filePath;
}

/** Opens what a person chose or had written, where it is nothing that runs. */
async function openFile({ shell, files }: AsksParts, path: string): Promise<boolean> {
  if (!files.grants.cover(path) || !isOpenable(path) || !isFile(path)) return false;
  return (await shell.openPath(path)) === '';
}
