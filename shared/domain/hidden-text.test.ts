import { describe, expect, test } from 'vitest';
import { concealed, concealedIn, hiddenInWords, revealed, revealedIn } from './hidden-text.ts';

describe('what hides', () => {
  test.each([
    ['a right-to-left override', 'Contoso \u202Efdp.exe', 'Contoso ⟨U+202E⟩fdp.exe'],
    ['an isolate', 'a\u2066b\u2069', 'a⟨U+2066⟩b⟨U+2069⟩'],
    ['a right-to-left mark between Latin letters', 'a\u200Fb', 'a⟨U+200F⟩b'],
    ['a zero width space', 'Con\u200Btoso', 'Con⟨U+200B⟩toso'],
    ['a joiner between Latin letters', 'Con\u200Dtoso', 'Con⟨U+200D⟩toso'],
    ['a soft hyphen', 'Con\u00ADtoso', 'Con⟨U+00AD⟩toso'],
    ['what a terminal obeys', '\u001B[31mred\u009B', '⟨U+001B⟩[31mred⟨U+009B⟩'],
    ['NUL', 'a\u0000', 'a⟨U+0000⟩'],
    ['a byte order mark', '\uFEFFContoso', '⟨U+FEFF⟩Contoso'],
    ['a word in tags', 'Hi\u{E0068}\u{E0069}', 'Hi⟨U+E0068⟩⟨U+E0069⟩'],
    [
      'a long word in tags after a flag',
      `\u{1F3F4}${'\u{E0061}'.repeat(7)}\u{E007F}`,
      `\u{1F3F4}${'⟨U+E0061⟩'.repeat(7)}⟨U+E007F⟩`,
    ],
    ['a selector after a letter', 'A\uFE0F', 'A⟨U+FE0F⟩'],
    ['a Hangul filler', 'Contoso\u3164', 'Contoso⟨U+3164⟩'],
    ['two joiners in Persian', '\u0645\u06CC\u200C\u200C\u200C\u062E', '\u0645\u06CC\u200C⟨U+200C⟩\u200C\u062E'],
    ['an override in Hebrew', '\u05E9\u202E\u05DC', '\u05E9⟨U+202E⟩\u05DC'],
    ['half of a character', 'a\uD83D', 'a⟨U+D83D⟩'],
    ['a line separator', 'a\u2028b', 'a⟨U+2028⟩b'],
  ])('%s', (_name, text, shown) => {
    expect(revealed(text)).toBe(shown);
    expect(concealed(shown)).toBe(text);
  });
});

describe('what belongs where it stands', () => {
  test.each([
    ['plain text with line ends and tabs', 'Contoso, Ltd.\r\n\tFabrikam'],
    ['Latin letters beyond ASCII', 'Café Zürich Łódź'],
    ['an emoji of several', '👩‍🚀 👨‍👩‍👧‍👦 🏳️‍🌈 ❤️‍🔥 🕵🏽‍♂️ ☎️ 1️⃣ #️⃣'],
    ['the flag of Scotland', '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}'],
    ['a non-joiner in Persian', '\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645'],
    ['a joiner in Hindi', '\u0915\u094D\u200D\u0937'],
    ['a joiner in Sinhala', '\u0DC1\u0DCA\u200D\u0DBB\u0DD3'],
    ['a mark beside Hebrew', '\u05E9\u05DC\u05D5\u05DD C++\u200F'],
    ['a mark beside Arabic', '\u0634\u0631\u0643\u0629 (Contoso)\u200F'],
    ['a word end in Thai', '\u0E1A\u0E23\u0E34\u200B\u0E29'],
    ['a variant of an ideograph', '\u845B\u{E0100}'],
  ])('%s', (_name, text) => {
    expect(revealed(text)).toBe(text);
    expect(hiddenInWords(text)).toBeNull();
  });
});

test('what hides is named, each kind once', () => {
  expect(hiddenInWords('\u202Ea\u202Eb\u200Bc')).toBe('U+202E (right-to-left override) and U+200B (zero width space)');
  expect(hiddenInWords('\u0001\u0002\u0003\u0004\u0005\u0006\u000E')).toBe(
    'U+0001 (control character), U+0002 (control character), U+0003 (control character), U+0004 (control character), U+0005 (control character) and 2 more',
  );
  expect(hiddenInWords('⟨U+202E⟩ is written out here')).toBeNull();
});

test('a marker of something that is seen is text', () => {
  expect(concealed('⟨U+0041⟩ ⟨U+FFFFFF⟩ ⟨U+202e⟩')).toBe('⟨U+0041⟩ ⟨U+FFFFFF⟩ ⟨U+202e⟩');
});

test('values are revealed as deep as they go, and back', () => {
  const at = new Date(0);
  const value = { name: 'a\u202Eb', list: [{ note: '\u200B' }, 7, null], at };
  const shown = { name: 'a⟨U+202E⟩b', list: [{ note: '⟨U+200B⟩' }, 7, null], at };
  expect(revealedIn(value)).toEqual(shown);
  expect(concealedIn(shown)).toEqual(value);
});
