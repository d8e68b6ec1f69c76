import type { LedgerProcedures } from '../../runtime/procedure.ts';
import { listViews, removeView, saveView } from './service.ts';

export const savedViews = {
  list: listViews,
  save: saveView,
  remove: removeView,
} satisfies LedgerProcedures<'savedViews'>;
