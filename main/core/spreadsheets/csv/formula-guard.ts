/**
 * Spreadsheet programs run a cell of a .csv file that starts like a formula (OWASP, 'CSV Injection': = + - @ TAB CR), also
 * after blanks and in their full-width forms. Such a text gets a leading apostrophe when written, which is taken away when read.
 * A text that already has apostrophes before such a start gets one more, so that both ways together change nothing.
 */
const NEEDS_GUARD = /^'*[\s\u200b-\u200d\u2060]*[=+\-@\t\r＝＋－＠]/;

/** Whether guardFormula changes a text. */
export function startsLikeFormula(text: string): boolean {
  return NEEDS_GUARD.test(text);
}

/** The text as it is written to a .csv file: harmless. */
export function guardFormula(text: string): string {
  return NEEDS_GUARD.test(text) ? `'${text}` : text;
}

/** The text as it was before guardFormula: unguardFormula(guardFormula(t)) is t for every t. */
export function unguardFormula(text: string): string {
  return text.startsWith("'") && NEEDS_GUARD.test(text.slice(1)) ? text.slice(1) : text;
}
