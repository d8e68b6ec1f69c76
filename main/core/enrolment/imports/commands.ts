import type { ApplyInput } from './apply.ts';
import { applyImport } from './apply.ts';
import { newAccounts } from './new-accounts.ts';
import { importFaults, importMissing, importRelated, importRows, importSummary } from './preview.ts';
import { importAlike } from './edit-cells.ts';
import { rejectedBytes, writeRejected } from './rejected.ts';
import { importCells } from './cells.ts';
import { closeImport, decideImport, openImport, reopenImport } from './service.ts';
import { stagePath } from './stage-file.ts';

export const importReads = {
  'imports.alike': importAlike,
  'imports.cells': importCells,
  'imports.summary': importSummary,
  'imports.rows': importRows,
  'imports.faults': importFaults,
  'imports.related': importRelated,
  'imports.missing': importMissing,
  'imports.newAccounts': newAccounts,
};

export const importJobs = {
  'imports.open': openImport,
  'imports.reopen': reopenImport,
  'imports.decide': decideImport,
  'imports.writeRejected': writeRejected,
  'imports.rejected': rejectedBytes,
  'imports.close': closeImport,
};

export const importWrites = {
  'imports.apply': {
    run: applyImport,
    attach: ({ importId }: ApplyInput): Record<string, string> => ({ stage: stagePath(importId) }),
  },
};
