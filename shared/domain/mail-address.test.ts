import { expect, test } from 'vitest';
import { isMailAddress } from './mail-address.ts';

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
