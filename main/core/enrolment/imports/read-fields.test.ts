import { describe, expect, it } from 'vitest';
import type { Cell } from '../../spreadsheets/cell.ts';
import { readArn, readEmail, readJoinedAt, readName, readOrgId, readStatus } from './read-fields.ts';

const text = (value: string): Cell => ({ kind: 'text', text: value });

describe('reading fields', () => {
  it('takes surplus spaces out of names', () => {
    expect(readName(text('  spaced   name '))).toEqual({ value: 'spaced name', tidied: true });
    expect(readName(text('S\u00F8ren & S\u00F8n A/S'))).toEqual({ value: 'S\u00F8ren & S\u00F8n A/S' });
    expect(readName({ kind: 'number', text: '2024', format: null })).toEqual({ value: '2024', tidied: undefined });
    expect(readName(text(' '))).toEqual({ value: null });
  });

  it('keeps a name that looks like a formula and says so', () => {
    expect(readName(text('+SUM(1,2)'))).toMatchObject({
      value: '+SUM(1,2)',
      fault: { severity: 'warning', code: 'formula-as-name' },
    });
  });

  it.each(['a@msp.example', 'aws+x@sub.msp.example', "o'neil@msp.example", 'j\u00FCrgen@m\u00FCller.example'])(
    'takes %s',
    (address) => {
      expect(readEmail(text(address))).toEqual({ value: address });
    },
  );

  it.each([
    'not-an-address',
    'a@b',
    'a b@msp.example',
    'a@msp.example, b@msp.example',
    '@msp.example',
    'a@@msp.example',
    'a\u0000b@msp.example',
    'a\u200bb@msp.example',
    'user@good(x).example',
    'Jane <a(b@msp.example>',
  ])('refuses %j', (address) => {
    expect(readEmail(text(address))).toMatchObject({
      value: null,
      fault: { severity: 'error', code: 'email-invalid' },
    });
  });

  it('takes an address out of its wrapping', () => {
    expect(readEmail(text('Jane <jane@msp.example>'))).toEqual({ value: 'jane@msp.example', tidied: true });
    expect(readEmail(text('mailto:jane@msp.example'))).toEqual({ value: 'jane@msp.example', tidied: true });
  });

  it('takes org IDs of digits, points out others, refuses rounded ones', () => {
    expect(readOrgId({ kind: 'number', text: '6.06000000001E+11', format: null })).toEqual({ value: '606000000001' });
    expect(readOrgId(text('act-12ab'))).toMatchObject({ value: 'act-12ab', fault: { severity: 'warning' } });
    expect(readOrgId(text('6.06E+11'))).toMatchObject({ value: null, fault: { severity: 'error' } });
  });

  it('knows the statuses of AWS Organizations', () => {
    expect(readStatus(text('Suspended')).value).toBe('SUSPENDED');
    expect(readStatus(text('pending closure')).value).toBe('PENDING_CLOSURE');
    expect(readStatus(text('gone'))).toMatchObject({ value: null, fault: { severity: 'warning' } });
  });

  it('reads times that can be told for certain', () => {
    expect(readJoinedAt(text('2025-01-10T08:00:00Z')).value).toBe('2025-01-10T08:00:00Z');
    expect(readJoinedAt(text('2025-01-10T08:00:00.123+02:00')).value).toBe('2025-01-10T06:00:00Z');
    expect(readJoinedAt({ kind: 'date', text: '2025-01-10', raw: '45667' }).value).toBe('2025-01-10T00:00:00Z');
    expect(readJoinedAt(text('3/4/2025'))).toMatchObject({ value: null, fault: { severity: 'warning' } });
  });

  it('takes an ARN apart', () => {
    expect(readArn(text('arn:aws:organizations::099999999999:account/o-a1b2c3d4e5/623347347957'))).toEqual({
      payer: '099999999999',
      account: '623347347957',
    });
    expect(readArn(text('arn:aws:iam::099999999999:root'))).toHaveProperty('fault');
  });
});
