import type { LedgerProcedures } from '../../runtime/procedure.ts';
import { addMpa, getMpa, listMpas, removeMpa, setMpa } from './service.ts';

export const mpas = {
  list: listMpas,
  get: getMpa,
  add: addMpa,
  set: setMpa,
  remove: removeMpa,
} satisfies LedgerProcedures<'mpas'>;
