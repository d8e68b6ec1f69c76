import { addEndCustomer, getEndCustomer, listEndCustomers, removeEndCustomer, setEndCustomer } from './service.ts';

export const endCustomerReads = { 'endCustomers.list': listEndCustomers, 'endCustomers.get': getEndCustomer };

export const endCustomerWrites = {
  'endCustomers.add': { run: addEndCustomer },
  'endCustomers.set': { run: setEndCustomer },
  'endCustomers.remove': { run: removeEndCustomer },
};
