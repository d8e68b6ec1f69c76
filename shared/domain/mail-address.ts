/**
 * Whether a text can be a mail address: something, one '@', a domain with a dot, no spaces, at most 254 characters (RFC 5321,
 * 4.5.3.1.3, less the angle brackets). Whether it exists, only a mail can show.
 */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && /^[^@\s<>,;:"]+@[^@\s<>,;:".]+(\.[^@\s<>,;:".]+)+$/u.test(text);
}
