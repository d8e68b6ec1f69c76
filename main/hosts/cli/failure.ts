import { CommanderError } from 'commander';
import { ERROR_EXIT_CODES } from '../../../shared/domain/app-error.ts';
import type { ErrorCode, ErrorData } from '../../../shared/domain/app-error.ts';
import { inCommands } from '../setup/command-words.ts';
import { systemFailure } from '../../core/files/system-failure.ts';
import { cleanJson, cleanText } from './clean-text.ts';

/** How a command failed, as it is printed. */
export interface Failure {
  code: ErrorCode;
  message: string;
  data: ErrorData;
  exitCode: number;
}

/**
 * What an error means for the person at the terminal. Errors of the contract come with code, message and data, whatever
 * class carried them; the parser's are usage; anything else is a fault of ours.
 */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof CommanderError) return usage(thrown.message);
  const error = systemFailure(thrown) ?? thrown;
  if (error instanceof Error && 'code' in error && isErrorCode(error.code)) {
    const data = 'data' in error && typeof error.data === 'object' ? (error.data as ErrorData | null) : null;
    return {
      code: error.code,
      message: inCommands(error.message),
      data: data ?? {},
      exitCode: ERROR_EXIT_CODES[error.code],
    };
  }
  const text = error instanceof Error ? error.message : String(error);
  const message = `Something went wrong inside Enrollment Desk (${text}). The log has the details: enroll diagnose`;
  return { code: 'INTERNAL', message, data: {}, exitCode: ERROR_EXIT_CODES.INTERNAL };
}

/** The failure as standard error gets it: `CODE: sentence`, or one JSON object. */
export function failureText({ code, message, data }: Failure, json: boolean): string {
  return json ? cleanJson({ error: { code, message, data } }) : cleanText(`${code}: ${message}`);
}

function usage(said: string): Failure {
  const sentence = said.replace(/^error: /u, '').trim();
  const message = sentence.charAt(0).toUpperCase() + sentence.slice(1);
  return { code: 'INVALID_INPUT', message, data: {}, exitCode: ERROR_EXIT_CODES.INVALID_INPUT };
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_EXIT_CODES, code);
}
