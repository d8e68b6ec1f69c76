import { AppError } from '../../../../shared/domain/app-error.ts';
import type { JobLimits } from '../../runtime/procedure.ts';

const MINUTES = 3;

/** What an import may take as a whole: reading the file, keeping its rows and comparing them with the ledger. */
export const IMPORT_LIMITS: JobLimits = {
  ms: MINUTES * 60_000,
  memoryMb: 1_024,
  refusal: (limit) => {
    const asked = limit === 'ms' ? `takes more than ${MINUTES} minutes` : 'needs more memory than an import should';
    const message = `The file ${asked} to be read and compared with the ledger. Nothing was changed. Split it, or remove sheets and columns that are not needed.`;
    return new AppError('FILE_TOO_LARGE', message, { limit });
  },
};
