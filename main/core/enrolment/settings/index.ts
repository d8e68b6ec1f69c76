import type { LedgerProcedures } from '../../runtime/procedure.ts';
import { getSettings, listSettings, setSettings } from './service.ts';

export const settings = {
  list: listSettings,
  get: getSettings,
  set: setSettings,
} satisfies LedgerProcedures<'settings'>;
