import { describe, expect, test } from 'vitest';
import { CHECKS, severityOf } from './check-catalogue.ts';
import { partsOf } from './deliverable.ts';

describe('the catalogue of checks', () => {
  test.each(Object.entries(CHECKS))('%s says what to do and minds something', (code, { what, remedy, severity }) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)+$/u);
    expect(what).not.toMatch(/[.!]$/u);
    expect(remedy).toMatch(/^[A-Z].*\.$/u);
    expect(Object.keys(severity)).not.toHaveLength(0);
  });

  test('of several parts the one that minds most counts', () => {
    const check = CHECKS['subset-without-workflow'];
    expect(severityOf(check, ['sheet-3'])).toBe('warning');
    expect(severityOf(check, ['request', 'sheet-2', 'sheet-3'])).toBe('error');
    expect(severityOf(check, ['request', 'sheet-1'])).toBeNull();
  });
});

describe('what a deliverable is made of', () => {
  test('follows from the scenario', () => {
    expect(partsOf(null, 'msp')).toEqual(['mpa']);
    expect(partsOf('sheet-3', 'msp')).toEqual(['sheet-3']);
    expect(partsOf('enable-subsets', 'enterprise')).toEqual(['request']);
    expect(partsOf('enable-subsets', 'msp')).toEqual(['request', 'mail']);
    expect(partsOf('enable-subsets', 'msp-design-partner')).toEqual(['request', 'mail', 'sheet-1']);
    expect(partsOf('workflows', 'msp-design-partner')).toEqual(['request', 'mail', 'description']);
    expect(partsOf('associate-workflows', 'enterprise')).toEqual(['request', 'workflow-lines']);
    expect(partsOf('associate-workflows', 'msp')).toEqual(['request', 'mail', 'sheet-4']);
    expect(partsOf('end-customers', 'enterprise')).toEqual(['request', 'customer-lines']);
    expect(partsOf('end-customers', 'msp-design-partner')).toEqual(['request', 'mail', 'sheet-3']);
  });
});
