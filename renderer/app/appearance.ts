import { z } from 'zod';
import type { Host } from '../host.ts';
import type { Memory } from '../session/memory.ts';
import { applyAppearance } from '../ui/appearance.ts';
import type { Appearance } from '../ui/appearance.ts';

const schema = z.enum(['light', 'dark', 'system']);
const NAME = 'appearance';

/** How the page looks, as it was chosen. */
export function chosenAppearance(memory: Memory): Appearance {
  return memory.get(NAME, schema, 'system');
}

/** Shows the page as chosen, and the window around it. */
export function showAppearance(host: Host, memory: Memory, appearance = chosenAppearance(memory)): void {
  applyAppearance(appearance);
  host.setAppearance(appearance);
}

/** Chooses how the page looks, now and at the next start. */
export function chooseAppearance(host: Host, memory: Memory, appearance: Appearance): void {
  memory.set(NAME, appearance);
  showAppearance(host, memory, appearance);
}
