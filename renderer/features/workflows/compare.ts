/** One row of two versions side by side; null where a side has no such rule. */
export interface ComparedRow {
  readonly what: 'same' | 'changed' | 'added' | 'removed';
  readonly before: NumberedSentence | null;
  readonly after: NumberedSentence | null;
}

/** A rule's sentence with its place, from 1. */
export interface NumberedSentence {
  readonly position: number;
  readonly sentence: string;
}

/**
 * Two versions of a workflow, rule by rule: the longest run of rules that both have, in order, stands side by side;
 * what lies between is paired as changed as far as it goes, the rest is removed or added. A rule that moved is removed
 * at one place and added at the other.
 */
export function compareSentences(before: readonly string[], after: readonly string[]): ComparedRow[] {
  const rows: ComparedRow[] = [];
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of [...commonPlaces(before, after), [before.length, after.length] as const]) {
    rows.push(...between(numbered(before, i, nextI), numbered(after, j, nextJ)));
    const [left, right] = [numbered(before, nextI, nextI + 1)[0], numbered(after, nextJ, nextJ + 1)[0]];
    if (left && right) rows.push({ what: 'same', before: left, after: right });
    [i, j] = [nextI + 1, nextJ + 1];
  }
  return rows;
}

function numbered(sentences: readonly string[], from: number, to: number): NumberedSentence[] {
  return sentences.slice(from, to).map((sentence, index) => ({ position: from + index + 1, sentence }));
}

function between(before: readonly NumberedSentence[], after: readonly NumberedSentence[]): ComparedRow[] {
  return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => {
    const [left, right] = [before[index] ?? null, after[index] ?? null];
    const what = left === null ? 'added' : right === null ? 'removed' : 'changed';
    return { what, before: left, after: right };
  });
}

/** The places of a longest common subsequence, as pairs from 0. */
function commonPlaces(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const longest = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  const at = (i: number, j: number): number => longest[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = longest[i];
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      pairs.push([i, j]);
      [i, j] = [i + 1, j + 1];
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}
