import { AppError } from '../../../../shared/domain/app-error.ts';
import { systemFailure } from '../../files/system-failure.ts';
import type { ThreadError } from './protocol.ts';

/** An error as plain values. What is not ours becomes INTERNAL, with its stack for the log. */
export function packError(error: unknown): ThreadError {
  const ours = error instanceof AppError ? error : systemFailure(error);
  if (ours !== null) return { code: ours.code, message: ours.message, data: ours.data, stack: null };
  const text = error instanceof Error ? error.message : String(error);
  return {
    code: 'INTERNAL',
    message: `Something went wrong inside Enrollment Desk (${text}). Nothing was changed.`,
    data: {},
    stack: error instanceof Error ? (error.stack ?? text) : text,
  };
}

/** The error again, on the other side. */
export function unpackError(packed: ThreadError): AppError {
  const cause = packed.stack === null ? undefined : new Error(packed.stack);
  return new AppError(packed.code, packed.message, packed.data, { cause });
}
