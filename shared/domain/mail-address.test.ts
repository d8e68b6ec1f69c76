import { expect, test } from 'vitest';
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
])('%s: %s', (text, expected) => {
  expect(isMailAddress(text)).toBe(expected);
});

test.each([
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
