import { saveSheet } from './save.ts';
import { exportSheet, previewSheet } from './service.ts';
import type { LedgerProcedures } from '../../runtime/procedure.ts';

export const sheets = {
  preview: previewSheet,
  export: exportSheet,
  save: saveSheet,
} satisfies LedgerProcedures<'sheets'>;
