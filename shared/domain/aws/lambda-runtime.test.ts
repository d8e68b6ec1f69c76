import { describe, expect, it } from 'vitest';
import { isRetiredRuntime, runtimesInWords } from './lambda-runtime.ts';

const TODAY = '2026-11-21T12:00:00.000Z';

describe('a Lambda runtime', () => {
  it.each(['nodejs', 'nodejs8.10', 'nodejs10.x', 'nodejs14.x', 'python3.7', 'dotnetcore3.1', 'go1.x'])(
    '%s is retired',
    (runtime) => {
      expect(isRetiredRuntime(runtime, TODAY)).toBe(true);
    },
  );

  it.each(['nodejs22.x', 'python3.12', 'java21', 'provided.al2023', 'xnodejs8.10'])('%s is not', (runtime) => {
    expect(isRetiredRuntime(runtime, '2027-03-01')).toBe(false);
  });

  // cfn-lint#4531 and #4532, of June 2026: 'Block function create: Feb 1, 2027'.
  it.each(['nodejs16.x', 'nodejs18.x', 'nodejs20.x', 'python3.8', 'python3.9'])(
    '%s is from the day that AWS names',
    (runtime) => {
      expect(isRetiredRuntime(runtime, TODAY)).toBe(false);
      expect(isRetiredRuntime(runtime, '2027-01-31T23:59:59Z')).toBe(false);
      expect(isRetiredRuntime(runtime, '2027-02-01')).toBe(true);
    },
  );

  it('is told of from the day that it gets no updates', () => {
    expect(runtimesInWords(['nodejs22.x', 'nodejs20.x'], '2026-04-29')).toEqual([]);
    expect(runtimesInWords(['nodejs22.x', 'nodejs20.x', 'toString'], '2026-04-30')).toEqual([
      'AWS has given nodejs20.x no updates since 2026-04-30, and creates no new functions in it from 2027-02-01 on; functions that are there go on running.',
    ]);
  });
});
