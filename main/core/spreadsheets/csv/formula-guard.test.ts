import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardFormula, startsLikeFormula, unguardFormula } from './formula-guard.ts';
import { anyText } from '../../../../test/support/any-text.ts';

describe('guardFormula', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+SUM(1,2)', "'+SUM(1,2)"],
    ['-2', "'-2"],
    ['@cmd', "'@cmd"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ['  =1', "'  =1"],
    ['\u00a0=1', "'\u00a0=1"],
    ['＝1', "'＝1"],
    ["'=1", "''=1"],
    ["''=1", "'''=1"],
  ])('makes %j harmless as %j', (text, guarded) => {
    expect(guardFormula(text)).toBe(guarded);
    expect(unguardFormula(guarded)).toBe(text);
  });

  it.each(['a=1', "O'Neill", "'quoted'", "'", '12', '', 'x -1', 'Søren & Søn A/S'])(
    'leaves %j alone, both ways',
    (text) => {
      expect(guardFormula(text)).toBe(text);
      expect(unguardFormula(text)).toBe(text);
    },
  );

  it('is undone by unguardFormula for every text, and never leaves a start that runs', () => {
    const starts = fc.constantFrom('', "'", "''", '=', '+', '-', '@', '\t', '\r', ' ', '\u00a0', '\n', "'=", " '=");
    const text = fc.tuple(fc.array(starts, { maxLength: 4 }), anyText()).map(([s, rest]) => s.join('') + rest);
    fc.assert(
      fc.property(text, (original) => {
        const guarded = guardFormula(original);
        expect(unguardFormula(guarded)).toBe(original);
        expect(/^\s*[=+\-@\t\r]/.test(guarded)).toBe(false);
        expect(guarded !== original).toBe(startsLikeFormula(original));
      }),
      { numRuns: 2_000, seed: 7 },
    );
  });
});
