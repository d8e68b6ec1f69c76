/** What could move the cursor, colour the screen or turn the direction of text: a terminal obeys these, whoever wrote them. */
const UNSAFE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/gu;

/** A text for the terminal: what came out of a file can't steer it. Line ends and tabs stay. */
export function cleanText(text: string): string {
  return text.replace(UNSAFE, '\uFFFD');
}

/** A text for one cell or one line: line ends and tabs become spaces too. */
export function cleanLine(text: string): string {
  return cleanText(text.replace(/[\t\n\r]+/gu, ' '));
}
