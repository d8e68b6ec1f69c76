/** Whether a person is writing into a field: then undo and redo are the field's own. */
export function isWriting(page: Window): boolean {
  const focused = page.document.activeElement;
  if (focused === null) return false;
  if (focused.matches('textarea, [contenteditable]:not([contenteditable="false"])')) return true;
  return focused.matches('input') && !focused.matches('[type=checkbox], [type=radio], [type=button], [type=range]');
}
