import { z } from 'zod';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { appearanceSchema } from '../../shared/contract/desktop.ts';
import type { Appearance } from '../../shared/contract/desktop.ts';
import type { Memory } from './memory.ts';

const densitySchema = z.enum(['comfortable', 'compact']);
/** How close together things stand. */
export type Density = z.infer<typeof densitySchema>;

/** How a person wants the page to look. */
export interface Look {
  readonly appearance: Appearance;
  readonly density: Density;
}

export type LookStore = StoreApi<Look>;

/** How the page looks, as it was chosen; a change is kept for the next start. */
export function createLook(memory: Memory): LookStore {
  const store = createStore<Look>(() => ({
    appearance: memory.get('appearance', appearanceSchema, 'system'),
    density: memory.get('density', densitySchema, 'comfortable'),
  }));
  store.subscribe(({ appearance, density }) => {
    memory.set('appearance', appearance);
    memory.set('density', density);
  });
  return store;
}
