import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ROOT } from '../run.ts';
import { LEAVE_OUT, leftOut } from './files.ts';

test('what is left out on other days is there, and is left out on those days alone', () => {
  expect(leftOut({})).toEqual([]);
  const patterns = leftOut({ [LEAVE_OUT]: '1' });
  expect(patterns).toContain('test/fuzz/**');
  expect(patterns).toContain('test/cli/locked.test.ts');
  expect(patterns.filter((pattern) => !existsSync(ROOT + pattern.replace('**', '')))).toEqual([]);
});
