/** A page of something long, with what the next call has to be given; null at the end. */
interface Page<T, C> {
  items: readonly T[];
  next: C | null;
}

/** How much is asked for at once; the contract gives no more. */
export const MOST_A_PAGE = 1000;

/** Everything there is, page by page, never more than a page held. */
export async function* pages<T, C>(first: C, get: (cursor: C) => Promise<Page<T, C>>): AsyncGenerator<T, void, void> {
  for (let cursor: C | null = first; cursor !== null;) {
    const page: Page<T, C> = await get(cursor);
    yield* page.items;
    cursor = page.next;
  }
}

/** The first so many. */
export async function take<T>(all: AsyncIterable<T>, most: number): Promise<T[]> {
  const taken: T[] = [];
  if (most <= 0) return taken;
  for await (const item of all) {
    taken.push(item);
    if (taken.length >= most) break;
  }
  return taken;
}
