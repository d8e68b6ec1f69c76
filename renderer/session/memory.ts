import type { z } from 'zod';

/** Where a page keeps what it shows, over reloads and restarts: filters, columns, sizes. Never anything of the ledger itself. */
export interface Memory {
  /** What was kept under a name; the fallback where nothing was, or nothing that fits. */
  get<T>(name: string, schema: z.ZodType<T>, fallback: T): T;
  set(name: string, value: unknown): void;
}

const PREFIX = 'enrollment-desk:';

/** A memory in the browser's own storage. What can't be kept (storage is off or full) is forgotten with the page. */
export function browserMemory(storage: Pick<Storage, 'getItem' | 'setItem'>): Memory {
  const present = new Map<string, unknown>();
  return {
    get: (name, schema, fallback) => {
      const found = schema.safeParse(present.has(name) ? present.get(name) : read(storage, name));
      return found.success ? found.data : fallback;
    },
    set: (name, value) => {
      present.set(name, value);
      try {
        storage.setItem(`${PREFIX}${name}`, JSON.stringify(value));
      } catch {
        // A browser may have no room or no storage: the page works on, from what it holds itself.
      }
    },
  };
}

function read(storage: Pick<Storage, 'getItem'>, name: string): unknown {
  try {
    const text = storage.getItem(`${PREFIX}${name}`);
    return text === null ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}
