import { read } from '../handlers.ts';
import { os } from '../implementer.ts';

export const searchRoutes = {
  all: os.search.all.handler(read('search.all')),
};
