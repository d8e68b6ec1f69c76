import type { MenuCommand } from '../../shared/contract/desktop.ts';

/** A key with what is held, as far as `commandOf` looks at it. */
export type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/**
 * The command of a key where there are no menus. Only keys that a browser leaves to its pages: no Ctrl+F, no Ctrl+1.
 * @param mac whether Command is held instead of Ctrl
 */
export function commandOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Key, mac: boolean): MenuCommand | null {
  const held = mac ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  if (!held || altKey) return null;
  const name = `${shiftKey ? 'Shift+' : ''}${key.toLowerCase()}`;
  if (name === 'y') return mac ? null : 'redo';
  return COMMANDS[name] ?? null;
}

const COMMANDS: Readonly<Record<string, MenuCommand>> = {
  k: 'palette',
  z: 'undo',
  'Shift+z': 'redo',
  ',': 'settings',
};
