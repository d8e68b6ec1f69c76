import { describe, expect, it } from 'vitest';
import { cellText, isBlankCell } from './cell.ts';

const number = (text: string): string => cellText({ kind: 'number', text, format: null });

describe('cellText', () => {
  it.each([
    ['45087558021', '45087558021'],
    ['1.5E+3', '1500'],
    ['1.21212007919E+11', '121212007919'],
    ['1.21212007919E11', '121212007919'],
    ['4.5087558021e10', '45087558021'],
    ['121212007919.0', '121212007919'],
    ['000123', '123'],
    ['-1E2', '-100'],
    ['-0', '0'],
    ['0.0', '0'],
    ['1200E-2', '12'],
  ])('spells the integer %s out as %s', (stored, expected) => {
    expect(number(stored)).toBe(expected);
  });

  it.each(['0.5', '1.21212E-3', '12345E-2', '1E+999', '0.30000000000000004'])('leaves %s as it is stored', (stored) => {
    expect(number(stored)).toBe(stored);
  });

  it('gives the other kinds as a person reads them', () => {
    expect(cellText({ kind: 'blank' })).toBe('');
    expect(cellText({ kind: 'text', text: ' a\nb ' })).toBe(' a\nb ');
    expect(cellText({ kind: 'boolean', value: false })).toBe('FALSE');
    expect(cellText({ kind: 'date', text: '2026-11-21', raw: '46347' })).toBe('2026-11-21');
    expect(cellText({ kind: 'error', text: '#N/A' })).toBe('#N/A');
  });
});

describe('isBlankCell', () => {
  it('does not count a formula without a result as blank', () => {
    expect(isBlankCell({ kind: 'blank' })).toBe(true);
    expect(isBlankCell({ kind: 'blank', formula: true })).toBe(false);
  });
});
