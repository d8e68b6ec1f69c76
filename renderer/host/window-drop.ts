/**
 * Takes files that are dropped anywhere on the page and that no part of it takes for itself. Without this a browser would leave
 * the page for the file.
 * @param dropped gets the drop, in its own event
 */
export function takeDrops(page: Window, dropped: (data: DataTransfer) => void): void {
  const filesIn = ({ dataTransfer }: DragEvent): DataTransfer | null =>
    dataTransfer?.types.includes('Files') === true ? dataTransfer : null;
  page.addEventListener('dragover', (event) => {
    const data = filesIn(event);
    if (data === null || event.defaultPrevented) return;
    event.preventDefault();
    data.dropEffect = 'copy';
  });
  page.addEventListener('drop', (event) => {
    const data = filesIn(event);
    if (data === null || event.defaultPrevented) return;
    event.preventDefault();
    dropped(data);
  });
}

/** Whether a file is named like an account list. */
export function isAccountList({ name }: { readonly name: string }): boolean {
  return /\.(xlsx|csv)$/iu.test(name);
}
