import { revealed } from '../../../shared/domain/hidden-text.ts';

/**
 * A text for the terminal: what came out of a file can't steer it, nor hide in it. Escapes, control characters and what turns the direction
 * of text are shown by their code points: ⟨U+202E⟩. Line ends and tabs stay.
 */
export function cleanText(text: string): string {
  // A carriage return alone would write over the line.
  return revealed(text.replace(/\r\n/gu, '\n').replace(/\r/gu, '\u240D'));
}

/** A text for one cell or one line: line ends and tabs become spaces too. */
export function cleanLine(text: string): string {
  return cleanText(text.replace(/[\t\n\r]+/gu, ' '));
}

/** A value as JSON whose texts a terminal can't obey either: what is invisible is escaped, so the document is the same. */
export function cleanJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    /[\p{Cf}\p{Default_Ignorable_Code_Point}\u007F-\u009F\u2028\u2029]/gu,
    (character) =>
      Array.from(
        { length: character.length },
        (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
      ).join(''),
  );
}
