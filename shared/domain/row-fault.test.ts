import { expect, test } from 'vitest';
import { withoutActions } from './action.ts';
import { ROW_FAULTS, rowFault } from './row-fault.ts';
import type { RowFaultDefinition } from './row-fault.ts';

test('details are filled into the sentences; text of a file that looks like a place for one stays as it is', () => {
  expect(rowFault('id-date', { value: '{kept} 2026' })).toMatchObject({
    code: 'id-invalid',
    severity: 'error',
    reason: 'The spreadsheet has turned this value into a date ({kept} 2026).',
  });
  expect(rowFault('status-unknown', { value: 'Aktiv', statuses: 'ACTIVE, CLOSED' })).toMatchObject({
    reason: "AWS Organizations has no status 'Aktiv'.",
    remedy: 'Use one of ACTIVE, CLOSED. The status in the ledger stays.',
  });
});

test('every kind says what is the matter and what to do; one code has one severity', () => {
  const severities = new Map<string, string>();
  for (const [key, { code, severity, reason, remedy }] of Object.entries<RowFaultDefinition>(ROW_FAULTS)) {
    expect(key === 'row-malformed' || key === 'broken-byte' ? '.' : reason, `of ${key}`).toMatch(/\.$/u);
    expect(withoutActions(remedy), `of ${key}`).toMatch(/^[A-Z].*\.$/u);
    expect(severities.get(code) ?? severity, `of ${key}`).toBe(severity);
    severities.set(code, severity);
  }
});
