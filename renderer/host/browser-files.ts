import { revealed } from '../../shared/domain/hidden-text.ts';
import type { LargeFile, PickedFile, PickFiles } from '../host.ts';

/** Shows the browser's dialog for files. @returns null where it was left */
export async function pickInBrowser(
  page: Window,
  { filters = [], multiple = false }: PickFiles,
): Promise<PickedFile[] | null> {
  const accept = filters.flatMap(({ extensions }) => extensions.map((extension) => `.${extension}`)).join(',');
  const files = await choose(page, { multiple, accept });
  return files.length === 0 ? null : readFiles(files);
}

/** Shows the browser's dialog for files or for a folder. @returns the files; null where it was left */
export async function pickLargeInBrowser(page: Window, folder: boolean): Promise<LargeFile[] | null> {
  const files = await choose(page, { multiple: true, webkitdirectory: folder });
  return files.length === 0 ? null : files.map((file) => large(file.webkitRelativePath || file.name, file));
}

async function choose(
  page: Window,
  how: Partial<Pick<HTMLInputElement, 'multiple' | 'accept' | 'webkitdirectory'>>,
): Promise<File[]> {
  const input = page.document.createElement('input');
  input.type = 'file';
  Object.assign(input, how);
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}

// As everything that a page shows; the door gives the name back as it is.
function large(name: string, file: File): LargeFile {
  return {
    name: revealed(name),
    bytes: file.size,
    read: async (from, to) => toBase64(new Uint8Array(await file.slice(from, to).arrayBuffer())),
  };
}

/** Reads files whole. */
export function readFiles(files: readonly File[]): Promise<PickedFile[]> {
  return Promise.all(
    files.map(async (file) => ({
      kind: 'bytes',
      // As everything that a page shows; the door gives it back as it is.
      name: revealed(file.name),
      base64: toBase64(new Uint8Array(await file.arrayBuffer())),
    })),
  );
}

/** The files of a drop. @param folders whether folders are among them, which look like files of no type */
export function filesOf(data: DataTransfer, { folders = false } = {}): File[] {
  return [...data.items].flatMap((item) => {
    if (item.kind !== 'file' || (!folders && item.webkitGetAsEntry()?.isDirectory === true)) return [];
    const file = item.getAsFile();
    return file === null ? [] : [file];
  });
}

/** The files of a drop, with those in its folders, each by its name from there on. Call it in the drop's own event. */
export async function filesUnder(data: DataTransfer): Promise<LargeFile[]> {
  // The items are there during the event alone.
  const dropped = [...data.items].map(async (item): Promise<LargeFile[]> => {
    if (item.kind !== 'file') return [];
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry?.isDirectory === true) return filesIn(entry as FileSystemDirectoryEntry);
    return file === null ? [] : [large(file.name, file)];
  });
  return (await Promise.all(dropped)).flat();
}

async function filesIn(folder: FileSystemDirectoryEntry): Promise<LargeFile[]> {
  const reader = folder.createReader();
  const found: LargeFile[] = [];
  for (;;) {
    // A browser gives some at a time, and none at the end.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) return found;
    for (const entry of entries) {
      if (entry.isDirectory) found.push(...(await filesIn(entry as FileSystemDirectoryEntry)));
      else found.push(await fileOf(entry as FileSystemFileEntry));
    }
  }
}

async function fileOf(entry: FileSystemFileEntry): Promise<LargeFile> {
  const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
  return large(entry.fullPath.replace(/^\//u, ''), file);
}

/** Bytes as base64, in pieces that a call's arguments can hold. */
export function toBase64(bytes: Uint8Array): string {
  const PIECE = 0x8000;
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(text);
}
