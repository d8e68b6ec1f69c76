import { AppError } from '../../shared/domain/app-error.ts';
import type { ErrorCode, ErrorData } from '../../shared/domain/app-error.ts';
import { inPlaces } from './action-words.ts';

/** A failure as a page shows it. */
export interface Failure {
  readonly code: ErrorCode;
  /** In the words of the screen. */
  readonly message: string;
  /** As the core says it, with its actions; see `inLinks`. */
  readonly text: string;
  readonly data: ErrorData;
}

/** What was thrown, as a failure; what is no AppError is a fault of the program. */
export function toFailure(error: unknown): Failure {
  if (error instanceof AppError) return failure(error.code, error.message, error.data);
  return failure('INTERNAL', error instanceof Error ? error.message : String(error));
}

/** A failure that this page has found itself, or that came from the core. */
export function failure(code: ErrorCode, text: string, data: ErrorData = {}): Failure {
  return { code, message: inPlaces(text), text, data };
}

/** A failure as text to copy into a mail: the code, the sentence, the data. */
export function failureDetails({ code, message, data }: Failure): string {
  const lines = Object.entries(data).map(([name, value]) => `${name}: ${inPlaces(JSON.stringify(value))}`);
  return [`${code}: ${message}`, ...lines].join('\n');
}
