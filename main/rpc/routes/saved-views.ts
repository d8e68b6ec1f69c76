import { read, write } from '../handlers.ts';
import { os } from '../implementer.ts';

export const savedViewRoutes = {
  list: os.savedViews.list.handler(read('savedViews.list')),
  save: os.savedViews.save.handler(write('savedViews.save')),
  remove: os.savedViews.remove.handler(write('savedViews.remove')),
};
