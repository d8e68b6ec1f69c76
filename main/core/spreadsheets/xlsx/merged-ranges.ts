const MARK = 'mergeCells';
/** 10,000 ranges and more: beyond that merging is decoration, not a header. */
const LONGEST = 512 * 1024;
const MOST_RANGES = 10_000;

/**
 * Reads a worksheet to its end without parsing it, for the merged ranges that stand behind its rows. Doing this before the rows are
 * delivered also means that a broken checksum, a truncated part or a zip bomb is found before any row is.
 * A part in UTF-16 yields no ranges.
 */
export async function findMergedRanges(chunks: AsyncIterable<Uint8Array>): Promise<string[]> {
  let carried: Buffer = Buffer.alloc(0);
  let captured: string | null = null;
  let done = false;
  for await (const chunk of chunks) {
    if (done) continue;
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (captured === null) {
      const window: Buffer = carried.length === 0 ? bytes : Buffer.concat([carried, bytes]);
      const at = findOpening(window);
      if (at >= 0) captured = window.toString('latin1', at);
      else carried = Buffer.from(window.subarray(-64));
    } else captured += bytes.toString('latin1');
    done = captured !== null && (captured.length > LONGEST || captured.includes(MARK, MARK.length));
  }
  return captured === null ? [] : rangesOf(captured);
}

/** Where `mergeCells` stands as the name of an element, with or without a prefix; text can't hold a bare '<'. */
function findOpening(window: Buffer): number {
  for (let at = window.indexOf(MARK); at >= 0; at = window.indexOf(MARK, at + 1)) {
    if (/<(?:[\w.-]+:)?$/.test(window.toString('latin1', Math.max(0, at - 40), at))) return at;
  }
  return -1;
}

function rangesOf(xml: string): string[] {
  const ranges: string[] = [];
  for (const [, range] of xml.matchAll(/mergeCell\s[^>]*?\bref\s*=\s*["']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})["']/g)) {
    if (range !== undefined && ranges.length < MOST_RANGES) ranges.push(range);
  }
  return ranges;
}
