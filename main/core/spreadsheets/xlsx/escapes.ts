/** The escapes of ST_Xstring (ECMA-376 part 1, 22.9.2.19): `_x000D_` stands for the UTF-16 unit 000D, `_x005F_` for an underscore. */
const ESCAPE = /_x([0-9A-Fa-f]{4})_/g;

/** Text as it is meant. */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(ESCAPE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

const XML_SPECIAL: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What needs any care at all: most texts have none of it. With the u flag only lone surrogates are of category Cs. */
const CARE = /[&<>"\ufffe\uffff\p{Cs}\p{Cc}]|_x[0-9A-Fa-f]{4}_/u;

/**
 * Text as it is written into an element or attribute: XML escapes, characters that XML can't carry and CR as `_xHHHH_`, a literal
 * `_xHHHH_` with its underscore escaped. U+FFFE, U+FFFF and lone surrogates are dropped, since Excel refuses files with them.
 */
export function encodeText(text: string): string {
  if (!CARE.test(text)) return text;
  return dropNonCharacters(text)
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/\p{Cc}/gu, controlEscape)
    .replace(/[&<>"]/g, (char) => XML_SPECIAL[char] ?? char);
}

/** TAB and LF stand in XML as they are, and so do DEL and the C1 controls. */
function controlEscape(char: string): string {
  if (char === '\t' || char === '\n' || char >= '\u007f') return char;
  return `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}

/** Drops lone surrogates, U+FFFE and U+FFFF: no file format here can carry them. */
export function dropNonCharacters(text: string): string {
  return text.replace(/[\ufffe\uffff\p{Cs}]/gu, '');
}
