import { listViews, removeView, saveView } from './service.ts';
import type { LedgerProcedures } from '../../runtime/procedure.ts';

export const savedViews = {
  list: listViews,
  save: saveView,
  remove: removeView,
} satisfies LedgerProcedures<'savedViews'>;
