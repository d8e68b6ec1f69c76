import { read, write } from '../handlers.ts';
import { os } from '../implementer.ts';

export const settingRoutes = {
  list: os.settings.list.handler(read('settings.list')),
  get: os.settings.get.handler(read('settings.get')),
  set: os.settings.set.handler(write('settings.set')),
};
