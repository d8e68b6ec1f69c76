import { describe, expect, it } from 'vitest';
import { isRetiredRuntime } from './lambda-runtime.ts';

describe('a Lambda runtime', () => {
  it.each(['nodejs', 'nodejs8.10', 'nodejs10.x', 'nodejs16.x', 'python3.7', 'dotnetcore3.1', 'go1.x'])(
    '%s is retired',
    (runtime) => {
      expect(isRetiredRuntime(runtime)).toBe(true);
    },
  );

  it.each(['nodejs18.x', 'nodejs20.x', 'nodejs22.x', 'python3.12', 'java21', 'provided.al2023', 'xnodejs8.10'])(
    '%s is not',
    (runtime) => {
      expect(isRetiredRuntime(runtime)).toBe(false);
    },
  );
});
