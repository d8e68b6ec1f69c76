import { AppError } from '../../../../shared/domain/app-error.ts';
import { tooLarge } from '../limits.ts';
import type { Limits } from '../limits.ts';
import { parseXml } from './xml.ts';

/**
 * The merged ranges of a worksheet, such as 'A1:C1'. They stand behind the rows, so the part is read to its end without parsing those.
 * Doing this before the rows are delivered also means that a broken checksum, a truncated part or a zip bomb is found before any row is.
 * @param part its name, for messages
 * @param read gives the bytes of the part, from its start each time
 * @throws AppError FILE_DAMAGED, FILE_TOO_LARGE
 */
export async function findMergedRanges(
  part: string,
  read: () => AsyncIterable<Uint8Array>,
  limits: Limits,
): Promise<string[]> {
  try {
    return await parseRanges(part, withoutRows(read()), limits);
  } catch (error) {
    // what was left out may not have been the rows: only a parser can tell, and it also knows if the part is damaged
    if (error instanceof NotPlain || (error instanceof AppError && error.code === 'FILE_DAMAGED'))
      return parseRanges(part, read(), limits);
    throw error;
  }
}

async function parseRanges(part: string, chunks: AsyncIterable<Uint8Array>, limits: Limits): Promise<string[]> {
  const ranges: string[] = [];
  await parseXml(part, chunks, 'mergedRanges', {
    'worksheet/mergeCells/mergeCell': {
      open({ ref = '' }) {
        if (!/^[A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7}$/.test(ref)) return;
        ranges.push(ref);
        if (ranges.length > limits.mergedRanges)
          throw tooLarge('mergedRanges', `has more than ${limits.mergedRanges} merged ranges on a sheet. Remove them.`);
      },
    },
  });
  return ranges;
}

/** The bytes of a sheet whose rows can't be told without parsing it. */
class NotPlain extends Error {}

const NAME = 'sheetData';
const OPENING = /<(?:[\w.-]+:)?sheetData(?:\s[^<>]*)?>/;
/** Longer than any of the two tags as programs write them. */
const OVERLAP = 256;

/**
 * The bytes of a worksheet without what is in its first `sheetData`: text can't hold a bare '<', so that ends where its tag is closed. In UTF-16
 * no tag is found, and all is given.
 * @throws NotPlain where a comment or CDATA may hold one
 */
async function* withoutRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let place: 'before' | 'rows' | 'after' = 'before';
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (place === 'after') {
      yield chunk;
      continue;
    }
    held = Buffer.concat([held, chunk]);
    assertPlain(held);
    if (place === 'before') {
      const tag = OPENING.exec(held.toString('latin1'));
      place = tag === null ? 'before' : 'rows';
      const end = tag === null ? Math.max(0, held.length - OVERLAP) : tag.index + tag[0].length;
      yield held.subarray(0, end);
      held = held.subarray(end);
      if (tag?.[0].endsWith('/>') === true) place = 'after';
    }
    if (place === 'rows') {
      const end = closingTag(held);
      if (end >= 0) place = 'after';
      held = held.subarray(end >= 0 ? end : -OVERLAP);
    }
    if (place === 'after') yield held;
  }
  if (place !== 'after') yield held;
}

function assertPlain(bytes: Buffer): void {
  for (let at = bytes.indexOf('!'); at >= 0; at = bytes.indexOf('!', at + 1))
    if (bytes[at - 1] === 0x3c) throw new NotPlain();
}

/** Where `</sheetData` begins, with or without a prefix; -1 where it does not. */
function closingTag(bytes: Buffer): number {
  for (let at = bytes.indexOf(NAME); at >= 0; at = bytes.indexOf(NAME, at + 1)) {
    const before = /<\/(?:[\w.-]+:)?$/.exec(bytes.toString('latin1', Math.max(0, at - OVERLAP / 2), at));
    if (before !== null) return at - before[0].length;
  }
  return -1;
}
