/**
 * Characters that hide something or change how the rest of a text reads: marks of direction, what has no width, control characters.
 * What a script or an emoji needs (a joiner in Persian or Hindi, a mark beside Hebrew, a selector after ☎) hides nothing and is left alone.
 */

/** Where any could be: quick, because most texts have none. */
const MAYBE = /[^\n\r\t -~\u00A1-\u00AC\u00AE-\u02FF]/u;

/** Everything without a shape of its own, and what a terminal obeys. Line ends and tabs belong to texts. */
const UNSEEN =
  /(?![\t\n\r])[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u2800\uFFF9-\uFFFB\uFFFE\uFFFF]/gu;

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** Scripts whose letters a joiner joins or parts (The Unicode Standard, 'Cursive Connection and Ligatures' and 'Virama'). */
const JOINED =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Tai_Tham}\p{Script=Balinese}\p{Script=Javanese}]/u;
/** Scripts that have no spaces between words. */
const UNSPACED =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Tai_Tham}]/u;
const JAMO = /[\u1100-\u115E\u1161-\u11FF\uA960-\uA97C\uD7B0-\uD7FB]/u;
const PICTURE = /\p{Extended_Pictographic}/u;
/** A flag of a part of a country: a black flag, the letters of the part as tags, the end of tags (UTS #51, 1.4.6). */
const FLAG = /\u{1F3F4}[\u{E0061}-\u{E007A}\u{E0030}-\u{E0039}]{3,6}\u{E007F}/gu;

/** What a character belongs to, so that it hides nothing there: by the characters on both sides and the whole text. */
type Belongs = (before: string, after: string, text: string) => boolean;

const BELONGS: readonly (readonly [RegExp, Belongs])[] = [
  [/[\u200E\u200F\u061C]/u, (_before, _after, text) => RIGHT_TO_LEFT.test(text)],
  [/\u200C/u, (before, after) => JOINED.test(before) || JOINED.test(after)],
  [
    /\u200D/u,
    (before, after) =>
      JOINED.test(before) ||
      JOINED.test(after) ||
      (PICTURE.test(after) && /[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]/u.test(before)),
  ],
  [/\u200B/u, (before, after) => UNSPACED.test(before) || UNSPACED.test(after)],
  [
    /[\uFE00-\uFE0F]/u,
    (before, after) =>
      PICTURE.test(before) ||
      /[\p{Script=Han}\p{Sm}\p{Script=Myanmar}\p{Script=Phags_Pa}]/u.test(before) ||
      (/[0-9#*]/u.test(before) && after === '\u20E3'),
  ],
  [/[\u{E0100}-\u{E01EF}]/u, (before) => /\p{Script=Han}/u.test(before)],
  [/[\u180B-\u180F]/u, (before) => /\p{Script=Mongolian}/u.test(before)],
  [/[\u17B4\u17B5]/u, (before) => /\p{Script=Khmer}/u.test(before)],
  [/\u034F/u, (before) => /\p{M}|\p{Script=Hebrew}/u.test(before)],
  [/[\u115F\u1160]/u, (before, after) => JAMO.test(before) || JAMO.test(after)],
];

const NAMES: Readonly<Record<string, string>> = {
  '\u0000': 'NUL',
  '\u0007': 'bell',
  '\u0008': 'backspace',
  '\u001B': 'escape',
  '\u007F': 'delete',
  '\u00AD': 'soft hyphen',
  '\u034F': 'combining grapheme joiner',
  '\u061C': 'Arabic letter mark',
  '\u200B': 'zero width space',
  '\u200C': 'zero width non-joiner',
  '\u200D': 'zero width joiner',
  '\u200E': 'left-to-right mark',
  '\u200F': 'right-to-left mark',
  '\u2028': 'line separator',
  '\u2029': 'paragraph separator',
  '\u202A': 'left-to-right embedding',
  '\u202B': 'right-to-left embedding',
  '\u202C': 'pop directional formatting',
  '\u202D': 'left-to-right override',
  '\u202E': 'right-to-left override',
  '\u2060': 'word joiner',
  '\u2066': 'left-to-right isolate',
  '\u2067': 'right-to-left isolate',
  '\u2068': 'first strong isolate',
  '\u2069': 'pop directional isolate',
  '\u2800': 'blank Braille pattern',
  '\u3164': 'Hangul filler',
  '\uFEFF': 'zero width no-break space',
  '\uFFA0': 'halfwidth Hangul filler',
};

/** How many kinds of characters a sentence names. */
const NAMED = 5;

/** As a marker stands in a shown text. */
const MARKER = /⟨U\+([0-9A-F]{4,6})⟩/gu;

/** A text with every character that hides something as a marker that is seen: 'Contoso ⟨U+202E⟩fdp.exe'. For showing. */
export function revealed(text: string): string {
  if (!MAYBE.test(text)) return text;
  const flags = [...text.matchAll(FLAG)].map(({ index, 0: flag }) => [index, index + flag.length] as const);
  return text.replace(UNSEEN, (character, at: number) => {
    if (flags.some(([from, to]) => from < at && at < to)) return character;
    const belongs = BELONGS.find(([which]) => which.test(character))?.[1];
    const before = lastCharacter(text.slice(Math.max(0, at - 2), at));
    const after = firstCharacter(text.slice(at + character.length, at + character.length + 2));
    return belongs?.(before, after, text) === true ? character : `⟨${codePoint(character)}⟩`;
  });
}

/** The text that `revealed` was made of. A marker of a character that can't hide anything is text and stays. */
export function concealed(shown: string): string {
  return shown.replace(MARKER, (marker, hex: string) => {
    const value = Number.parseInt(hex, 16);
    if (value > 0x10_ff_ff) return marker;
    const character = String.fromCodePoint(value);
    return revealed(character) === marker ? character : marker;
  });
}

/** What hides in a text, in words: 'U+202E (right-to-left override) and U+200B (zero width space)'; null where nothing does. */
export function hiddenInWords(text: string): string | null {
  const shown = revealed(text);
  if (shown === text) return null;
  const before = countOf(text);
  const found = [...countOf(shown)].filter(([marker, count]) => count > (before.get(marker) ?? 0));
  const words = found.slice(0, NAMED).map(([marker]) => inWords(marker));
  if (found.length > NAMED) words.push(`${found.length - NAMED} more`);
  const last = words.pop() ?? '';
  return words.length === 0 ? last : `${words.join(', ')} and ${last}`;
}

/** A value with all its texts revealed, as deep as they stand; bytes and files stay as they are. */
export function revealedIn(value: unknown): unknown {
  return eachText(value, revealed);
}

/** The reverse of `revealedIn`. */
export function concealedIn(value: unknown): unknown {
  return eachText(value, concealed);
}

function eachText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => eachText(each, change));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, eachText(each, change)]));
}

function countOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [marker] of text.matchAll(MARKER)) counts.set(marker, (counts.get(marker) ?? 0) + 1);
  return counts;
}

function inWords(marker: string): string {
  const code = marker.slice(1, -1);
  const character = String.fromCodePoint(Number.parseInt(code.slice(2), 16));
  return `${code} (${NAMES[character] ?? kindOf(character)})`;
}

function kindOf(character: string): string {
  if (/[\u{E0000}-\u{E007F}]/u.test(character)) return 'tag';
  if (/\p{Cc}/u.test(character)) return 'control character';
  return /\p{Cs}/u.test(character) ? 'half of a character' : 'invisible character';
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function lastCharacter(text: string): string {
  return Array.from(text).at(-1) ?? '';
}

function firstCharacter(text: string): string {
  return Array.from(text)[0] ?? '';
}
