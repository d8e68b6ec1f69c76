import { tooLarge } from '../limits.ts';
import type { Limits } from '../limits.ts';
import { decodeEscapes } from './escapes.ts';
import type { Package } from './package.ts';
import { parseXml } from './xml.ts';

/**
 * The shared strings of a workbook, in order. Rich text comes as its plain text; phonetic runs (`rPh`) are left out.
 * @throws AppError FILE_TOO_LARGE, FILE_DAMAGED
 */
export async function readSharedStrings(archive: Package, part: string | null, limits: Limits): Promise<string[]> {
  if (part === null || !archive.has(part)) return [];
  const strings: string[] = [];
  const string = new RichString(limits.cellLength);
  let length = 0;
  await parseXml(part, archive.part(part), 'sharedStrings', {
    'sst/si': {
      open: () => string.start(),
      close() {
        const text = string.end();
        strings.push(text);
        length += text.length;
        if (strings.length > limits.sharedStrings)
          throw tooLarge(
            'sharedStrings',
            `has more than ${limits.sharedStrings} different texts. Split it, or save it as .csv.`,
          );
        if (length > limits.sharedStringLength)
          throw tooLarge(
            'sharedStringLength',
            `has more than ${limits.sharedStringLength} characters of text. Split it, or save it as .csv.`,
          );
      },
    },
    'sst/si/t': { text: (text) => string.add(text) },
    'sst/si/r/t': { text: (text) => string.add(text) },
  });
  return strings;
}

/** Gathers the text of an `si` or `is` element, of its `t` elements one after another. */
export class RichString {
  #text = '';
  readonly #longest: number;

  constructor(longest: number) {
    this.#longest = longest;
  }

  start(): void {
    this.#text = '';
  }

  /** @throws AppError FILE_TOO_LARGE */
  add(text: string): void {
    this.#text += text;
    if (this.#text.length > this.#longest)
      throw tooLarge(
        'cellLength',
        `has a cell of more than ${this.#longest} characters, which no account list has. Shorten it.`,
      );
  }

  end(): string {
    return decodeEscapes(this.#text);
  }
}
