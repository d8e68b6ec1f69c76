import { read, write } from '../handlers.ts';
import { os } from '../implementer.ts';

export const mpaRoutes = {
  list: os.mpas.list.handler(read('mpas.list')),
  get: os.mpas.get.handler(read('mpas.get')),
  add: os.mpas.add.handler(write('mpas.add')),
  set: os.mpas.set.handler(write('mpas.set')),
  remove: os.mpas.remove.handler(write('mpas.remove')),
};
