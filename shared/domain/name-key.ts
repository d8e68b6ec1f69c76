/** Spaces as people and spreadsheets make them: every Unicode space, tabs, line ends, no-break ones. */
const SPACES = /\s+/gu;

/**
 * What no name needs and files can't carry: control characters, the zero-width space and word joiner that come with a paste,
 * lone surrogates, and the code points that are no characters. The joiners of Persian, Indic and emoji (U+200C, U+200D) stay.
 */
const DROPPED = /[\p{Cc}\p{Cs}\u200B\u2060\uFFFE\uFFFF]/gu;

/** Invisible even where it belongs: names that differ only by it look the same. */
const INVISIBLE = /[\p{Cf}\u034F\u3164\uFFA0]/gu;

/** A name without surplus spaces: trimmed, inner runs of any space made one plain space, composed (NFC). */
export function tidyName(name: string): string {
  return name.replace(SPACES, ' ').replace(DROPPED, '').replace(SPACES, ' ').trim().normalize('NFC');
}

/**
 * The key under which two names count as the same: tidied, without case and without invisible characters.
 * Upper case first makes 'ß' and 'SS' meet; the result is only compared, never shown.
 */
export function nameKey(name: string): string {
  return tidyName(tidyName(name).replace(INVISIBLE, '').toUpperCase().toLowerCase());
}

/** Whether a text begins and ends with a space. */
export function edgeSpaces(text: string): [begins: boolean, ends: boolean] {
  return [/^\s/u.test(text), /\s$/u.test(text)];
}

/** A text that others are looked for by: tidied, but with a space at an edge where it has one. 'Contoso ' stands not in 'ContosoX'. */
export function tidyPart(text: string): string {
  return withEdges(text, tidyName(text));
}

/** The same as it is compared: as nameKey, with the spaces at its edges. */
export function partKey(text: string): string {
  return withEdges(text, nameKey(text));
}

function withEdges(text: string, inner: string): string {
  const [begins, ends] = edgeSpaces(text);
  return `${begins ? ' ' : ''}${inner}${ends ? ' ' : ''}`;
}
