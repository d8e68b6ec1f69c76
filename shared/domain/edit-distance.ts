/** How many letters have to be changed, put in or taken out to make one text of another (Levenshtein). */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

/** The one that a name was most likely meant to be; null where all need more than half of its letters changed. @param keyOf what of them is compared */
export function nearest(name: string, among: Iterable<string>, keyOf: (name: string) => string): string | null {
  const key = keyOf(name);
  let [best, least]: [string | null, number] = [null, Math.floor(key.length / 2) + 1];
  for (const other of among) {
    const otherKey = keyOf(other);
    // One that is a part of the other is near, however much longer it is.
    const isPart = key.length > 2 && otherKey.length > 2 && (otherKey.includes(key) || key.includes(otherKey));
    const distance = isPart ? 1 : editDistance(key, otherKey);
    if (distance < least) [best, least] = [other, distance];
  }
  return best;
}
