import type { ApplyInput } from './apply.ts';
import { applyImport } from './apply.ts';
import { newAccounts } from './new-accounts.ts';
import { importFaults, importMissing, importRelated, importRows, importSummary } from './preview.ts';
import { importAlike } from './edit-cells.ts';
import { rejectedBytes, writeRejected } from './rejected.ts';
import { IMPORT_LIMITS } from './import-limits.ts';
import { importCells } from './cells.ts';
import { closeImport, decideImport, openImport, reopenImport } from './service.ts';
import { stagePath } from './stage-file.ts';
import type { LedgerProcedures } from '../../runtime/procedure.ts';

export const imports = {
  alike: importAlike,
  cells: importCells,
  summary: importSummary,
  rows: importRows,
  faults: importFaults,
  related: importRelated,
  missing: importMissing,
  newAccounts,
  open: { run: openImport, limits: IMPORT_LIMITS },
  reopen: { run: reopenImport, limits: IMPORT_LIMITS },
  decide: { run: decideImport, limits: IMPORT_LIMITS },
  writeRejected,
  rejected: rejectedBytes,
  // In the thread that the import has had: another one would be started for this alone.
  close: { run: closeImport, limits: IMPORT_LIMITS },
  apply: {
    run: applyImport,
    attach: ({ importId }: ApplyInput): Record<string, string> => ({ stage: stagePath(importId) }),
  },
} satisfies LedgerProcedures<'imports'>;
