/**
 * Whether a text can be a mail address: something, one '@', a domain with a dot, no spaces, at most 254 characters (RFC 5321,
 * 4.5.3.1.3, less the angle brackets). Whether it exists, only a mail can show.
 */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && /^[^@\s<>,;:"]+@[^@\s<>,;:".]+(\.[^@\s<>,;:".]+)+$/u.test(text);
}

/**
 * Why an address can't stand in a mail of seven bits; null where it can. A domain has a form in ASCII (RFC 5891), what stands before
 * the '@' has none (RFC 6531, 3.3).
 * @returns the rest of a sentence that begins with the address
 */
export function mailHeaderFault(address: string): string | null {
  const before = address.slice(0, address.lastIndexOf('@'));
  const beyond = [...new Set(before.match(/[^ -~]/gu))];
  if (beyond.length === 0) return null;
  return `has ${beyond.join(' ')} before the @, which not every mail program and server carries. Give an address that has only ASCII there: a to z, digits and signs.`;
}
