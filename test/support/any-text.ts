import fc from 'fast-check';

/** Every character but halves of pairs. fast-check's unit 'binary' first makes a table of all of them, which takes a second in each process. */
const anyCharacter = fc
  .oneof(
    fc.integer({ min: 0, max: 0x7f }),
    fc.integer({ min: 0x80, max: 0xd7ff }),
    fc.integer({ min: 0xe000, max: 0x10ffff }),
  )
  .map((code) => String.fromCodePoint(code));

/** Text of any characters: control characters, private and unassigned ones, pairs. @param lengths in characters, counted by code point */
export function anyText(lengths: { minLength?: number; maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.string({ unit: anyCharacter, ...lengths });
}
