import fc from 'fast-check';
import addressparser from 'nodemailer/lib/addressparser';
import { expect, test } from 'vitest';
import { propertyRuns } from '../../test/property/runs.ts';
import { isMailAddress, mailHeaderFault } from './mail-address.ts';

test.each([
  ['aws+contoso-prod-1@msp.example', true],
  ['søren@søn.example', true],
  ["o'brien@sub.domain.example", true],
  ['no-at.example', false],
  ['two@@at.example', false],
  ['a@b@c.example', false],
  ['dot@less', false],
  ['space in@msp.example', false],
  ['Name <a@msp.example>', false],
  ['a@msp.example, b@msp.example', false],
  ['a@msp..example', false],
  ['a@.example', false],
  ['', false],
  [`${'a'.repeat(243)}@b.example`, true],
  [`${'a'.repeat(250)}@b.example`, false],
  // What the mail library reads as another address, or as none.
  ['user@good(x).example', false],
  ['user(x)@good.example', false],
  ['a(b@c.example', false],
  ['a)b@c.example', false],
  ['a[b@c.example', false],
  ['a@[192.0.2.1]', false],
  [String.raw`a\b@c.example`, false],
  ['"a"@c.example', false],
  ['list:a@c.example;', false],
  // What nobody sees.
  ['a\u0000b@c.example', false],
  ['a\u007fb@c.example', false],
  ['a\u202eb@c.example', false],
  ['a\u200bb@c.example', false],
  ['a\u200db@c.example', false],
  ['a\ufe0fb@c.example', false],
  ['a\u00a0b@c.example', false],
  ['a\u0085b@c.example', false],
  ['a\ud800b@c.example', false],
  // A domain that becomes another one in ASCII.
  ['a@go\u00adod.example', false],
  ['a@\uff47ood.example', false],
  ['a@\ufb01ne.example', false],
  ['a@good\u3002example', false],
  ['a@\u212aelvin.example', false],
  ['a@\u017fpot.example', false],
  ['a@good\uff0eexample', false],
  ['a@o\u0308.example', false],
  ['a@0x7f.1', false],
  ['a@1.0x7f', false],
  ['a@good.example:25', false],
  ['a@good/x.example', false],
  ['a@good%2eexample.org', false],
  ['a@b.1st', true],
  ['a!#$%&*/=?^_`{|}~b@c_d.example', true],
])('%s: %s', (text, expected) => {
  expect(isMailAddress(text)).toBe(expected);
});

const PIECES = ['a', 'Z', '0', '.', '-', '+', "'", '@', '(', ')', '<', '>', '[', ']', ':', ';', ',', '"', '\\', ' '];
const PLAIN = ['a', 'Z', '0', '.', '-', '+', '_', '%'];
const MORE = ['\t', '\u0000', '\u007f', '\u00a0', '\u202e', '\u200b', '\u3002', '\uff47', 'ö', 'я', '=?', '?=', '%'];

test('an address is what the mail library reads, letter for letter', () => {
  const part = fc.string({ unit: fc.constantFrom(...PIECES, ...MORE), maxLength: 5 });
  const text = fc.tuple(part, part).map(([name, domain]) => `${name}a@b${domain}.example`);
  fc.assert(
    fc.property(text, (address) => {
      const read = JSON.stringify(addressparser(address, { flatten: true }));
      const same = read === JSON.stringify([{ address, name: '' }]);
      expect([isMailAddress(address), same]).not.toEqual([true, false]);
    }),
    propertyRuns('mail addresses', 300),
  );
});

test('a plain address is given back by the mail library as it stands, whatever its letters and signs are', () => {
  const part = fc.string({ unit: fc.constantFrom(...PLAIN), minLength: 1, maxLength: 8 });
  const domain = fc.array(fc.string({ unit: fc.constantFrom('a', 'Z', '-'), minLength: 1, maxLength: 5 }), {
    minLength: 2,
    maxLength: 4,
  });
  fc.assert(
    fc.property(part, domain, (name, labels) => {
      const address = `${name}@${labels.join('.')}`;
      expect(isMailAddress(address)).toBe(true);
      expect(addressparser(address, { flatten: true })).toEqual([{ address, name: '' }]);
    }),
    propertyRuns('plain mail addresses', 200),
  );
});

test.each([
  ['a@good(x).example', 'is not a mail address. Write it as name@domain.example.'],
  ['jo@søn.example', null],
  ["o'brien+a.b@msp.example", null],
  [
    'jörg.jörgßen@msp.example',
    'has ö ß before the @, which not every mail program and server carries. Give an address that has only ASCII there: a to z, digits and signs.',
  ],
  [
    '\u{1F600}@msp.example',
    'has \u{1F600} before the @, which not every mail program and server carries. Give an address that has only ASCII there: a to z, digits and signs.',
  ],
])('%s in a mail: %s', (address, fault) => {
  expect(mailHeaderFault(address)).toBe(fault);
});
