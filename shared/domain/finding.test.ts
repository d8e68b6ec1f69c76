import { describe, expect, test } from 'vitest';
import type { Finding } from './finding.ts';
import { compareFindings, countFindings } from './finding.ts';

function finding(code: string, severity: Finding['severity'], name: string): Finding {
  return { code, severity, subject: { kind: 'account', id: name, name }, sentence: 's', remedy: 'r' };
}

describe('findings', () => {
  test('are counted by severity', () => {
    expect(countFindings([finding('a', 'hint', 'x'), finding('b', 'error', 'x'), finding('c', 'hint', 'x')])).toEqual({
      error: 1,
      warning: 0,
      hint: 2,
    });
  });

  test('come in one order: severity, code, name', () => {
    const sorted = [
      finding('b', 'hint', 'a'),
      finding('b', 'error', 'z'),
      finding('b', 'error', 'c'),
      finding('a', 'error', 'z'),
      finding('a', 'warning', 'a'),
    ].sort(compareFindings);
    expect(sorted.map((each) => `${each.severity} ${each.code} ${each.subject.name}`)).toEqual([
      'error a z',
      'error b c',
      'error b z',
      'warning a a',
      'hint b a',
    ]);
  });
});
