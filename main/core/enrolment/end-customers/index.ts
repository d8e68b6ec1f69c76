import type { LedgerProcedures } from '../../runtime/procedure.ts';
import { addEndCustomer, getEndCustomer, listEndCustomers, removeEndCustomer, setEndCustomer } from './service.ts';

export const endCustomers = {
  list: listEndCustomers,
  get: getEndCustomer,
  add: addEndCustomer,
  set: { run: setEndCustomer, now: getEndCustomer },
  remove: removeEndCustomer,
} satisfies LedgerProcedures<'endCustomers'>;
