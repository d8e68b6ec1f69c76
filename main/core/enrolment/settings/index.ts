import { getSettings, listSettings, setSettings } from './service.ts';
import type { LedgerProcedures } from '../../runtime/procedure.ts';

export const settings = {
  list: listSettings,
  get: getSettings,
  set: setSettings,
} satisfies LedgerProcedures<'settings'>;
