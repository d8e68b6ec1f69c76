/**
 * Every error code of the product with the exit code that the command line gives for it:
 * 1 findings or invalid rows, 2 usage, 3 input that can't be read, 4 outside service failed,
 * 5 ledger locked, damaged or too new. 70 is a fault of our own.
 */
export const ERROR_EXIT_CODES = {
  // what was asked for does not fit what is there
  NOT_FOUND: 2,
  ALREADY_EXISTS: 2,
  INVALID_INPUT: 2,
  CONFLICT: 2,
  CHANGED_MEANWHILE: 2,
  NOTHING_TO_UNDO: 2,
  NOTHING_TO_REDO: 2,
  PROFILE_NOT_FOUND: 2,
  CHOICE_NEEDED: 2,
  CANCELLED: 2,
  // rows and findings
  INVALID_ROWS: 1,
  CHECKS_FAILED: 1,
  // files
  FILE_NOT_FOUND: 3,
  FILE_UNREADABLE: 3,
  FILE_TOO_LARGE: 3,
  FILE_DAMAGED: 3,
  FILE_TYPE_UNKNOWN: 3,
  FILE_ENCRYPTED: 3,
  FILE_LEGACY_XLS: 3,
  FILE_HAS_MACROS: 3,
  FILE_NOT_WRITTEN: 3,
  HEADER_NOT_FOUND: 3,
  SHEET_NOT_FOUND: 3,
  COLUMN_NOT_FOUND: 3,
  // outside
  SERVICE_FAILED: 4,
  SIGN_IN_NEEDED: 4,
  WRONG_ACCOUNT: 4,
  MFA_NEEDED: 4,
  PROFILE_BROKEN: 4,
  // ledger
  LEDGER_LOCKED: 5,
  LEDGER_READ_ONLY: 5,
  LEDGER_DAMAGED: 5,
  LEDGER_TOO_NEW: 5,
  LEDGER_NOT_FOUND: 5,
  LEDGER_DISK_FULL: 5,
  LEDGER_IO: 5,
  // ours
  CORE_STOPPED: 70,
  ENGINE_STOPPED: 70,
  INTERNAL: 70,
} as const;

/** A stable name for one kind of failure; see ERROR_EXIT_CODES. */
export type ErrorCode = keyof typeof ERROR_EXIT_CODES;

/** What an error carries for programs: plain JSON values. */
export type ErrorData = Readonly<Record<string, unknown>>;

/** A failure that a person can act on: a code, one sentence that says what happened and what to do, and data. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly data: ErrorData;

  constructor(code: ErrorCode, message: string, data: ErrorData = {}, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.data = data;
  }
}
