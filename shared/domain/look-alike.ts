import { nameKey } from './name-key.ts';

/** The accents of Latin, Greek and Cyrillic letters. The marks of other scripts make other letters, so they stay. */
const ACCENTS = /[\u0300-\u036F]/gu;

/** Everything that is neither letter, mark nor digit. */
const SIGNS = /[^\p{L}\p{M}\p{N}]+/gu;

/**
 * Small letters that look, large or small, like a Latin one or a digit, where decomposition does not tell. Made from the
 * Cyrillic and Greek rows of Unicode's confusables.txt; where large and small look different, the large form counts, because
 * names begin with it.
 */
const LOOKS_LIKE: ReadonlyMap<string, string> = new Map(
  // Cyrillic
  (
    'аa вb еe зe кk мm нh оo рp сc тt уy хx іi јj ѕs һh ӏl ԁd ԛq ԝw ѵv ' +
    // Greek
    'αa βb εe ζz ηh ιi κk μm νn οo ρp τt υy χx ςs σs ' +
    // Latin letters with a stroke or without a dot
    'øo łl đd ħh ıi ŧt ' +
    // Digits
    '0o 1l'
  )
    .split(' ')
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);

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
