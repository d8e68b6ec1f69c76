import { describe, expect, it } from 'vitest';
import type { Cell } from '../../spreadsheets/cell.ts';
import { contentKind } from './column-content.ts';
import { isTwelveZerosFormat, readAccountId } from './account-id-ladder.ts';

const text = (value: string): Cell => ({ kind: 'text', text: value });
const number = (value: string, format: string | null = null): Cell => ({ kind: 'number', text: value, format });

describe('the account ID ladder', () => {
  it.each([
    ['623347347957'],
    [' 444455556666 '],
    ['1234-5678-9012'],
    ['6233 4734 7957'],
    ['6233\u00A04734\u202F7957'],
    ['6233\u20134734\u22127957'],
    ["'012345678901"],
    ['\u2019012345678901'],
    ['="012345678901"'],
    ['\uFEFF012345678901\u200B'],
    ['"012345678901"'],
    ['012345678901\r\n'],
  ])('takes %j as it is', (value) => {
    const bare = value.replace(/[^0-9]/gu, '');
    expect(readAccountId(text(value))).toEqual({ verdict: 'right', id: bare });
  });

  it.each<[string, Cell, string, boolean]>([
    ['a number of 12 digits', number('623347347957'), '623347347957', true],
    ['a number that lost one zero', number('45087558021'), '045087558021', false],
    ['a number that lost two zeros', number('5262102012'), '005262102012', false],
    ['a number shown with twelve zeros', number('12345', '000000000000'), '000000012345', true],
    ['a number as a float', number('45087558021.0'), '045087558021', false],
    ['a number stored scientifically', number('1.21212007919E+11'), '121212007919', true],
    ['scientific text with every digit', text('1.21212007919E+11'), '121212007919', true],
    ['scientific text with a comma', text('1,21212007919e11'), '121212007919', true],
    ['short text', text('75757578575'), '075757578575', false],
    ['very short text', text('12345'), '000000012345', false],
    ['text of a float', text('45087558021.0'), '045087558021', false],
    ['grouped digits', text('121,212,007,919'), '121212007919', true],
    ['grouped digits, Swiss', text('121\u2019212\u2019007\u2019919'), '121212007919', true],
    ['grouped digits that lost a zero', text('45.087.558.021'), '045087558021', false],
    [
      'full-width digits',
      text('\uFF16\uFF12\uFF13\uFF13\uFF14\uFF17\uFF13\uFF14\uFF17\uFF19\uFF15\uFF17'),
      '623347347957',
      true,
    ],
    [
      'Arabic digits',
      text('\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u0660\u0661'),
      '012345678901',
      true,
    ],
  ])('repairs %s', (_, cell, id, sure) => {
    expect(readAccountId(cell)).toMatchObject({ verdict: 'repaired', id, sure });
  });

  it.each<[string, Cell, string, string]>([
    ['1.21212E+11', text('1.21212E+11'), '121211500000', '121212500000'],
    ['1,21212E+11', text('1,21212E+11'), '121211500000', '121212500000'],
    ['a rounded number', number('121212000000'), '121211500000', '121212500000'],
    ['a rounded number, scientific', number('1.21212E+11'), '121211500000', '121212500000'],
    ['4.50876E+10', text('4.50876E+10'), '045087550000', '045087650000'],
    ['9.99999E+11', text('9.99999E+11'), '999998500000', '999999500000'],
    ['1E+12 - 1 as it is rounded', text('9.999999E+11'), '999999850000', '999999950000'],
    ['1E+05', text('1E+05'), '000000050000', '000000150000'],
  ])('blocks %s and tells what it could have been', (_, cell, from, to) => {
    expect(readAccountId(cell)).toMatchObject({ verdict: 'lost-digits', from, to });
  });

  it.each<[string, Cell, RegExp]>([
    ['letters', text('11112222333X'), /letters/],
    ['too many digits', text('1111222233334'), /13 digits/],
    ['two IDs in a cell', text('111122223333\n444455556666'), /24 digits/],
    ['zero', text('000000000000'), /zero/],
    ['a number of 13 digits', number('1111222233334'), /more than 12/],
    ['1E+12', text('1E+12'), /more than 12/],
    ['a fraction', number('123456.5'), /fraction/],
    ['a tiny number', text('1.2E-5'), /fraction/],
    ['a negative number', number('-121212007919'), /negative/],
    ['the number zero', number('0'), /zero/],
    ['a cut-off column', text('############'), /too narrow/],
    ['an ambiguous comma', text('12,345'), /fraction or a sign/],
    ['a date', { kind: 'date', text: '2245-04-13', raw: '126047' }, /date \(2245-04-13\)/],
    ['a yes/no value', { kind: 'boolean', value: true }, /yes\/no/],
    ['a formula error', { kind: 'error', text: '#N/A' }, /#N\/A/],
    ['an ARN', text('arn:aws:iam::123456789012:root'), /letters/],
  ])('refuses %s', (_, cell, reason) => {
    const reading = readAccountId(cell);
    expect(reading.verdict).toBe('invalid');
    expect(reading).toMatchObject({
      reason: expect.stringMatching(reason) as string,
      remedy: expect.stringMatching(/\w/) as string,
    });
  });

  it.each([text(''), text(' \u00A0\u200B'), text('-'), { kind: 'blank' } as Cell])('sees %j as blank', (cell) => {
    expect(readAccountId(cell)).toEqual({ verdict: 'blank' });
  });

  it.each([
    ['000000000000', true],
    ['0000-0000-0000', true],
    ['0000\\-0000\\-0000;@', true],
    ['0000" "0000" "0000', true],
    ['00000000000', false],
    ['0', false],
    ['#,##0', false],
    [null, false],
  ])('knows the format %j of twelve zeros: %j', (format, is) => {
    expect(isTwelveZerosFormat(format)).toBe(is);
  });

  it.each([
    ['[', 'a'],
    ['[h', 'a'],
    ['"', 'a'],
    ['0', '1'],
    ['a@', ' b'],
    ['a@.', '@'],
    ['="', ' x'],
    [' ', 'x'],
  ])('a long text of %j takes no longer than it is', (piece, end) => {
    const long = piece.repeat(100_000 / piece.length) + end;
    const from = process.cpuUsage();
    contentKind(text(long));
    isTwelveZerosFormat(long);
    const { user, system } = process.cpuUsage(from);
    // Of processor time; what grew as the square of the length took 5,000 ms and more.
    expect((user + system) / 1_000).toBeLessThan(1_500);
  });
});
