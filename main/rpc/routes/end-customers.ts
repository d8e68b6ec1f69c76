import { read, write } from '../handlers.ts';
import { os } from '../implementer.ts';

export const endCustomerRoutes = {
  list: os.endCustomers.list.handler(read('endCustomers.list')),
  get: os.endCustomers.get.handler(read('endCustomers.get')),
  add: os.endCustomers.add.handler(write('endCustomers.add')),
  set: os.endCustomers.set.handler(write('endCustomers.set')),
  remove: os.endCustomers.remove.handler(write('endCustomers.remove')),
};
