import { AppError } from '../../shared/domain/app-error.ts';
import type { ErrorCode, ErrorData } from '../../shared/domain/app-error.ts';
import { onScreen } from './screen-words.ts';

/** A failure as a page shows it. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly data: ErrorData;
}

/** What was thrown, as a failure; what is no AppError is a fault of the program. */
export function toFailure(error: unknown): Failure {
  if (error instanceof AppError) return { code: error.code, message: onScreen(error.message), data: error.data };
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error), data: {} };
}

/** A failure as text to copy into a mail: the code, the sentence, the data. */
export function failureDetails({ code, message, data }: Failure): string {
  const lines = Object.entries(data).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return [`${code}: ${message}`, ...lines].join('\n');
}
