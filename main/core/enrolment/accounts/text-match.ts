import type { SqlValue } from '../../sqlite/sqlite.ts';

/** Where in a text another is looked for. */
export type Place = 'is' | 'begins' | 'contains';

/** A condition that is true or false, never null, with the value of its one parameter. */
export interface TextMatch {
  sql: string;
  pattern: SqlValue;
}

/**
 * Whether a column has a text, in any case. LIKE is quick and knows case in ASCII only; for a text beyond it GLOB is told both cases of
 * each letter, and only texts that have more bytes than characters are tried.
 * @param column SQL that gives a text, never null
 * @param parameter the name that the pattern is bound to, without '@'
 */
export function textMatch(column: string, parameter: string, text: string, place: Place): TextMatch {
  const [before, after] = { is: ['', ''], begins: ['', '*'], contains: ['*', '*'] }[place] as [string, string];
  if (!isAscii(text)) {
    return {
      sql: `(octet_length(${column}) > length(${column}) AND ${column} GLOB @${parameter})`,
      pattern: `${before}${anyCase(text)}${after}`,
    };
  }
  const escaped = text.replaceAll(/[\\%_]/gu, String.raw`\$&`);
  const wild = (side: string): string => side.replace('*', '%');
  return {
    sql: String.raw`${column} LIKE @${parameter} ESCAPE '\'`,
    pattern: `${wild(before)}${escaped}${wild(after)}`,
  };
}

/** Whether a text is of printable ASCII only. */
export function isAscii(text: string): boolean {
  return /^[ -~]*$/u.test(text);
}

/** A text as a GLOB pattern that fits it in any case: 'é*' becomes '[éÉ][*]'. */
function anyCase(text: string): string {
  return Array.from(text, (character) => {
    const forms = new Set([character, character.toLowerCase(), character.toUpperCase()]);
    const single = [...forms].filter((form) => Array.from(form).length === 1);
    return single.length > 1 || /[*?[]/u.test(character) ? `[${single.join('')}]` : character;
  }).join('');
}
