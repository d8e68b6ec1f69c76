import type { LedgerProcedures } from '../../runtime/procedure.ts';
import { countChecks, runChecks } from './service.ts';

export const checks = {
  run: runChecks,
  counts: { run: countChecks, kept: true },
} satisfies LedgerProcedures<'checks'>;
