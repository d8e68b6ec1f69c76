import type { LiveRead, LiveSource } from './live.ts';

interface Shared {
  readonly read: LiveRead<unknown>;
  holders: number;
}

/** By the ledger's store, by the function that reads, by what it is asked. */
const SHARED = new WeakMap<object, Map<unknown, Map<string, Shared>>>();

/**
 * A live read that several parts of the page may hold at once: it is read once, and ends when the last of them ends it.
 * @param load what reads, the same function each time
 * @param asked its input as text
 * @param make makes the read where nobody holds it yet
 */
export function shareRead<T>(
  { ledger }: LiveSource,
  load: unknown,
  asked: string,
  make: () => LiveRead<T>,
): LiveRead<T> {
  const ofLedger = entry(SHARED, ledger, () => new Map<unknown, Map<string, Shared>>());
  const ofLoad = entry(ofLedger, load, () => new Map<string, Shared>());
  const shared = entry(ofLoad, asked, () => ({ read: make() as LiveRead<unknown>, holders: 0 }));
  shared.holders += 1;
  let held = true;
  return {
    // Under the same function and input there is the same kind of answer.
    ...(shared.read as LiveRead<T>),
    end: () => {
      if (!held) return;
      held = false;
      shared.holders -= 1;
      if (shared.holders > 0) return;
      ofLoad.delete(asked);
      shared.read.end();
    },
  };
}

function entry<K, V>(map: { get(key: K): V | undefined; set(key: K, value: V): unknown }, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
