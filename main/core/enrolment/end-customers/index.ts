import type { LedgerProcedures } from '../../runtime/procedure.ts';
import { addEndCustomer, getEndCustomer, listEndCustomers, removeEndCustomer, setEndCustomer } from './service.ts';

export const endCustomers = {
  list: listEndCustomers,
  get: getEndCustomer,
  add: addEndCustomer,
  set: setEndCustomer,
  remove: removeEndCustomer,
} satisfies LedgerProcedures<'endCustomers'>;
