import type { LedgerProcedures } from '../../runtime/procedure.ts';
import { getSettings, listSettings, setSettings } from './service.ts';

export const settings = {
  list: listSettings,
  get: getSettings,
  set: { run: setSettings, now: getSettings },
} satisfies LedgerProcedures<'settings'>;
