import { ORPCError } from '@orpc/server';
import { AppError } from '../../shared/domain/app-error.ts';
import type { Log } from '../core/log/log.ts';

/**
 * An error as it crosses the contract: ours with its code, sentence and data; the library's own (a validation error) as it is;
 * anything else as INTERNAL without its details, which go to the log.
 */
export function toRpcError(error: unknown, log: Log): Error {
  if (error instanceof ORPCError) return error;
  if (error instanceof AppError && error.code !== 'INTERNAL') {
    return new ORPCError(error.code, { message: error.message, data: { ...error.data } });
  }
  log.error('rpc.internal', 'A call failed inside the core', error);
  return new ORPCError('INTERNAL', {
    message:
      'Something went wrong inside Enrollment Desk. Nothing was changed. The log has the details: enroll diagnose',
    data: {},
  });
}
