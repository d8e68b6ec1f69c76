import { z } from 'zod';
import { deskToldSchema, TOLD_MESSAGE, updatesSchema } from '../../shared/contract/desktop.ts';
import type { DeskAsk } from '../../shared/contract/desktop.ts';
import type { Host, HostCommand, PickedFile, PickFiles } from '../host.ts';
import { filesOf } from './browser-files.ts';
import { isWriting } from './editing.ts';
import { isAccountList, takeDrops } from './window-drop.ts';

/** What the preload puts on the window, beside the way to the core. */
export interface DeskBridge {
  /** Asks the program around the page; it answers when that is done. */
  ask(message: DeskAsk): Promise<unknown>;
  /** Tells the program which files were dropped on the page. @returns the paths of those that lie on this computer */
  drop(files: readonly File[]): Promise<unknown>;
}

const pathsSchema = z.array(z.string());
const pathSchema = z.string().nullable();
const messageSchema = z.object({ type: z.literal(TOLD_MESSAGE), told: deskToldSchema });

/** The desktop app: files are their paths, and the program's own dialogs, menus and notices are used. */
export function desktopHost(page: Window, bridge: DeskBridge): Host {
  const listeners = new Set<(command: HostCommand) => void>();
  // What is told before a page listens: files that the program was started with.
  const early: HostCommand[] = [];
  const say = (command: HostCommand): void => {
    if (listeners.size === 0) early.push(command);
    for (const listener of listeners) listener(command);
  };
  const handed: PickedFile[] = [];
  const give = (files: readonly PickedFile[]): void => {
    handed.push(...files);
    say({ name: 'open-files' });
  };
  const askPath = async (message: DeskAsk): Promise<string | null> => pathSchema.parse(await bridge.ask(message));
  const askDone = async (message: DeskAsk): Promise<boolean> => z.boolean().parse(await bridge.ask(message));
  const tell = (message: DeskAsk): void => void bridge.ask(message);

  const drop = async (files: readonly File[]): Promise<string[]> => pathsSchema.parse(await bridge.drop(files));
  const droppedFiles = async (data: DataTransfer): Promise<PickedFile[]> => (await drop(filesOf(data))).map(byPath);
  const pickPaths = async ({ title, filters = [], multiple = false }: PickFiles): Promise<string[] | null> =>
    pathsSchema.nullable().parse(await bridge.ask({ ask: 'pick-files', title, filters: [...filters], multiple }));
  takeDrops(page, (data) => {
    void droppedFiles(data).then((all) => {
      const files = all.filter(isAccountList);
      if (files.length > 0) give(files);
    });
  });

  page.addEventListener('message', ({ source, origin, data }) => {
    if (source !== page || origin !== page.origin) return;
    const message = messageSchema.safeParse(data);
    if (!message.success) return;
    const { told } = message.data;
    if (told.told === 'go') page.location.hash = told.place;
    else if (told.told === 'open-files') give(told.paths.map(byPath));
    else if (told.told === 'cancel-work') say({ name: 'cancel-work' });
    // A field that is written into has an undo of its own.
    else if ((told.command === 'undo' || told.command === 'redo') && isWriting(page))
      tell({ ask: 'edit', what: told.command });
    else if (told.command === 'back') page.history.back();
    else if (told.command === 'forward') page.history.forward();
    else say({ name: told.command });
  });

  return {
    kind: 'desktop',
    can: { saveToPath: true, menus: true, newWindow: true },
    pickFiles: async (ask) => (await pickPaths(ask))?.map(byPath) ?? null,
    droppedFiles,
    pickLargeFiles: async ({ title, folder }) => {
      if (!folder) {
        const paths = await pickPaths({ title, multiple: true });
        return paths === null ? null : { kind: 'paths', paths };
      }
      const path = await askPath({ ask: 'pick-folder', title });
      return path === null ? null : { kind: 'paths', paths: [path] };
    },
    droppedLargeFiles: async (data) => ({ kind: 'paths', paths: await drop(filesOf(data, { folders: true })) }),
    takeFiles: () => handed.splice(0),
    pickSaveFile: ({ title, suggestedName, filters = [] }) =>
      askPath({ ask: 'pick-save-file', title, suggestedName, filters: [...filters] }),
    pickFolder: (title) => askPath({ ask: 'pick-folder', title }),
    reveal: (path) => askDone({ ask: 'reveal', path }),
    openFile: (path) => askDone({ ask: 'open-file', path }),
    openOutside: (url) => tell({ ask: 'open-outside', url }),
    notify: ({ title, body, place }) => tell({ ask: 'notify', title, body, place }),
    setBadge: (count) => tell({ ask: 'set-badge', count }),
    setAppearance: (appearance) => tell({ ask: 'set-appearance', appearance }),
    setBusy: (text) => tell({ ask: 'set-busy', text }),
    openWindow: (place) => tell({ ask: 'new-window', place }),
    updates: async () => updatesSchema.parse(await bridge.ask({ ask: 'updates' })),
    onCommand: (listener) => {
      listeners.add(listener);
      for (const command of early.splice(0)) listener(command);
      return () => void listeners.delete(listener);
    },
  };
}

/** A file by its path; its name is what stands after the last separator of either system. */
function byPath(path: string): PickedFile {
  return { kind: 'path', name: path.split(/[\\/]/u).at(-1) ?? path, path };
}
