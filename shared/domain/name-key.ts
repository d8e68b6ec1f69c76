/** Spaces as people and spreadsheets make them: every Unicode space, tabs, line ends, no-break and zero-width ones. */
const SPACES = /[\s\u200B\u200C\u200D\u2060\uFEFF]+/gu;

/** A name without surplus spaces: trimmed, inner runs of any space made one plain space, composed (NFC). */
export function tidyName(name: string): string {
  return name.normalize('NFC').replace(SPACES, ' ').trim();
}

/**
 * The key under which two names count as the same: tidied, without case.
 * Upper case first makes 'ß' and 'SS' meet; the result is only compared, never shown.
 */
export function nameKey(name: string): string {
  return tidyName(name).toUpperCase().toLowerCase().normalize('NFC');
}
