import { ORPCError } from '@orpc/server';
import { expect, test } from 'vitest';
import { AppError } from '../../shared/domain/app-error.ts';
import type { Log } from '../core/log/log.ts';
import { silentLog } from '../core/log/log.ts';
import { toRpcError } from './errors.ts';

/** A log that remembers what it was told to keep as errors. */
function keepingLog(): { log: Log; errors: unknown[] } {
  const errors: unknown[] = [];
  return { log: { ...silentLog(), error: (id, _message, error) => errors.push([id, error]) }, errors };
}

test('an AppError crosses with code, sentence and data, and is not logged', () => {
  const { log, errors } = keepingLog();
  const crossed = toRpcError(new AppError('NOT_FOUND', 'There is no subset X.', { name: 'X' }), log);
  expect(crossed).toMatchObject({ code: 'NOT_FOUND', message: 'There is no subset X.', data: { name: 'X' } });
  expect(errors).toEqual([]);
});

test.each([
  ['an unknown error', new TypeError('x is not a function: /home/kim/ledger.db')],
  ['a text', 'oops'],
  ['an AppError INTERNAL', new AppError('INTERNAL', 'secret')],
  ['output that does not fit', new ORPCError('INTERNAL_SERVER_ERROR', { message: 'Output validation failed' })],
])('%s becomes INTERNAL without its details, which are logged', (_name, thrown) => {
  const { log, errors } = keepingLog();
  const crossed = toRpcError(thrown, log);
  expect(crossed).toMatchObject({ code: 'INTERNAL', data: {} });
  expect(crossed.message).not.toMatch(/home|secret|oops|Output/);
  expect(errors).toEqual([['rpc.internal', thrown]]);
});

test('what the library says of a call that never reached us stays', () => {
  const unknown = new ORPCError('METHOD_NOT_SUPPORTED');
  expect(toRpcError(unknown, silentLog())).toBe(unknown);
});
