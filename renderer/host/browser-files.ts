import { revealed } from '../../shared/domain/hidden-text.ts';
import type { PickedFile, PickFiles } from '../host.ts';

/** Shows the browser's dialog for files. @returns null where it was left */
export async function pickInBrowser(
  page: Window,
  { filters = [], multiple = false }: PickFiles,
): Promise<PickedFile[] | null> {
  const input = page.document.createElement('input');
  input.type = 'file';
  input.multiple = multiple;
  input.accept = filters.flatMap(({ extensions }) => extensions.map((extension) => `.${extension}`)).join(',');
  const files = await new Promise<File[]>((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
  return files.length === 0 ? null : readFiles(files);
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

/** The files of a drop, without folders, which look like files of no type. */
export function filesOf(data: DataTransfer): File[] {
  return [...data.items].flatMap((item) => {
    if (item.kind !== 'file' || item.webkitGetAsEntry()?.isDirectory === true) return [];
    const file = item.getAsFile();
    return file === null ? [] : [file];
  });
}

/** Bytes as base64, in pieces that a call's arguments can hold. */
export function toBase64(bytes: Uint8Array): string {
  const PIECE = 0x8000;
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(text);
}
