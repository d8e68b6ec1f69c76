import type { LedgerProcedures } from '../../runtime/procedure.ts';
import { addMpa, getMpa, listMpas, removeMpa, setMpa } from './service.ts';

export const mpas = {
  list: listMpas,
  get: getMpa,
  add: addMpa,
  set: { run: setMpa, now: getMpa },
  remove: removeMpa,
} satisfies LedgerProcedures<'mpas'>;
