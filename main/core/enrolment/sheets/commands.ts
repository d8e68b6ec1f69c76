import { saveSheet } from './save.ts';
import { exportSheet, previewSheet } from './service.ts';

export const sheetReads = { 'sheets.preview': previewSheet };

export const sheetJobs = { 'sheets.export': exportSheet, 'sheets.save': saveSheet };
