import { nameKey } from './name-key.ts';
import { revealed } from './hidden-text.ts';

/** The accents of Latin, Greek and Cyrillic letters. The marks of other scripts make other letters, so they stay. */
const ACCENTS = /[\u0300-\u036F]/gu;

/** Everything that is neither letter, mark nor digit. */
const SIGNS = /[^\p{L}\p{M}\p{N}]+/gu;

/**
 * Small letters that look, large or small, like a Latin one or a digit, where decomposition does not tell. Made from the
 * Cyrillic and Greek rows of Unicode's confusables.txt; where large and small look different, the large form counts, because
 * names begin with it.
 */
const LETTERS = pairs(
  // Cyrillic
  'аa вb гr еe зe кk мm нh оo рp сc тt уy хx іi јj ѕs һh ӏl ԁd ԍg ԛq ԝw ѵv ҽe ' +
    // Greek
    'αa βb γy εe ζz ηh ιi κk μm νn οo ρp τt υy χx ςs σs ϲc ϳj ' +
    // Armenian
    'օo սu հh ոn ցg յj զq լl ' +
    // Cherokee, by its capitals
    'Ꭺa Ᏼb Ꮯc Ꭰd Ꭼe Ꮐg Ꮋh Ꭵi Ꭻj Ꮶk Ꮮl Ꮇm Ꮲp Ꭱr Ꮢr Ꮪs Ꭲt Ꮩv Ꮃw Ꮓz ' +
    // Latin letters with a stroke, without a dot, of phonetics, small capitals
    'øo łl đd ħh ıi ŧt ɑa ɡg ɩi ᴀa ʙb ᴄc ᴅd ᴇe ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz',
);
const LOOKS_LIKE: ReadonlyMap<string, string> = new Map([...LETTERS, ...pairs('0o 1l')]);

/** How many letters and names a sentence gives. */
const NAMED = 3;

function pairs(text: string): Map<string, string> {
  return new Map(text.split(' ').map((pair) => [pair.slice(0, 1).toLowerCase(), pair.slice(1)]));
}

/**
 * A key under which names that a person takes for the same are the same: besides case and spaces, accents, signs, letters
 * of other alphabets, 0 and O, 1 and l. Signs between digits count: 1.1 is not 11. For comparing only.
 */
export function lookAlikeKey(name: string): string {
  const plain = nameKey(name).normalize('NFKD').replace(ACCENTS, '').toLowerCase();
  const joined = plain.replace(SIGNS, (signs, at: number) =>
    isDigit(plain[at - 1]) && isDigit(plain[at + signs.length]) ? '-' : '',
  );
  const key = Array.from(joined, (letter) => LOOKS_LIKE.get(letter) ?? letter).join('');
  return key === '' ? nameKey(name) : key;
}

/**
 * A key under which texts of the same signs in other alphabets are the same; everything else counts, case apart. For mail addresses,
 * where a dot more is another one. For comparing only.
 */
export function letterKey(text: string): string {
  const plain = nameKey(text).normalize('NFKC').toLowerCase();
  return Array.from(plain, (letter) => LETTERS.get(letter) ?? letter).join('');
}

/**
 * That a name is easily taken for others that are there; null where it is not.
 * @param what what is named: 'subset'
 * @param others the names that are there; the name itself, in any spelling, does not count
 */
export function alikeSentence(what: string, name: string, others: Iterable<string>): string | null {
  const [key, alike] = [nameKey(name), lookAlikeKey(name)];
  const found = [...others].filter((other) => lookAlikeKey(other) === alike && nameKey(other) !== key);
  if (found.length === 0) return null;
  const named = found.slice(0, NAMED).map((other) => `'${revealed(other)}'`);
  const more = found.length > NAMED ? ` and ${found.length - NAMED} more` : '';
  return `The name '${revealed(name)}' is easily taken for the ${what} ${named.join(', ')}${more}${strangeLetters(name)}.`;
}

/** The same of mail addresses, which differ by their letters alone. */
export function alikeAddress(address: string, others: Iterable<string>): string | null {
  const key = letterKey(address);
  const found = [...others].find((other) => letterKey(other) === key && nameKey(other) !== nameKey(address));
  return found === undefined
    ? null
    : `The address ${revealed(address)} is easily taken for ${revealed(found)}${strangeLetters(address)}.`;
}

/** Where a name has letters that are taken for Latin ones: ': it has С (U+0421)'; else nothing. */
export function strangeLetters(name: string): string {
  const strange = [...new Set(Array.from(name))].filter((letter) => {
    const small = letter.normalize('NFKC').toLowerCase();
    return /[^\p{ASCII}]/u.test(letter) && /\p{L}/u.test(letter) && (LETTERS.has(small) || /^[a-z]+$/u.test(small));
  });
  if (strange.length === 0) return '';
  const said = strange.slice(0, NAMED).map((letter) => `${letter} (${codePoint(letter)})`);
  return `: it has ${said.join(', ')}${strange.length > NAMED ? ` and ${strange.length - NAMED} more` : ''}`;
}

function codePoint(letter: string): string {
  return `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function isDigit(text: string | undefined): boolean {
  return text !== undefined && /\p{N}/u.test(text);
}

/** Puts together what looks alike; gives only groups of two and more, in the order of their first members. */
export function lookAlikes<T extends { name: string }>(things: Iterable<T>): T[][] {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const key = lookAlikeKey(thing.name);
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}
