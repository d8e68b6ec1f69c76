import { ValidationError } from '@orpc/contract';
import { ORPCError, os } from '@orpc/server';
import { httpStatus } from '../../shared/contract/base.ts';
import { act } from '../../shared/domain/action.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { systemFailure } from '../core/files/system-failure.ts';
import type { Log } from '../core/log/log.ts';
import type { RpcContext } from './context.ts';

/** Around every procedure: what it throws becomes what the contract declares. */
export const asDeclared = os.$context<RpcContext>().middleware(async ({ context, next }) => {
  try {
    return await next();
  } catch (error) {
    throw toRpcError(error, context.log);
  }
});

/**
 * An error as it crosses the contract: ours with its code, sentence and data; input that does not fit the contract as
 * INVALID_INPUT with the places; what the library says of a call that never got to us as it is; anything else as INTERNAL
 * without its details, which go to the log.
 */
export function toRpcError(error: unknown, log: Log): Error {
  if (error instanceof AppError && error.code !== 'INTERNAL') {
    return new ORPCError(error.code, {
      status: httpStatus(error.code),
      message: error.message,
      data: { ...error.data },
    });
  }
  if (error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR') {
    return error.cause instanceof ValidationError ? invalidInput(error.cause) : error;
  }
  const said = systemFailure(error);
  if (said !== null) {
    log.error('rpc.system', 'The system refused something', error);
    return new ORPCError(said.code, { message: said.message, data: { ...said.data } });
  }
  log.error('rpc.internal', 'A call failed inside the core', error);
  return new ORPCError('INTERNAL', {
    message: `Something went wrong inside Enrollment Desk. The log has the details${act('app.diagnose')}`,
    data: {},
  });
}

function invalidInput({ issues }: ValidationError): Error {
  const places = issues.map(({ path = [], message }) => ({
    path: path.map((key) => String(typeof key === 'object' ? key.key : key)).join('.'),
    message,
  }));
  const first = places[0];
  const what = first === undefined ? '' : ` ${first.path === '' ? '' : `${first.path}: `}${first.message}.`;
  return new ORPCError('INVALID_INPUT', {
    status: httpStatus('INVALID_INPUT'),
    message: `That does not fit what is asked for.${what}`,
    data: { issues: places },
  });
}
