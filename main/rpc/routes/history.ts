import { read } from '../handlers.ts';
import { os } from '../implementer.ts';

export const historyRoutes = {
  list: os.history.list.handler(read('history.list')),
  count: os.history.count.handler(read('history.count')),
  people: os.history.people.handler(({ context }) => context.core.read('history.people', null)),
  get: os.history.get.handler(read('history.get')),
  of: os.history.of.handler(read('history.of')),
  pending: os.history.pending.handler(({ context }) => context.core.read('history.pending', null)),
  undo: os.history.undo.handler(({ context, signal }) => context.core.reverse('undo', { signal })),
  redo: os.history.redo.handler(({ context, signal }) => context.core.reverse('redo', { signal })),
};
