import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameKey, tidyName } from './name-key.ts';
import { anyText } from '../../test/support/any-text.ts';

describe('tidyName', () => {
  it('takes surplus spaces of every kind away and keeps the rest', () => {
    expect(tidyName('  spaced   name ')).toBe('spaced name');
    expect(tidyName('Contoso\u00a0\u2003Retail\r\nGmbH')).toBe('Contoso Retail GmbH');
    expect(tidyName('Pasted\u200b name\u0000')).toBe('Pasted name');
    expect(tidyName('Cafe\u0301 Zürich')).toBe('Café Zürich');
    expect(tidyName('می\u200cخواهم')).toBe('می\u200cخواهم');
    expect(tidyName('bad \ud800 half')).toBe('bad half');
  });

  it('changes nothing the second time, for any text', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        expect(tidyName(tidyName(text))).toBe(tidyName(text));
        expect(nameKey(tidyName(text))).toBe(nameKey(text));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('nameKey', () => {
  it('makes names equal that differ by case, spaces or what nobody can see', () => {
    const key = nameKey('Fabrikam GmbH');
    for (const name of [
      'fabrikam gmbh',
      ' FABRIKAM  GmbH',
      'Fabrikam\u00a0GmbH',
      'Fabri\u00adkam GmbH',
      'Fabrikam\u200d GmbH',
    ]) {
      expect(nameKey(name)).toBe(key);
    }
    expect(nameKey('Straße')).toBe(nameKey('STRASSE'));
    expect(nameKey('İstanbul')).toBe(nameKey('İSTANBUL'));
  });

  it('keeps apart what differs', () => {
    expect(nameKey('Fabrikam 1')).not.toBe(nameKey('Fabrikam 2'));
    expect(nameKey('Café')).not.toBe(nameKey('Cafe'));
  });
});
