import type { LedgerProcedures } from '../../runtime/procedure.ts';
import { saveSheet } from './save.ts';
import { exportSheet, previewSheet } from './service.ts';

export const sheets = {
  preview: previewSheet,
  export: exportSheet,
  save: saveSheet,
} satisfies LedgerProcedures<'sheets'>;
