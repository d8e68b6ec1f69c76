import addressparser from 'nodemailer/lib/addressparser';

/** RFC 5321, 4.5.3.1.3, less the angle brackets. */
const LONGEST = 254;
/** Before the '@' no sign that a mail program reads as more than itself (RFC 5322, 3.2.3: specials), behind it a domain with a dot. */
const SHAPE = /^[^@\s()<>[\]:;,\\"]+@[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)+$/u;
/** What nobody sees, or what changes how the rest is seen: control characters, marks of direction, joiners. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;
/** Letters, digits and signs of ASCII that every mail program reads alike: nearly every address. The parser gives each of them back as it stands. */
const PLAIN = /^[A-Za-z\d_.%+-]+@[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)+$/u;
/** Such an end makes an address of the network of a domain: 'a@0x7f.1' would go to 127.0.0.1. */
const NUMBER_AT_END = /\.(?:\d+|0x[\da-f]*)$/iu;

/**
 * Whether a text is a mail address to which a mail goes as it stands there: the mail library's own parser gives it back letter for letter, its
 * domain stays as it is when it is written in ASCII, and nothing in it is invisible. Whether it exists, only a mail can show.
 */
export function isMailAddress(text: string): boolean {
  if (text.length <= LONGEST && PLAIN.test(text)) return !NUMBER_AT_END.test(text);
  if (text.length > LONGEST || !SHAPE.test(text) || UNSEEN.test(text) || NUMBER_AT_END.test(text)) return false;
  const domain = text.slice(text.indexOf('@'));
  const small = domain.toLowerCase();
  // Such letters as ｇ, ﬁ and the sign of kelvins become others in the domain (RFC 5895).
  if (domain !== domain.normalize('NFKC') || small !== small.normalize('NFKC')) return false;
  const [found, ...more] = addressparser(text, { flatten: true });
  return more.length === 0 && found?.address === text && found.name === '';
}

/**
 * Why an address can't stand in a mail of seven bits; null where it can. A domain has a form in ASCII (RFC 5891), what stands before
 * the '@' has none (RFC 6531, 3.3).
 * @returns the rest of a sentence that begins with the address
 */
export function mailHeaderFault(address: string): string | null {
  if (!isMailAddress(address)) return 'is not a mail address. Write it as name@domain.example.';
  const before = address.slice(0, address.lastIndexOf('@'));
  const beyond = [...new Set(before.match(/[^ -~]/gu))];
  if (beyond.length === 0) return null;
  return `has ${beyond.join(' ')} before the @, which not every mail program and server carries. Give an address that has only ASCII there: a to z, digits and signs.`;
}
